package ca.laval.mondossier.payment.gateway.sandbox;

import ca.laval.mondossier.portal.PagePolicy;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;

/**
 * The sandbox is another house: no one is signed in there, it keeps no session, and its forms have a token of their own. Whoever knows a
 * session's address may pay, as at a real provider; everything else there is closed.
 */
@Configuration(proxyBeanMethods = false)
@WhenSandbox
class SandboxSecurity {
    @Bean
    @Order(3)
    SecurityFilterChain sandbox(HttpSecurity http, @Value("${mondossier.secure-cookies}") boolean secure) throws Exception {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookiePath("/sandbox");
        tokens.setCookieName("SANDBOX-FORM");
        tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true).secure(secure).sameSite("Lax"));
        return http
                .securityMatcher("/sandbox", "/sandbox/**")
                .authorizeHttpRequests(paths -> paths
                        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD).permitAll()
                        .requestMatchers(HttpMethod.GET, "/sandbox/checkout/*", "/sandbox").permitAll()
                        .requestMatchers(HttpMethod.POST, "/sandbox/checkout/*", "/sandbox/payments/*").permitAll()
                        .anyRequest().denyAll())
                .csrf(csrf -> csrf.csrfTokenRepository(tokens))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(errors -> errors
                        .authenticationEntryPoint((request, response, e) -> response.sendError(HttpServletResponse.SC_NOT_FOUND))
                        .accessDeniedHandler(SandboxSecurity::askAgain))
                .headers(PagePolicy::headers)
                .build();
    }

    /** A page that lay open too long is shown anew, with a word about it. */
    private static void askAgain(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e) throws IOException {
        String path = request.getServletPath();
        if (e instanceof CsrfException && path.matches("/sandbox/checkout/[A-Za-z0-9_-]+")) response.sendRedirect(request.getContextPath() + path + "?again");
        else response.sendError(e instanceof CsrfException ? HttpServletResponse.SC_FORBIDDEN : HttpServletResponse.SC_NOT_FOUND);
    }
}
