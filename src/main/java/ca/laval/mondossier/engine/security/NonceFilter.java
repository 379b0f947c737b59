package ca.laval.mondossier.engine.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.camunda.bpm.webapp.impl.security.filter.headersec.provider.impl.ContentSecurityPolicyProvider;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each page of the web applications a nonce of its own, the same in its header and in its HTML.
 * The web applications keep theirs in one place for all requests: a page asked for at the same moment as another
 * would carry the other's nonce, and the browser would refuse its scripts and show nothing.
 */
class NonceFilter extends OncePerRequestFilter {

    private static final Pattern NONCE = Pattern.compile("'nonce-[^']*'");
    private static final int NONCE_BYTES = 20;

    private final SecureRandom random = new SecureRandom();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        chain.doFilter(new RequestWithNonce(request, nonce), new ResponseWithNonce(response, nonce));
    }

    /** Answers the web applications' question for the nonce with this request's. */
    private static final class RequestWithNonce extends HttpServletRequestWrapper {

        private final ServletContext context;

        RequestWithNonce(HttpServletRequest request, String nonce) {
            super(request);
            context = withNonce(request.getServletContext(), nonce);
        }

        @Override
        public ServletContext getServletContext() {
            return context;
        }

        private static ServletContext withNonce(ServletContext shared, String nonce) {
            return (ServletContext) Proxy.newProxyInstance(NonceFilter.class.getClassLoader(), new Class<?>[] {ServletContext.class},
                    (proxy, method, arguments) -> {
                        boolean asksForNonce = arguments != null
                                && ContentSecurityPolicyProvider.ATTR_CSP_FILTER_NONCE.equals(arguments[0]);
                        if (asksForNonce && method.getName().equals("getAttribute")) {
                            return nonce;
                        }
                        if (asksForNonce && method.getName().equals("setAttribute")) {
                            return null;
                        }
                        try {
                            return method.invoke(shared, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }

    /** Writes this request's nonce into the policy, whatever the rest of the policy says. */
    private static final class ResponseWithNonce extends HttpServletResponseWrapper {

        private final String source;

        ResponseWithNonce(HttpServletResponse response, String nonce) {
            super(response);
            source = "'nonce-" + nonce + "'";
        }

        @Override
        public void setHeader(String name, String value) {
            super.setHeader(name, value(name, value));
        }

        @Override
        public void addHeader(String name, String value) {
            super.addHeader(name, value(name, value));
        }

        private String value(String name, String value) {
            return value != null && name.equalsIgnoreCase(ContentSecurityPolicyProvider.HEADER_NAME)
                    ? NONCE.matcher(value).replaceAll(source) : value;
        }
    }
}
