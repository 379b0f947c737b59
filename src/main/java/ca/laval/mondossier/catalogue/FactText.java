package ca.laval.mondossier.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Date;
import java.util.regex.Pattern;

/** What a decision table was asked or said, as a person reads it: a code by its word, cents as money, a date as written, a truth as yes or no. */
public final class FactText {
    private static final Pattern DAY = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])");

    private FactText() {
    }

    public static boolean isMoney(String name, Object value) {
        return value instanceof Number && name.endsWith("Cents");
    }

    public static String value(String service, String name, Object value, WordList words, Language language) {
        if (value == null || value.equals("")) return words.get("form.noAnswer");
        if (value instanceof Boolean yes) return words.get(yes ? "form.yes" : "form.no");
        if (value instanceof Date date) return Formats.date(date.toInstant(), language);
        if (isMoney(name, value)) return Formats.money(((Number) value).longValue(), language);
        if (value instanceof Number number) return Formats.number(new BigDecimal(number.toString()).stripTrailingZeros(), language);
        String code = String.valueOf(value);
        if (DAY.matcher(code).matches()) return Formats.date(LocalDate.parse(code), language);
        return words.first(service + ".start." + name + ".option." + code, "value." + code, "reason." + code, "document." + code).orElse(code);
    }
}
