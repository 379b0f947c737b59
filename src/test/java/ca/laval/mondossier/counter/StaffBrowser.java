package ca.laval.mondossier.counter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A member of the staff with a browser that keeps cookies and does not follow redirects. */
public class StaffBrowser {
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
    private final String base;

    StaffBrowser(int port) {
        this.base = "http://localhost:" + port;
    }

    /** Signs in to Tasklist as the demonstration's people do: the first name is the password too. */
    public static StaffBrowser signIn(int port, String person) {
        var browser = new StaffBrowser(port);
        browser.get("/camunda/app/tasklist/default/");
        var answer = browser.send(browser.request("/camunda/api/admin/auth/user/default/login/" + (person.equals("manon") ? "cockpit" : "tasklist"))
                .header("Content-Type", "application/x-www-form-urlencoded").header("X-XSRF-TOKEN", browser.xsrfToken())
                .POST(BodyPublishers.ofString("username=" + person + "&password=" + person)));
        if (answer.statusCode() != 200) throw new IllegalStateException(person + " cannot sign in: " + answer.statusCode());
        return browser;
    }

    void signOut() {
        get("/camunda/app/tasklist/default/");
        send(request("/camunda/api/admin/auth/user/default/logout").header("X-XSRF-TOKEN", xsrfToken()).POST(BodyPublishers.noBody()));
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<byte[]> download(String path) {
        return send(request(path).GET(), BodyHandlers.ofByteArray());
    }

    public Document page(String path) {
        var answer = get(path);
        if (answer.statusCode() != 200) throw new IllegalStateException(path + " answers " + answer.statusCode());
        return Jsoup.parse(answer.body(), base + path);
    }

    /** Sends a form of a page, with the page's token. */
    public HttpResponse<String> post(String page, String path, Map<String, String> fields) {
        return postWithToken(token(page), path, fields);
    }

    HttpResponse<String> postWithToken(String token, String path, Map<String, String> fields) {
        String form = fields.entrySet().stream().map(field -> encode(field.getKey()) + "=" + encode(field.getValue())).collect(Collectors.joining("&"));
        return send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form + "&_csrf=" + encode(token))));
    }

    public HttpResponse<String> upload(String page, String path, Map<String, String> fields, String fileName, byte[] content) {
        String boundary = "----" + UUID.randomUUID();
        var body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n").getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token(page) + "\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName + "\"\r\nContent-Type: application/pdf\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(request(path).header("Content-Type", "multipart/form-data; boundary=" + boundary).POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /** A file of so many bytes, whatever they say. */
    HttpResponse<String> uploadNothing(String path, long bytes) {
        return send(request(path).header("Content-Type", "multipart/form-data; boundary=x").POST(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> DeviceListTest.zeros(bytes)), bytes)));
    }

    String token(String page) {
        var field = page(page).selectFirst("input[name=_csrf]");
        return field == null ? "none" : field.val();
    }

    private String xsrfToken() {
        return cookies.getCookieStore().getCookies().stream().filter(cookie -> cookie.getName().equals("XSRF-TOKEN")).map(HttpCookie::getValue).findFirst().orElseThrow();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Accept", "text/html,*/*");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
