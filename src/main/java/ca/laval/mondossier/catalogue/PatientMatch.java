package ca.laval.mondossier.catalogue;

import java.util.regex.Pattern;

/** Tries a pattern as a browser would, and gives up on one that would try for hours. */
final class PatientMatch {

    private static final int PATIENCE = 2_000_000;

    private PatientMatch() {
    }

    /** Like {@code RegExp.test}: found anywhere, unless the pattern is anchored. */
    static boolean found(Pattern pattern, String text) {
        try {
            return pattern.matcher(new Counted(text, new int[1])).find();
        } catch (OutOfPatience | StackOverflowError e) {
            return false;
        }
    }

    private record Counted(CharSequence text, int[] looks) implements CharSequence {

        @Override
        public char charAt(int index) {
            if (++looks[0] > PATIENCE) {
                throw new OutOfPatience();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), looks);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static final class OutOfPatience extends RuntimeException {

        OutOfPatience() {
            super(null, null, false, false);
        }
    }
}
