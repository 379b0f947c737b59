package ca.laval.mondossier.casefile;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Has documents looked at by clamd, over its INSTREAM command. However clamd behaves, an answer comes within the time-out. */
@Component
class VirusScanner {
    private static final int CHUNK = 64 * 1024;
    private static final int LONGEST_ANSWER = 1024;

    private final String host;
    private final int port;
    private final Duration timeout;

    VirusScanner(@Value("${mondossier.clamav.host:}") String host, @Value("${mondossier.clamav.port:3310}") int port,
                 @Value("${mondossier.clamav.timeout:30s}") Duration timeout) {
        this.host = host;
        this.port = port;
        this.timeout = timeout;
    }

    boolean isConfigured() {
        return !host.isBlank();
    }

    /** Whether clamd finds nothing in the content. Anything but its clear yes or no is a {@link VirusScannerUnreachable}. */
    boolean isClean(byte[] content) throws VirusScannerUnreachable {
        String answer;
        try (var socket = new Socket()) {
            // Closing ends a write or read that hangs; after the answer it does nothing.
            CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS).execute(() -> close(socket));
            socket.connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
            send(content, new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), CHUNK)));
            answer = answer(socket.getInputStream());
        } catch (IOException e) {
            LoggerFactory.getLogger(VirusScanner.class).warn("The virus scanner at {}:{} does not answer: {}", host, port, e.toString());
            throw new VirusScannerUnreachable("The virus scanner does not answer", e);
        }
        if (answer.equals("stream: OK")) return true;
        if (answer.startsWith("stream: ") && answer.endsWith(" FOUND")) return false;
        LoggerFactory.getLogger(VirusScanner.class).warn("The virus scanner at {}:{} answers: {}", host, port, answer.replaceAll("\\P{Print}", "?"));
        throw new VirusScannerUnreachable("The virus scanner gives no verdict", null);
    }

    private static void send(byte[] content, DataOutputStream out) throws IOException {
        out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
        for (int at = 0; at < content.length; at += CHUNK) {
            int length = Math.min(CHUNK, content.length - at);
            out.writeInt(length);
            out.write(content, at, length);
        }
        out.writeInt(0);
        out.flush();
    }

    /** One text that ends with a zero byte: without it the answer may be half of one. */
    private static String answer(InputStream in) throws IOException {
        var answer = new StringBuilder();
        for (int next; (next = in.read()) != 0; answer.append((char) next)) {
            if (next < 0) throw new IOException("closed the connection");
            if (answer.length() >= LONGEST_ANSWER) throw new IOException("talks without end");
        }
        return answer.toString();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is as closed as it gets.
        }
    }
}
