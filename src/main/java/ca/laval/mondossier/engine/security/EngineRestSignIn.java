package ca.laval.mondossier.engine.security;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.www.BasicAuthenticationConverter;

/** Lets only the engine's own users into engine-rest, with HTTP Basic, the list of engines included. */
class EngineRestSignIn extends ProcessEngineAuthenticationFilter {

    @Override
    public void init(FilterConfig config) {
        authenticationProvider = new Basic();
    }

    /** The engine leaves its list of engines open. */
    @Override
    protected boolean requiresEngineAuthentication(String requestUrl) {
        return true;
    }

    /** Reads credentials as UTF-8, on every machine: a password may have accents. */
    private static final class Basic implements AuthenticationProvider {

        private final BasicAuthenticationConverter converter = new BasicAuthenticationConverter();

        @Override
        public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
            try {
                Authentication given = converter.convert(request);
                return given != null && engine.getIdentityService().checkPassword(given.getName(), given.getCredentials().toString())
                        ? AuthenticationResult.successful(given.getName()) : AuthenticationResult.unsuccessful();
            } catch (AuthenticationException malformed) {
                return AuthenticationResult.unsuccessful();
            }
        }

        @Override
        public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"engine-rest\", charset=\"UTF-8\"");
        }
    }
}
