package ca.laval.mondossier.payment.gateway.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;

/** Whoever notices are sent to: keeps them, and answers 200 unless told otherwise. */
final class Receiver implements AutoCloseable {
    final List<Received> notices = Collections.synchronizedList(new ArrayList<>());
    final Queue<Integer> answers = new ArrayDeque<>();

    private final HttpServer server;

    record Received(String path, byte[] body, String signature) {
    }

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            notices.add(new Received(exchange.getRequestURI().getPath(), exchange.getRequestBody().readAllBytes(), exchange.getRequestHeaders().getFirst("Stripe-Signature")));
            exchange.sendResponseHeaders(answers.isEmpty() ? 200 : answers.remove(), -1);
            exchange.close();
        });
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
