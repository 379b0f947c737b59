package ca.laval.mondossier.official;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * By what anybody finds a document: 60 random bits, so that trying codes leads nowhere.
 *
 * @param value twelve characters of an alphabet without 0, 1, I and O, as they are stored
 */
record VerificationCode(String value) {
    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int LENGTH = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    static VerificationCode random() {
        var code = new StringBuilder();
        RANDOM.ints(LENGTH, 0, ALPHABET.length()).forEach(at -> code.append(ALPHABET.charAt(at)));
        return new VerificationCode(code.toString());
    }

    /** What a person typed, in any case, with or without hyphens and spaces; empty when it cannot be a code. */
    static Optional<VerificationCode> parse(String typed) {
        if (typed == null || typed.length() > 40) return Optional.empty();
        String bare = typed.replaceAll("[\\s\\p{Pd}\\u00A0]", "").toUpperCase(Locale.ROOT);
        boolean plain = bare.length() == LENGTH && bare.chars().allMatch(character -> ALPHABET.indexOf(character) >= 0);
        return plain ? Optional.of(new VerificationCode(bare)) : Optional.empty();
    }

    /** `K7QP-M3XD-94TW`. */
    @Override
    public String toString() {
        return value.replaceFirst("(.{4})(.{4})(.{4})", "$1-$2-$3");
    }
}
