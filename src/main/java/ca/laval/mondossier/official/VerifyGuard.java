package ca.laval.mondossier.official;

import ca.laval.mondossier.portal.ClientBound;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Stops who tries codes or sends files in bulk, before anything of the request is read. */
@Component
@Order(SecurityProperties.DEFAULT_FILTER_ORDER - 6)
class VerifyGuard extends OncePerRequestFilter {
    private final ClientBound bound;

    VerifyGuard(@Value("${mondossier.verifications-per-client:60}") int most) {
        this.bound = new ClientBound(most);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        return !path.startsWith("/verify/") && !(path.equals("/verify") && "POST".equals(request.getMethod()));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        if (bound.allows(request.getRemoteAddr())) chain.doFilter(request, response);
        else response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
    }
}
