package ca.laval.mondossier.catalogue;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Locale;

/** Text as it is kept: composed (NFC), trimmed, without the characters that nobody can see. */
final class PlainText {

    private PlainText() {
    }

    static String oneLine(String text) {
        return clean(text, false);
    }

    static String lines(String text) {
        return clean(text.replace("\r\n", "\n").replace('\r', '\n'), true);
    }

    /** One thing a line: each trimmed, empty ones left out, what was written twice kept once, capitals and spaces aside. */
    static String list(String text) {
        var seen = new LinkedHashMap<String, String>();
        lines(text).lines().map(PlainText::trim).filter(line -> !line.isEmpty())
                .forEach(line -> seen.putIfAbsent(line.toLowerCase(Locale.ROOT).replaceAll("[\\s\\u00A0]+", " "), line));
        return String.join("\n", seen.values());
    }

    private static String clean(String text, boolean keepLines) {
        var kept = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (character == '\n' || character == '\u2028' || character == '\u2029' || character == '\u0085') {
                kept.append(keepLines ? '\n' : ' ');
            } else if (character == '\t' || character == '\r') {
                kept.append(' ');
            } else if (!isInvisible(character)) {
                kept.appendCodePoint(character);
            }
        });
        return trim(Normalizer.normalize(kept, Normalizer.Form.NFC));
    }

    /** Control characters, halves of characters, and marks that reorder what is read; emoji keep their joiners. */
    private static boolean isInvisible(int character) {
        var kind = Character.getType(character);
        return kind == Character.CONTROL || kind == Character.SURROGATE
                || character >= 0x202A && character <= 0x202E || character >= 0x2060 && character <= 0x206F
                || character == 0x200B || character == 0x200E || character == 0x200F || character == 0x061C
                || character == 0xFEFF || character == 0xFFFE || character == 0xFFFF || character == 0x00AD;
    }

    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
