package ca.laval.mondossier.portal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.apache.catalina.Globals;
import org.apache.tomcat.util.http.Parameters.FailReason;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MultipartException;

/**
 * Refuses what cannot be read before anybody acts on half of it: the container drops parameters it cannot parse, and a form whose token
 * was dropped would otherwise be told that its page is out of date. Also stops clients that ask for links, declarations or
 * verifications in bulk.
 */
@Component
@Order(SecurityProperties.DEFAULT_FILTER_ORDER - 5)
class RequestGuard extends OncePerRequestFilter {
    private static final Set<String> COSTLY = Set.of("/sign-in", "/english");

    private final ClientBound bound;
    private final ClientBound verifications;

    RequestGuard(ClientBound bound, @Value("${mondossier.verifications-per-client:60}") int verifications) {
        this.bound = bound;
        this.verifications = new ClientBound(verifications);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return StaffPaths.matches(request) && !StaffPaths.path(request).startsWith("/counter");
    }

    /** A code or a file to verify, not the empty page. */
    private static boolean verifies(HttpServletRequest request) {
        String path = StaffPaths.path(request);
        return path.startsWith("/verify/") || path.equals("/verify") && ("POST".equals(request.getMethod()) || request.getQueryString() != null);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        if (verifies(request) && !verifications.allows(request.getRemoteAddr())) {
            // Before a file is read.
            request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, new MultipartException("The form is not read"));
            response.sendError(429);
            return;
        }
        boolean unreadable;
        try {
            unreadable = request.getParameterMap().entrySet().stream()
                    .anyMatch(parameter -> parameter.getKey().indexOf('\0') >= 0 || Arrays.stream(parameter.getValue()).anyMatch(value -> value.indexOf('\0') >= 0));
        } catch (IllegalStateException e) {
            unreadable = true;
        }
        Object failure = request.getAttribute(Globals.PARAMETER_PARSE_FAILED_REASON_ATTR);
        if (failure != null || unreadable) {
            // Tells Spring not to read the parts again for the page that explains it.
            request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, new MultipartException("The form could not be read"));
            response.sendError(failure == FailReason.POST_TOO_LARGE ? HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE : HttpServletResponse.SC_BAD_REQUEST);
        } else if ("POST".equals(request.getMethod()) && COSTLY.contains(request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo())) && !bound.allows(request.getRemoteAddr())) {
            response.sendError(429);
        } else {
            chain.doFilter(request, response);
        }
    }
}
