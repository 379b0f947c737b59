package ca.laval.mondossier.portal;

import ca.laval.mondossier.catalogue.Formats;
import ca.laval.mondossier.catalogue.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;

/** Dates and sizes in the language of the page, for templates: {@code ${write.date(…)}}. */
public record Writing(Language language) {

    public String date(LocalDate day) {
        return Formats.date(day, language);
    }

    public String date(Instant instant) {
        return Formats.date(instant, language);
    }

    /** Of cents. */
    public String time(java.time.LocalTime time) {
        return Formats.time(time, language);
    }

    public String money(long cents) {
        return Formats.money(cents, language);
    }

    public String dateTime(Instant instant) {
        return Formats.dateTime(instant, language);
    }

    /** {@code 412 ko}, {@code 3,4 Mo}; {@code 412 KB}, {@code 3.4 MB}. */
    public String size(int bytes) {
        boolean french = language == Language.FR;
        if (bytes < 1_000_000) return Math.max(1, Math.round(bytes / 1000.0)) + "\u00A0" + (french ? "ko" : "KB");
        var megabytes = BigDecimal.valueOf(bytes).movePointLeft(6).setScale(1, RoundingMode.HALF_UP);
        return Formats.number(megabytes, language) + "\u00A0" + (french ? "Mo" : "MB");
    }
}
