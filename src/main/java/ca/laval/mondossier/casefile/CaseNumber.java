package ca.laval.mondossier.casefile;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number of a case file as it stands on a letter: `SUB-2026-000123-7`. The last digit is a Luhn check digit over year and
 * sequence, so that a mistyped number is noticed before it is looked up.
 */
public record CaseNumber(String value) {
    private static final Pattern SHAPE = Pattern.compile("([A-Z]{2,5})-(\\d{4})-(\\d{6})-(\\d)");

    public CaseNumber {
        if (!isValid(value)) throw new IllegalArgumentException("Not a case number: its shape is SUB-2026-000123-7, with a check digit");
    }

    /** The number of this prefix, year and sequence, with its check digit; the same for a batch as for a case. */
    public static CaseNumber numbered(String prefix, int year, long sequence) {
        return of(prefix, year, sequence);
    }

    static CaseNumber of(String prefix, int year, long sequence) {
        String digits = "%04d%06d".formatted(year, sequence);
        return new CaseNumber("%s-%04d-%06d-%d".formatted(prefix, year, sequence, luhnDigit(digits)));
    }

    /** What a person typed or a URL carried; empty when it cannot be a case number. */
    public static Optional<CaseNumber> parse(String text) {
        if (text == null) return Optional.empty();
        String candidate = text.strip().toUpperCase(Locale.ROOT);
        return isValid(candidate) ? Optional.of(new CaseNumber(candidate)) : Optional.empty();
    }

    /** What is shaped like a case number but has the wrong check digit: somebody mistyped a digit. */
    public static boolean isMistyped(String text) {
        String candidate = text.strip().toUpperCase(Locale.ROOT);
        return SHAPE.matcher(candidate).matches() && !isValid(candidate);
    }

    private static boolean isValid(String text) {
        var match = SHAPE.matcher(text);
        return match.matches() && luhnDigit(match.group(2) + match.group(3)) == match.group(4).charAt(0) - '0';
    }

    private static int luhnDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return (10 - sum % 10) % 10;
    }

    @Override
    public String toString() {
        return value;
    }
}
