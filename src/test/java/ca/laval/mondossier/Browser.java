package ca.laval.mondossier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A browser without a window: keeps cookies, sends the hidden fields of the page it read last, follows no redirect by itself. */
public final class Browser {
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).followRedirects(HttpClient.Redirect.NEVER).build();
    private final String base;
    private Document page = Jsoup.parse("");

    public Browser(String base) {
        this.base = base;
    }

    /** An answer; `location` is the path it leads to, null when it leads nowhere. */
    public record Page(int status, String location, HttpHeaders headers, String body, byte[] bytes) {

        public Document document() {
            return Jsoup.parse(body);
        }

        /** What a person reads of the page's own part. */
        public String text() {
            Element main = document().selectFirst("main");
            return main == null ? body : main.text().replace('\u00A0', ' ');
        }

        public String header(String name) {
            return headers.firstValue(name).orElse(null);
        }
    }

    public Page get(String path) {
        return send(request(path).GET());
    }

    /** `fields`: name, value, name, value… beside the hidden fields of the page read last. */
    public Page post(String path, String... fields) {
        var body = new StringBuilder();
        hidden().forEach((name, value) -> append(body, name, value));
        for (int i = 0; i < fields.length; i += 2) append(body, fields[i], fields[i + 1]);
        return send(request(path).header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(body.toString())));
    }

    /** A request as the test makes it, with the cookies of this browser and nothing else. */
    public Page raw(String method, String path, BodyPublisher body, String... headers) {
        var request = request(path).method(method, body);
        if (headers.length > 0) request.headers(headers);
        return send(request);
    }

    public Page upload(String path, String kind, String fileName, byte[] content) {
        String boundary = "----" + UUID.randomUUID();
        var head = new StringBuilder();
        var fields = new LinkedHashMap<>(hidden());
        fields.put("kind", kind);
        fields.forEach((name, value) -> head.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"").append(name)
                .append("\"\r\n\r\n").append(value).append("\r\n"));
        head.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"file\"; filename=\"").append(fileName)
                .append("\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        return send(request(path).header("Content-Type", "multipart/form-data; boundary=" + boundary).POST(BodyPublishers.concat(
                BodyPublishers.ofString(head.toString()), BodyPublishers.ofByteArray(content), BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"))));
    }

    /** The token that forms of this session carry. */
    public String csrf() {
        return page.select("input[name=_csrf]").attr("value");
    }

    public String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream().filter(cookie -> cookie.getName().equals(name)).map(java.net.HttpCookie::getValue).findFirst().orElse(null);
    }

    /** As if the session had ended meanwhile. */
    public void loseSession() {
        cookies.getCookieStore().getCookies().stream().filter(cookie -> cookie.getName().equals("JSESSIONID")).findFirst().orElseThrow().setValue("0123456789ABCDEF0123456789ABCDEF");
    }

    private Map<String, String> hidden() {
        var fields = new LinkedHashMap<String, String>();
        page.select("main form input[type=hidden], form input[name=_csrf]").forEach(field -> fields.putIfAbsent(field.attr("name"), field.attr("value")));
        fields.remove("kind");
        return fields;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Accept-Language", "en");
    }

    private Page send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofByteArray());
            String body = new String(answer.body(), StandardCharsets.UTF_8);
            if (answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) page = Jsoup.parse(body);
            String location = answer.headers().firstValue("Location").map(to -> to.replaceFirst("^https?://[^/]*", "")).orElse(null);
            return new Page(answer.statusCode(), location, answer.headers(), body, answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void append(StringBuilder body, String name, String value) {
        if (body.length() > 0) body.append('&');
        body.append(URLEncoder.encode(name, StandardCharsets.UTF_8)).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
