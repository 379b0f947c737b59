package ca.laval.mondossier.casefile;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A virus scanner that speaks clamd's INSTREAM protocol, finds the EICAR test file, and misbehaves on request. */
public final class FakeClamd implements AutoCloseable {
    /** The harmless file that every virus scanner reports; written in two parts, so that this source is not reported. */
    public static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    public enum Mood { WORKS, SILENT, CLOSES_AT_ONCE, CLOSES_AFTER_READING, GARBAGE, HALF_AN_ANSWER, ENDLESS, TOO_LARGE, NEVER_READS, DRIPS }

    private final ServerSocket server;
    private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());
    private final List<byte[]> scanned = Collections.synchronizedList(new ArrayList<>());
    private volatile Mood mood = Mood.WORKS;

    public FakeClamd() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public void is(Mood mood) {
        this.mood = mood;
    }

    /** What was sent to be scanned. */
    public List<byte[]> scanned() {
        return scanned;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                open.add(socket);
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try {
            if (mood == Mood.NEVER_READS) return;
            if (mood == Mood.CLOSES_AT_ONCE) {
                socket.close();
                return;
            }
            var in = new DataInputStream(socket.getInputStream());
            if (!new String(in.readNBytes(10), StandardCharsets.US_ASCII).equals("zINSTREAM\0")) throw new IOException("Not INSTREAM");
            var content = new java.io.ByteArrayOutputStream();
            for (int length; (length = in.readInt()) != 0; ) content.writeBytes(in.readNBytes(length));
            scanned.add(content.toByteArray());
            answer(socket, content.toString(StandardCharsets.ISO_8859_1).contains(EICAR));
        } catch (IOException e) {
            // The other side has gone.
        }
    }

    private void answer(Socket socket, boolean infected) throws IOException {
        var out = socket.getOutputStream();
        switch (mood) {
            case WORKS -> out.write((infected ? "stream: Eicar-Signature FOUND\0" : "stream: OK\0").getBytes(StandardCharsets.US_ASCII));
            case CLOSES_AFTER_READING -> socket.close();
            case GARBAGE -> out.write("\3\2\1 HTTP/1.1 200 OK\r\n\0".getBytes(StandardCharsets.ISO_8859_1));
            case HALF_AN_ANSWER -> {
                out.write("stream: OK".getBytes(StandardCharsets.US_ASCII));
                socket.close();
            }
            case ENDLESS -> {
                while (true) out.write("stream: OK ".getBytes(StandardCharsets.US_ASCII));
            }
            case TOO_LARGE -> out.write("INSTREAM size limit exceeded. ERROR\0".getBytes(StandardCharsets.US_ASCII));
            case DRIPS -> {
                while (!socket.isClosed()) {
                    out.write('s');
                    java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
                }
            }
            default -> { }
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "fake-clamd");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : List.copyOf(open)) socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
