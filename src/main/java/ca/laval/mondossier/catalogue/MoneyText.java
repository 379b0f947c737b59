package ca.laval.mondossier.catalogue;

import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Reads an amount as people in Laval write it, in dollars: {@code 64,99}, {@code 64.99}, {@code 1 234,50 $},
 * {@code $1,234.50}. What can be read two ways ({@code 64,999}) is not read at all.
 */
public final class MoneyText {

    /** 9,999,999.99 $: anything larger is a mistake of the hand. */
    public static final long MAX_CENTS = 999_999_999L;

    private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0\\u2007\\u2009\\u202F]+");
    private static final Pattern PLAIN = Pattern.compile("\\d{1,12}(?:[.,]\\d{1,2})?");
    private static final Pattern SPACE_GROUPS = Pattern.compile("\\d{1,3}(?: \\d{3}){1,3}(?:[.,]\\d{1,2})?");
    private static final Pattern COMMA_GROUPS = Pattern.compile("\\d{1,3}(?:(?:,\\d{3}){2,3}|(?:,\\d{3}){1,3}\\.\\d{1,2})");

    private MoneyText() {
    }

    /** Whole cents, or empty when the text is not one clear, positive or zero amount of at most {@link #MAX_CENTS}. */
    public static OptionalLong cents(String text) {
        var amount = amount(text);
        return amount == null || amount.longValueExact() > MAX_CENTS ? OptionalLong.empty() : OptionalLong.of(amount.longValueExact());
    }

    /** A readable amount that is only too large deserves another sentence than an unreadable one. */
    static boolean isTooLarge(String text) {
        var amount = amount(text);
        return amount != null && amount.longValueExact() > MAX_CENTS;
    }

    private static BigDecimal amount(String text) {
        if (text == null || text.length() > 40) {
            return null;
        }
        var bare = SPACES.matcher(text).replaceAll(" ").strip();
        if (bare.startsWith("$")) {
            bare = bare.substring(1).strip();
        } else if (bare.endsWith("$")) {
            bare = bare.substring(0, bare.length() - 1).strip();
        }
        if (COMMA_GROUPS.matcher(bare).matches()) {
            bare = bare.replace(",", "");
        } else if (!PLAIN.matcher(bare).matches() && !SPACE_GROUPS.matcher(bare).matches()) {
            return null;
        }
        return new BigDecimal(bare.replace(" ", "").replace(',', '.')).movePointRight(2);
    }
}
