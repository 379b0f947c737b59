package ca.laval.mondossier.device;

import ca.laval.mondossier.device.ListRefused.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file as somebody's spreadsheet wrote it: in which letters, and separated by what. Read twice, never held.
 *
 * @param mark bytes of the byte order mark in front
 */
record CsvFile(Path path, Charset charset, int mark, char separator) {
    /** Room for fifty thousand lines of two thousand characters. */
    static final long LARGEST = 100L * 1024 * 1024;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    static CsvFile of(Path path) throws IOException, ListRefused {
        long size = Files.size(path);
        if (size > LARGEST) throw new ListRefused(Reason.TOO_LARGE, String.valueOf(LARGEST / 1024 / 1024));
        if (size == 0) throw new ListRefused(Reason.EMPTY, "");
        byte[] head = new byte[3];
        int read;
        try (InputStream in = Files.newInputStream(path)) {
            read = in.readNBytes(head, 0, 3);
        }
        if (read >= 2 && (head[0] & 0xFF) == 0xFF && (head[1] & 0xFF) == 0xFE) return separated(path, StandardCharsets.UTF_16LE, 2);
        if (read >= 2 && (head[0] & 0xFF) == 0xFE && (head[1] & 0xFF) == 0xFF) return separated(path, StandardCharsets.UTF_16BE, 2);
        boolean marked = read == 3 && (head[0] & 0xFF) == 0xEF && (head[1] & 0xFF) == 0xBB && (head[2] & 0xFF) == 0xBF;
        return separated(path, marked || isUtf8(path) ? StandardCharsets.UTF_8 : WINDOWS, marked ? 3 : 0);
    }

    Reader open() throws IOException {
        InputStream in = Files.newInputStream(path);
        in.skipNBytes(mark);
        return new InputStreamReader(in, charset);
    }

    CsvReader records() throws IOException {
        return new CsvReader(open(), separator);
    }

    /** What a file of Excel's in French has is not UTF-8 as soon as it has an accent. */
    private static boolean isUtf8(Path path) throws IOException {
        var strict = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
        try (Reader in = new InputStreamReader(Files.newInputStream(path), strict)) {
            var buffer = new char[8192];
            while (in.read(buffer) >= 0) {
                // Only whether it can be read.
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The separator that the first line has most of. */
    private static CsvFile separated(Path path, Charset charset, int mark) throws IOException, ListRefused {
        var file = new CsvFile(path, charset, mark, ';');
        String first;
        try (Reader in = file.open()) {
            var buffer = new char[4096];
            int length = Math.max(0, in.read(buffer));
            first = new String(buffer, 0, length).lines().findFirst().orElse("");
        }
        if (first.indexOf('\0') >= 0) throw new ListRefused(Reason.NO_TEXT, "");
        Map<Character, Long> counts = Stream.of(';', ',', '\t').collect(Collectors.toMap(c -> c, c -> first.chars().filter(one -> one == c).count()));
        char separator = Stream.of(';', ',', '\t').max((one, other) -> Long.compare(counts.get(one), counts.get(other))).orElseThrow();
        return new CsvFile(path, charset, mark, separator);
    }
}
