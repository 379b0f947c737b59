package ca.laval.mondossier.engine.security;

import jakarta.servlet.Filter;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/** What stands in front of the engine's web applications and of engine-rest. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SignInLimits.class)
class EngineSecurityConfiguration {

    /** Before Spring Security, whose HTTP Basic answers for the operators' pages. */
    private static final int FIRST = SecurityProperties.DEFAULT_FILTER_ORDER - 10;
    private static final int AFTER_SPRING_SECURITY = SecurityProperties.DEFAULT_FILTER_ORDER + 10;

    /** The engine's own filters sign people in, refuse forged requests and set headers; Spring Security keeps its firewall. */
    @Bean
    @Order(1)
    SecurityFilterChain engineSecurity(HttpSecurity http) throws Exception {
        return http.securityMatcher("/camunda/**", "/engine-rest/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    FilterRegistrationBean<ClosedDoors> closedDoors() {
        return filter(new ClosedDoors(), FIRST, "/camunda/*", "/engine-rest/*");
    }

    @Bean
    FilterRegistrationBean<SignInThrottle> signInThrottle(SignInLimits limits) {
        return filter(new SignInThrottle(limits), FIRST + 1, "/camunda/api/admin/auth/*", "/engine-rest/*", "/actuator/*");
    }

    @Bean
    FilterRegistrationBean<NonceFilter> nonceFilter() {
        return filter(new NonceFilter(), AFTER_SPRING_SECURITY, "/camunda/app/*");
    }

    @Bean
    FilterRegistrationBean<EngineRestSignIn> engineRestSignIn() {
        return filter(new EngineRestSignIn(), AFTER_SPRING_SECURITY, "/engine-rest/*");
    }

    private static <F extends Filter> FilterRegistrationBean<F> filter(F filter, int order, String... paths) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        registration.addUrlPatterns(paths);
        registration.setAsyncSupported(true);
        return registration;
    }
}
