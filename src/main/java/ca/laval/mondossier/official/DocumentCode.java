package ca.laval.mondossier.official;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * What the verification page asks for, e.g. `K7QP-M3XD-94TW`: sixty random bits. Letters that look like digits are not used;
 * typed all the same, they are read as the digit.
 */
final class DocumentCode {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private DocumentCode() {
    }

    static String random() {
        var code = new StringBuilder();
        RANDOM.ints(LENGTH, 0, ALPHABET.length()).forEach(at -> code.append(ALPHABET.charAt(at)));
        return shown(code.toString());
    }

    /** What a person typed, with or without hyphens, in any case; empty when it cannot be a code. */
    static Optional<String> parse(String typed) {
        if (typed == null || typed.length() > 100) return Optional.empty();
        String plain = typed.toUpperCase(Locale.ROOT).replaceAll("[\\s\u00A0\u202F\u2010-\u2015-]", "").replace('I', '1').replace('L', '1').replace('O', '0');
        return plain.length() == LENGTH && plain.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0) ? Optional.of(shown(plain)) : Optional.empty();
    }

    private static String shown(String plain) {
        return plain.substring(0, 4) + "-" + plain.substring(4, 8) + "-" + plain.substring(8);
    }
}
