package ca.laval.mondossier.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineRestSignInTest extends EngineSecurityTest {

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest/process-definition", "/engine-rest/engine", "/engine-rest/engine/default/task", "/engine-rest/version",
            "/engine-rest/task/count"})
    void engineRestIsForTheEnginesPeople(String path) {
        person("rest");
        assertThat(send(request("GET", path, null)).statusCode()).isEqualTo(401);
        assertThat(send(request("GET", path, null)).headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
        assertThat(send(request("GET", path, null).header("Authorization", basic("rest", "wrong"))).statusCode()).isEqualTo(401);
        assertThat(send(request("GET", path, null).header("Authorization", "Basic ???")).statusCode()).isEqualTo(401);
        assertThat(send(request("GET", path, null).header("Authorization", basic("rest", PASSWORD))).statusCode()).isEqualTo(200);
    }

    @Test
    void longPollingWorks() {
        person("worker");
        String fetch = "{\"workerId\":\"w\",\"maxTasks\":1,\"asyncResponseTimeout\":200,\"topics\":[{\"topicName\":\"none\",\"lockDuration\":1000}]}";
        var answer = rest("worker", "POST", "/external-task/fetchAndLock", fetch);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[]");
    }

    @Test
    void guessingFromOneAddressBlocksThatAddressOnly() {
        person("target");
        List<Integer> basic = IntStream.range(0, 12).mapToObj(i -> status(get("127.0.0.11", basic("target", "guess" + i)))).toList();
        assertThat(basic.subList(0, 10)).containsOnly(401);
        assertThat(basic.subList(10, 12)).containsOnly(429);
        String blocked = get("127.0.0.11", basic("target", PASSWORD));
        assertThat(status(blocked)).isEqualTo(429);
        assertThat(blocked).containsPattern("Retry-After: [1-9]\\d*");
        assertThat(status(get("127.0.0.12", basic("target", PASSWORD)))).as("the person, from elsewhere").isEqualTo(200);
        assertThat(status(get("127.0.0.11", basic("colleague", PASSWORD)))).as("a colleague at the same address").isEqualTo(401);
    }

    @Test
    void theWebApplicationsDoorIsTheSame() {
        person("targettwo");
        List<Integer> tries = IntStream.range(0, 11).mapToObj(i -> status(signIn("127.0.0.13", "targettwo", "guess" + i))).toList();
        assertThat(tries.subList(0, 10)).containsOnly(401);
        assertThat(tries.get(10)).isEqualTo(429);
        assertThat(status(signIn("127.0.0.13", "targettwo", PASSWORD))).isEqualTo(429);
        assertThat(status(signIn("127.0.0.14", "targettwo", PASSWORD))).isEqualTo(200);
    }

    private String get(String from, String credentials) {
        return raw(from, "GET /engine-rest/task/count HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: " + credentials + "\r\n\r\n");
    }

    private String signIn(String from, String person, String password) {
        String form = "username=" + person + "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8);
        String page = raw(from, "GET /camunda/app/welcome/default/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        return raw(from, "POST /camunda/api/admin/auth/user/default/login/tasklist HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Cookie: JSESSIONID=" + cookie(page, "JSESSIONID") + "; XSRF-TOKEN=" + cookie(page, "XSRF-TOKEN") + "\r\n"
                + "X-XSRF-TOKEN: " + cookie(page, "XSRF-TOKEN") + "\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n" + form);
    }

    /** From a chosen address of this machine. */
    private String raw(String from, String request) {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port, InetAddress.getByName(from), 0)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cookie(String page, String name) {
        return page.replaceFirst("(?s).*Set-Cookie: " + name + "=([^;\r]*).*", "$1");
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.split(" ")[1]);
    }
}
