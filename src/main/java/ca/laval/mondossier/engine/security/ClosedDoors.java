package ca.laval.mondossier.engine.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses, always, the doors of the web applications and of engine-rest that nobody here has a use for: the page that
 * lets whoever comes first make themselves administrator (settings name the first one), and the resource that tells
 * whether a colleague's password was guessed right.
 */
class ClosedDoors extends OncePerRequestFilter {

    private static final Pattern CLOSED = Pattern.compile(
            "/camunda/api/admin/setup(/.*)?|/camunda/app/admin/[^/]+/setup(/.*)?|/(camunda/api/engine|engine-rest)/.*/?identity/verify/?");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (CLOSED.matcher(path(request)).matches()) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** The path as the container understood it: decoded, without dots, doubled slashes or parameters. */
    static String path(HttpServletRequest request) {
        return request.getPathInfo() == null ? request.getServletPath() : request.getServletPath() + request.getPathInfo();
    }
}
