package ca.laval.mondossier.catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;

/**
 * How amounts, numbers, dates and hours are written for people, in each language. Hand-made rather than taken from the
 * JDK's locale data, which changes its spaces and abbreviations from one release to the next.
 */
public final class Formats {

    /** The city lives in this zone: every day and hour shown to people is read there. */
    public static final ZoneId ZONE = ZoneId.of("America/Toronto");

    static final char NO_BREAK_SPACE = '\u00A0';

    private Formats() {
    }

    /** {@code 1 234,50 $} or {@code $1,234.50}. */
    public static String money(long cents, Language language) {
        var sign = cents < 0 ? "-" : "";
        var amount = grouped(BigDecimal.valueOf(cents, 2).abs(), 2, language);
        return language == Language.FR ? sign + amount + NO_BREAK_SPACE + "$" : sign + "$" + amount;
    }

    /** An amount as one would type it: {@code 1234,50} or {@code 1234.50}. */
    public static String moneyInput(long cents, Language language) {
        var plain = BigDecimal.valueOf(cents, 2).toPlainString();
        return language == Language.FR ? plain.replace('.', ',') : plain;
    }

    /** {@code 1 234,5} or {@code 1,234.5}, with the decimals that the number has. */
    public static String number(BigDecimal number, Language language) {
        return (number.signum() < 0 ? "-" : "") + grouped(number.abs(), Math.max(0, number.scale()), language);
    }

    /** {@code 23 novembre 2026} or {@code November 23, 2026}. */
    public static String date(LocalDate date, Language language) {
        var month = date.getMonth().getDisplayName(TextStyle.FULL, language.locale());
        return language == Language.FR
                ? (date.getDayOfMonth() == 1 ? "1er" : date.getDayOfMonth()) + " " + month + " " + date.getYear()
                : month + " " + date.getDayOfMonth() + ", " + date.getYear();
    }

    public static String date(Instant instant, Language language) {
        return date(LocalDate.ofInstant(instant, ZONE), language);
    }

    /** {@code 16 h 30} or {@code 4:30 p.m.}. */
    public static String time(LocalTime time, Language language) {
        if (language == Language.FR) {
            var hour = time.getHour() + "" + NO_BREAK_SPACE + "h";
            return time.getMinute() == 0 ? hour : hour + NO_BREAK_SPACE + twoDigits(time.getMinute());
        }
        var hour = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
        return hour + ":" + twoDigits(time.getMinute()) + NO_BREAK_SPACE + (time.getHour() < 12 ? "a.m." : "p.m.");
    }

    /** Day and hour of an event, in the city's zone. */
    public static String dateTime(Instant instant, Language language) {
        return date(instant, language) + ", " + time(LocalTime.ofInstant(instant, ZONE), language);
    }

    private static String grouped(BigDecimal positive, int decimals, Language language) {
        var plain = positive.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
        var point = plain.indexOf('.');
        var whole = new StringBuilder(point < 0 ? plain : plain.substring(0, point));
        for (int at = whole.length() - 3; at > 0; at -= 3) {
            whole.insert(at, language == Language.FR ? NO_BREAK_SPACE : ',');
        }
        return point < 0 ? whole.toString()
                : whole.append(language == Language.FR ? ',' : '.').append(plain, point + 1, plain.length()).toString();
    }

    private static String twoDigits(int number) {
        return (number < 10 ? "0" : "") + number;
    }
}
