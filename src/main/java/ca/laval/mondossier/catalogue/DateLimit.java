package ca.laval.mondossier.catalogue;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.regex.Pattern;

/** A first or last day as forms write it: {@code 2026-12-31}, {@code today}, {@code today-P18M}, {@code today+P30D}. */
final class DateLimit {

    private static final Pattern RELATIVE = Pattern.compile("today(?:([+-])(P\\w+))?");

    private DateLimit() {
    }

    static LocalDate day(String limit, LocalDate today) {
        var relative = RELATIVE.matcher(limit.strip());
        if (!relative.matches()) {
            return LocalDate.parse(limit.strip());
        }
        var period = relative.group(2) == null ? Period.ZERO : Period.parse(relative.group(2));
        return "-".equals(relative.group(1)) ? today.minus(period) : today.plus(period);
    }

    static boolean isReadable(String limit) {
        try {
            day(limit, LocalDate.EPOCH);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
