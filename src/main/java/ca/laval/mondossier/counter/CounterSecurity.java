package ca.laval.mondossier.counter;

import ca.laval.mondossier.portal.PagePolicy;
import ca.laval.mondossier.staff.StaffIdentity;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The counter is open to whoever is signed in to Tasklist, in the same session: each request asks anew who that is, so signing out
 * there, leaving the city or changing offices counts here too. A resident's sign-in means nothing here.
 */
@Configuration
class CounterSecurity {
    @Bean
    @Order(2)
    SecurityFilterChain counter(HttpSecurity http, StaffIdentity staff) throws Exception {
        return http
                .securityMatcher("/counter", "/counter/**")
                .authorizeHttpRequests(paths -> paths.requestMatchers("/counter/sign-in").permitAll().anyRequest().authenticated())
                .securityContext(context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .addFilterBefore(new StaffSignIn(staff), AnonymousAuthenticationFilter.class)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(errors -> errors
                        .authenticationEntryPoint((request, response, e) -> askToSignIn(request, response))
                        .accessDeniedHandler((request, response, e) -> refuse(staff, request, response, e)))
                .headers(PagePolicy::headers)
                .build();
    }

    private static void askToSignIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String from = "GET".equals(request.getMethod()) ? request.getRequestURI().substring(request.getContextPath().length()) : "/counter";
        response.sendRedirect(UriComponentsBuilder.fromPath(request.getContextPath() + "/counter/sign-in").queryParam("from", from).encode().toUriString());
    }

    /** Whoever signed out of Tasklist meanwhile is asked to sign in again, like on any other page. */
    private static void refuse(StaffIdentity staff, HttpServletRequest request, HttpServletResponse response, AccessDeniedException e) throws IOException {
        if (staff.signedIn(request.getSession(false)).isEmpty()) {
            askToSignIn(request, response);
        } else {
            PagePolicy.refuse(request, response, e);
        }
    }

    /** Puts the member of the staff into the request's security context. */
    private static class StaffSignIn extends OncePerRequestFilter {
        private final StaffIdentity staff;

        StaffSignIn(StaffIdentity staff) {
            this.staff = staff;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
            staff.signedIn(request.getSession(false)).ifPresent(member -> {
                var context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(new PreAuthenticatedAuthenticationToken(member, "", AuthorityUtils.createAuthorityList("ROLE_STAFF")));
                SecurityContextHolder.setContext(context);
            });
            chain.doFilter(request, response);
        }
    }
}
