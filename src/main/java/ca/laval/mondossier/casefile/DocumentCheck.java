package ca.laval.mondossier.casefile;

import ca.laval.mondossier.casefile.DocumentRefused.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;

/**
 * Says what a document is by its content: a PDF, JPEG, PNG or HEIC from its first byte to its end, and nothing else besides.
 * Phones append a film or a second picture to their photos; that stays allowed. What another program could run or unpack does not.
 */
final class DocumentCheck {
    static final int LARGEST = 10 * 1024 * 1024;

    static final String PDF = "application/pdf";
    static final String JPEG = "image/jpeg";
    static final String PNG = "image/png";
    static final String HEIC = "image/heic";

    private static final byte[] PNG_MAGIC = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final long MOST_PIXELS = 300_000_000;
    private static final int HEAD = 1024;
    private static final int PDF_TAIL = 4096;
    private static final int ZIP_TAIL = 65_535 + 22;
    private static final Set<String> HEIC_BRANDS = Set.of("heic", "heix", "heim", "heis");
    /** What makes a browser or server take a file for a page or a program. */
    private static final List<String> MARKUP = List.of("<script", "<html", "<!doctype", "<svg", "<body", "<iframe", "<?php");
    /** Other formats by how they begin: anywhere after the end only those too long to turn up by chance in a film. */
    private static final List<String> APPENDED = List.of("%PDF-1.", "%PDF-2.", "Rar!\32\7", "7z\274\257\47\34", "<script", "<html", "<!doctype",
            "<iframe", "<?php");
    private static final List<String> APPENDED_AT_ONCE = List.of("MZ", "PK\3\4", "\177ELF", "MSCF", "\320\317\21\340", "\312\376\272\276", "#!",
            "<svg", "<body", "GIF8");

    private final byte[] bytes;
    private final ByteBuffer numbers;

    private DocumentCheck(byte[] bytes) {
        this.bytes = bytes;
        this.numbers = ByteBuffer.wrap(bytes);
    }

    /** The media type; a {@link DocumentRefused} for anything that is not kept. */
    static String mediaType(byte[] bytes) {
        if (bytes.length == 0) throw new DocumentRefused(Reason.EMPTY);
        if (bytes.length > LARGEST) throw new DocumentRefused(Reason.SIZE);
        return new DocumentCheck(bytes).mediaType();
    }

    private String mediaType() {
        String type;
        int end;
        if (startsWith(0, "%PDF-1.") || startsWith(0, "%PDF-2.")) {
            type = PDF;
            end = endOfPdf();
        } else if (startsWith(0, "\377\330\377")) {
            type = JPEG;
            end = endOfJpeg();
        } else if (Arrays.equals(bytes, 0, Math.min(8, bytes.length), PNG_MAGIC, 0, 8)) {
            type = PNG;
            end = endOfPng();
        } else if (startsWith(4, "ftyp")) {
            type = HEIC;
            end = endOfHeic();
        } else {
            throw new DocumentRefused(Reason.TYPE);
        }
        if (end < 0 || !agrees(type)) throw new DocumentRefused(Reason.TYPE);
        if (hasForeignHead(type) || hasForeignTail(end) || isZip()) throw new DocumentRefused(Reason.POLYGLOT);
        return type;
    }

    private boolean agrees(String type) {
        try {
            String detected = MimeTypes.getDefaultMimeTypes().detect(new ByteArrayInputStream(bytes), new Metadata()).toString();
            return detected.equals(type) || type.equals(HEIC) && detected.equals("image/heif");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean hasForeignHead(String type) {
        String head = text(0, Math.min(HEAD, bytes.length));
        String lower = head.toLowerCase(Locale.ROOT);
        return MARKUP.stream().anyMatch(lower::contains) || !type.equals(PDF) && head.contains("%PDF-");
    }

    private boolean hasForeignTail(int end) {
        String tail = text(end, bytes.length).replaceFirst("^[\\s\\x00]+", "");
        String lower = tail.toLowerCase(Locale.ROOT);
        return APPENDED.stream().anyMatch(magic -> tail.contains(magic) || lower.contains(magic))
                || APPENDED_AT_ONCE.stream().anyMatch(tail::startsWith);
    }

    /** A ZIP is read from its end: its directory's end record in the tail, and a directory before it. */
    private boolean isZip() {
        int from = Math.max(0, bytes.length - ZIP_TAIL);
        int record = text(from, bytes.length).lastIndexOf("PK\5\6");
        return record >= 0 && (text(0, from + record).contains("PK\1\2") || text(0, from + record).contains("PK\3\4"));
    }

    /** A PDF may be followed by a little of anything, as readers allow; the last end mark counts. */
    private int endOfPdf() {
        int from = Math.max(0, bytes.length - PDF_TAIL);
        int mark = text(from, bytes.length).lastIndexOf("%%EOF");
        return mark < 0 ? -1 : from + mark + 5;
    }

    private int endOfPng() {
        int at = 8;
        boolean first = true;
        boolean picture = false;
        while (at + 12 <= bytes.length) {
            int length = numbers.getInt(at);
            if (length < 0 || length > bytes.length - at - 12) return -1;
            var crc = new CRC32();
            crc.update(bytes, at + 4, length + 4);
            if ((int) crc.getValue() != numbers.getInt(at + 8 + length)) return -1;
            String chunk = text(at + 4, at + 8);
            if (first != chunk.equals("IHDR")) return -1;
            if (first && (length != 13 || isTooLarge(numbers.getInt(at + 8), numbers.getInt(at + 12)))) return -1;
            first = false;
            picture |= chunk.equals("IDAT");
            at += length + 12;
            if (chunk.equals("IEND")) return picture ? at : -1;
        }
        return -1;
    }

    private int endOfJpeg() {
        int at = 2;
        boolean framed = false;
        boolean scanned = false;
        while (at + 4 <= bytes.length) {
            if ((bytes[at] & 0xFF) != 0xFF) return -1;
            int marker = bytes[at + 1] & 0xFF;
            if (marker == 0xFF) {
                at++;
                continue;
            }
            if (marker == 0xD9) return framed && scanned ? at + 2 : -1;
            int length = numbers.getShort(at + 2) & 0xFFFF;
            if (length < 2 || at + 2 + length > bytes.length) return -1;
            if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                if (length < 8 || isTooLarge(numbers.getShort(at + 5) & 0xFFFF, numbers.getShort(at + 7) & 0xFFFF)) return -1;
                framed = true;
            }
            at += 2 + length;
            if (marker == 0xDA) {
                scanned = true;
                at = endOfScan(at);
            }
        }
        // The end mark itself is two bytes; a photo that was cut short has none, and viewers show what is there.
        return framed && scanned ? Math.min(bytes.length, startsWith(at, "\377\331") ? at + 2 : bytes.length) : -1;
    }

    private int endOfScan(int at) {
        while (at + 1 < bytes.length) {
            int next = bytes[at + 1] & 0xFF;
            if ((bytes[at] & 0xFF) == 0xFF && next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) return at;
            at++;
        }
        return bytes.length;
    }

    private int endOfHeic() {
        int length = numbers.getInt(0);
        if (length < 16 || length > bytes.length || length % 4 != 0) return -1;
        String major = text(8, 12);
        boolean still = HEIC_BRANDS.contains(major);
        for (int at = 16; at < length && major.equals("mif1"); at += 4) still |= HEIC_BRANDS.contains(text(at, at + 4));
        if (!still) return -1;
        boolean described = false;
        int at = 0;
        while (at + 8 <= bytes.length) {
            long size = numbers.getInt(at) & 0xFFFFFFFFL;
            if (size == 1 && at + 16 <= bytes.length) size = numbers.getLong(at + 8);
            if (size == 0) size = bytes.length - at;
            if (size < 8 || size > bytes.length - at) break;
            described |= startsWith(at + 4, "meta");
            at += (int) size;
        }
        return described ? at : -1;
    }

    private static boolean isTooLarge(int height, int width) {
        return height < 0 || width < 0 || (long) height * width > MOST_PIXELS;
    }

    private boolean startsWith(int at, String magic) {
        return at + magic.length() <= bytes.length && text(at, at + magic.length()).equals(magic);
    }

    /** Bytes as text, one character each. */
    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
