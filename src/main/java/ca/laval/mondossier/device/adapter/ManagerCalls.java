package ca.laval.mondossier.device.adapter;

import ca.laval.mondossier.device.DeviceManager.ManagerBusy;
import ca.laval.mondossier.device.DeviceManager.ManagerUnreachable;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Calls of a system's API with a bearer token got by client credentials: kept until shortly before it ends, got again once when the system
 * no longer takes it. A busy system says how long to wait; it is never waited for here. Neither token nor secret is ever told.
 */
class ManagerCalls {
    private static final Duration EARLY = Duration.ofSeconds(30);
    private static final Duration WITHOUT_WORD = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final String manager;
    private final URI base;
    private final URI tokens;
    private final Map<String, String> credentials;
    private final Duration timeout;
    private final HttpClient http;
    private final ObjectMapper json;
    private final Clock clock;
    private Token token;

    private record Token(String value, Instant until) {
    }

    /** What the system answered to a call that it understood: OK or NOT_THERE, with an empty body for nothing. */
    record Reply(int status, JsonNode body) {
        boolean isThere() {
            return status != 404;
        }
    }

    /**
     * @param base        in front of every path; answers that lead anywhere else are not followed
     * @param credentials the form that is sent for a token
     */
    ManagerCalls(String manager, URI base, URI tokens, Map<String, String> credentials, Duration timeout, ObjectMapper json, Clock clock) {
        this.manager = manager;
        this.base = base;
        this.tokens = tokens;
        this.credentials = Map.copyOf(credentials);
        this.timeout = timeout;
        this.http = HttpClient.newBuilder().connectTimeout(timeout).followRedirects(HttpClient.Redirect.NEVER).build();
        this.json = json;
        this.clock = clock;
    }

    /** @param place a path below the base, or an address that an answer gave */
    Reply get(String place) throws ManagerBusy, ManagerUnreachable {
        return call("GET", place, null);
    }

    Reply call(String method, String place, Object body) throws ManagerBusy, ManagerUnreachable {
        HttpResponse<String> answer = send(method, place, body, bearer(false));
        // The token ended early, or was withdrawn: one new one, then it is not the token's fault.
        if (answer.statusCode() == 401) answer = send(method, place, body, bearer(true));
        if (answer.statusCode() == 429 || answer.statusCode() == 503) throw new ManagerBusy(manager, retryAfter(answer));
        if (answer.statusCode() == 401 || answer.statusCode() == 403) throw new ManagerUnreachable("%s does not let the application in (%d): see its credentials and permissions".formatted(manager, answer.statusCode()), null);
        if (answer.statusCode() >= 500 || answer.statusCode() < 200 || answer.statusCode() / 100 == 3) throw new ManagerUnreachable("%s answered %d".formatted(manager, answer.statusCode()), null);
        return new Reply(answer.statusCode(), parsed(answer.body()));
    }

    private HttpResponse<String> send(String method, String place, Object body, String bearer) throws ManagerUnreachable {
        var request = HttpRequest.newBuilder(address(place)).timeout(timeout).header("Authorization", "Bearer " + bearer).header("Accept", "application/json");
        if (body == null) request.method(method, BodyPublishers.noBody());
        else request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(written(body)));
        return answered(request.build());
    }

    /** A page may say where the next one is, but not send the token to somebody else. */
    private URI address(String place) throws ManagerUnreachable {
        if (!place.startsWith("http")) return URI.create(base + place);
        URI next = URI.create(place);
        if (!base.getScheme().equals(next.getScheme()) || !base.getAuthority().equals(next.getAuthority())) throw new ManagerUnreachable(manager + " leads to another address", null);
        return next;
    }

    private synchronized String bearer(boolean anew) throws ManagerBusy, ManagerUnreachable {
        Instant now = clock.instant();
        if (!anew && token != null && now.isBefore(token.until())) return token.value();
        String form = credentials.entrySet().stream().map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
        HttpResponse<String> answer = answered(HttpRequest.newBuilder(tokens).timeout(timeout).header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form)).build());
        if (answer.statusCode() == 429 || answer.statusCode() == 503) throw new ManagerBusy(manager, retryAfter(answer));
        JsonNode body = answer.statusCode() == 200 ? parsed(answer.body()) : MissingNode.getInstance();
        if (!body.path("access_token").isTextual()) throw new ManagerUnreachable("%s gives no token (%d): see its credentials".formatted(manager, answer.statusCode()), null);
        Duration lasts = Duration.ofSeconds(body.path("expires_in").asLong(60));
        token = new Token(body.path("access_token").asText(), now.plus(lasts.compareTo(EARLY.multipliedBy(2)) > 0 ? lasts.minus(EARLY) : lasts.dividedBy(2)));
        return token.value();
    }

    private HttpResponse<String> answered(HttpRequest request) throws ManagerUnreachable {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ManagerUnreachable(manager + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ManagerUnreachable(manager + " was not waited for", e);
        }
    }

    private Duration retryAfter(HttpResponse<String> answer) {
        String said = answer.headers().firstValue("Retry-After").orElse("").strip();
        Duration wait = WITHOUT_WORD;
        try {
            if (said.matches("\\d{1,9}")) wait = Duration.ofSeconds(Long.parseLong(said));
            else if (!said.isEmpty()) wait = Duration.between(clock.instant(), ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            // Not a time: as if it had said nothing.
            wait = WITHOUT_WORD;
        }
        if (wait.compareTo(LONGEST_WAIT) > 0) return LONGEST_WAIT;
        return wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait;
    }

    /** Half a page is none. */
    private JsonNode parsed(String body) throws ManagerUnreachable {
        if (body == null || body.isBlank()) return MissingNode.getInstance();
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new ManagerUnreachable(manager + " sent what cannot be read", null);
        }
    }

    private String written(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
