package ca.laval.mondossier.device;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** Reads separated values as RFC 4180 has them, one record at a time: quoted fields may hold separators, quotes and line breaks. */
class CsvReader implements Closeable {
    /** A quote that nobody closed would otherwise swallow the rest of the file. */
    private static final int LONGEST_RECORD = 10_000;

    private final BufferedReader in;
    private final char separator;
    private int line = 1;
    private int recordLine = 1;
    private int length;

    CsvReader(Reader in, char separator) {
        this.in = new BufferedReader(in);
        this.separator = separator;
    }

    /** The line that the last record began on, counted from 1. */
    int line() {
        return recordLine;
    }

    /** The fields of the next record; null at the end. Empty lines are records of one empty field. */
    List<String> next() throws IOException {
        recordLine = line;
        length = 0;
        int c = read();
        if (c < 0) return null;
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        while (true) {
            if (c == '"' && field.isEmpty()) {
                c = quoted(field);
                continue;
            }
            if (c == separator) {
                fields.add(field.toString());
                field.setLength(0);
            } else if (c < 0 || c == '\n') {
                fields.add(field.toString());
                return fields;
            } else {
                field.append((char) c);
            }
            c = read();
        }
    }

    /** What follows the closing quote. */
    private int quoted(StringBuilder field) throws IOException {
        while (true) {
            int c = read();
            if (c < 0) throw new BrokenRecord(recordLine);
            if (c == '"') {
                c = read();
                if (c != '"') return c;
            }
            field.append((char) c);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** One character; every kind of line end is one `\n`. */
    private int read() throws IOException {
        int c = in.read();
        if (c == '\r') {
            in.mark(1);
            if (in.read() != '\n') in.reset();
            c = '\n';
        }
        if (c == '\n') line++;
        if (++length > LONGEST_RECORD) throw new BrokenRecord(recordLine);
        return c;
    }

    /** A quote that is not closed, or a record longer than any device's. */
    static class BrokenRecord extends IOException {
        private static final long serialVersionUID = 1L;
        private final int line;

        BrokenRecord(int line) {
            super("The record of line %d does not end".formatted(line));
            this.line = line;
        }

        int line() {
            return line;
        }
    }
}
