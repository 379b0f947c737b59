package ca.laval.mondossier.portal;

import ca.laval.mondossier.staff.StaffIdentity;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
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
    /** Where staff sends the asset list of devices. */
    private static final String LIST_OF_DEVICES = "/counter/devices/imports";
    private static final long LONGEST_LIST = 102L * 1024 * 1024;
    private static final long LONGEST_UPLOAD = 11L * 1024 * 1024;
    private static final Set<String> COSTLY = Set.of("/sign-in", "/english");

    private final ClientBound bound;
    private final ClientBound verifications;

    private final StaffIdentity staff;

    RequestGuard(ClientBound bound, StaffIdentity staff, @Value("${mondossier.verifications-per-client:60}") int verifications) {
        this.bound = bound;
        this.staff = staff;
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

    /** A file longer than what may be sent there; one that does not say how long it is may be as well. */
    private boolean isTooLong(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/")) return false;
        boolean list = StaffPaths.path(request).equals(LIST_OF_DEVICES) && staff.signedIn(request.getSession(false)).isPresent();
        long length = request.getContentLengthLong();
        if (list) request.setAttribute(ErrorPages.LIST, true);
        return length < 0 || length > (list ? LONGEST_LIST : LONGEST_UPLOAD);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        if (verifies(request) && !verifications.allows(request.getRemoteAddr())) {
            // Before a file is read.
            request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, new MultipartException("The form is not read"));
            response.sendError(429);
            return;
        }
        if (isTooLong(request)) {
            request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, new MultipartException("The form is not read"));
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
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
