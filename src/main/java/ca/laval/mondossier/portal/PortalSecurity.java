package ca.laval.mondossier.portal;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/** The residents' side: one-time links by e-mail, form tokens everywhere, and a policy that lets no foreign script or style in. */
@Configuration
class PortalSecurity {
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain portal(HttpSecurity http, SignInLinks links, SignInMail mail, ResidentSignIn signIn, PageLanguage language) throws Exception {
        var requestCache = new HttpSessionRequestCache();
        requestCache.setMatchingRequestParameterName(null);
        return http
                .securityMatcher(request -> !StaffPaths.matches(request))
                .authorizeHttpRequests(paths -> paths
                        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD).permitAll()
                        .requestMatchers("/drafts/**", "/files/**", "/services/*/apply", "/session").hasRole("RESIDENT")
                        .anyRequest().permitAll())
                .oneTimeTokenLogin(login -> login
                        .tokenService(links)
                        .tokenGeneratingUrl("/sign-in")
                        .generateRequestResolver(links::requestOf)
                        .tokenGenerationSuccessHandler(mail)
                        .loginPage("/sign-in")
                        .showDefaultSubmitPage(false)
                        .loginProcessingUrl("/sign-in/link")
                        .authenticationProvider(signIn)
                        .successHandler(returnTo(requestCache, signIn, language))
                        .failureHandler((request, response, e) -> response.sendRedirect(request.getContextPath() + "/sign-in?link=dead")))
                .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?signed-out"))
                .requestCache(cache -> cache.requestCache(requestCache))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(PortalSecurity::askToSignIn).accessDeniedHandler(PagePolicy::refuse))
                .headers(PagePolicy::headers)
                .build();
    }

    private static SavedRequestAwareAuthenticationSuccessHandler returnTo(HttpSessionRequestCache cache, ResidentSignIn signIn, PageLanguage language) {
        var handler = new SavedRequestAwareAuthenticationSuccessHandler() {
            @Override
            public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
                                                org.springframework.security.core.Authentication authentication) throws IOException, jakarta.servlet.ServletException {
                signIn.bringLanguage((Resident) authentication.getPrincipal(), request.getSession(), language);
                super.onAuthenticationSuccess(request, response, authentication);
            }
        };
        handler.setRequestCache(cache);
        handler.setDefaultTargetUrl("/files");
        return handler;
    }

    private static void askToSignIn(HttpServletRequest request, HttpServletResponse response, AuthenticationException e) throws IOException {
        String accept = request.getHeader("Accept");
        if (accept != null && accept.contains("application/json")) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        boolean expired = request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
        response.sendRedirect(request.getContextPath() + (expired ? "/sign-in?expired" : "/sign-in?required"));
    }
}
