package ca.laval.mondossier.funding;

import ca.laval.mondossier.catalogue.MoneyText;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A share as it is written in a list: `40 %`, `33,25 %`, `1/3` of the total, or an amount, `222 466,00 $`. Exact: a fraction, never a rounded number.
 *
 * @param cents the amount; null for a fraction
 */
record Share(BigInteger numerator, BigInteger denominator, Long cents) {
    private static final Pattern PERCENT = Pattern.compile("(-?)(\\d{1,3})(?:[.,](\\d{1,6}))?\\s*%");
    private static final Pattern FRACTION = Pattern.compile("(-?)(\\d{1,9})\\s*/\\s*(\\d{1,9})");

    /** Empty when it is none of these; a negative one can be read, and refused with its own sentence. */
    static Optional<Share> read(String text) {
        String bare = text.replaceAll("[\\u00A0\\u2007\\u2009\\u202F]", " ").strip();
        Matcher percent = PERCENT.matcher(bare);
        if (percent.matches()) {
            String decimals = percent.group(3) == null ? "" : percent.group(3);
            return Optional.of(new Share(new BigInteger(percent.group(1) + percent.group(2) + decimals), BigInteger.TEN.pow(decimals.length() + 2), null));
        }
        Matcher fraction = FRACTION.matcher(bare);
        if (fraction.matches()) {
            var denominator = new BigInteger(fraction.group(3));
            return denominator.signum() == 0 ? Optional.empty() : Optional.of(new Share(new BigInteger(fraction.group(1) + fraction.group(2)), denominator, null));
        }
        boolean negative = bare.startsWith("-") || bare.startsWith("−");
        OptionalLong amount = MoneyText.cents(negative ? bare.substring(1) : bare);
        return amount.isEmpty() ? Optional.empty() : Optional.of(new Share(null, null, negative ? -amount.getAsLong() : amount.getAsLong()));
    }

    boolean isAmount() {
        return cents != null;
    }

    boolean isPositive() {
        return isAmount() ? cents > 0 : numerator.signum() > 0;
    }
}
