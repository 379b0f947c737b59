package ca.laval.mondossier.engine.security;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.www.BasicAuthenticationConverter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Slows down whoever guesses staff passwords, by where they guess from: a stranger cannot lock anybody else out.
 * Only wrong passwords count. Guesses sent at the same moment all count, and are paid back with a longer wait.
 */
class SignInThrottle extends OncePerRequestFilter {

    private static final Pattern SIGN_IN = Pattern.compile("/camunda/api/admin/auth/user/[^/]+/login/.*");
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REMEMBERED = 20_000;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final SignInLimits limits;
    private final BasicAuthenticationConverter basic = new BasicAuthenticationConverter();
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    SignInThrottle(SignInLimits limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String person = person(request);
        if (person == null) {
            chain.doFilter(request, response);
            return;
        }
        String address = network(request.getRemoteAddr());
        List<Bucket> allowances = List.of(bucket(address, limits.perAddress()), bucket(address + ' ' + person, limits.perPerson()));
        long wait = allowances.stream()
                .mapToLong(allowance -> allowance.estimateAbilityToConsume(1).getNanosToWaitForRefill()).max().orElse(0);
        if (wait > 0) {
            response.setStatus(TOO_MANY_REQUESTS);
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(NANOSECONDS.toSeconds(wait) + 1));
            return;
        }
        chain.doFilter(request, response);
        if (!request.isAsyncStarted() && response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
            allowances.forEach(allowance -> allowance.consumeIgnoringRateLimits(1));
        }
    }

    /** Whose password this request tries; null when it tries none. */
    private String person(HttpServletRequest request) {
        if (SIGN_IN.matcher(ClosedDoors.path(request)).matches()) {
            String person = request.getParameter("username");
            return person == null ? "" : person;
        }
        if (request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
            return null;
        }
        try {
            Authentication credentials = basic.convert(request);
            return credentials == null ? "" : credentials.getName();
        } catch (AuthenticationException malformed) {
            return "";
        }
    }

    private Bucket bucket(String key, int allowance) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(key, any -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(allowance).refillGreedy(allowance, limits.period())).build());
        }
    }

    /** One household has billions of IPv6 addresses: the network they share counts. */
    private static String network(String address) {
        if (address == null || address.indexOf(':') < 0) {
            return String.valueOf(address);
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length > IPV6_NETWORK_BYTES
                    ? HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES)) : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
