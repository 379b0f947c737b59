package ca.laval.mondossier.engine.security;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.SecurityFilterChain;

/** Health says up or down to anyone; metrics are for the engine's administrators, by HTTP Basic. */
@Configuration(proxyBeanMethods = false)
class OperatorSecurity {

    @Bean
    @Order(2)
    SecurityFilterChain operators(HttpSecurity http, IdentityService identity) throws Exception {
        return http.securityMatcher("/actuator/**", "/actuator")
                .authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/health").permitAll().anyRequest().hasAuthority(Groups.CAMUNDA_ADMIN))
                .authenticationProvider(new EngineAccounts(identity))
                .httpBasic(Customizer.withDefaults())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    /** The engine's accounts and groups. */
    private record EngineAccounts(IdentityService identity) implements AuthenticationProvider {

        @Override
        public Authentication authenticate(Authentication asked) {
            String user = asked.getName();
            if (!identity.checkPassword(user, String.valueOf(asked.getCredentials()))) throw new BadCredentialsException("Wrong user name or password");
            var groups = identity.createGroupQuery().groupMember(user).list().stream().map(group -> group.getId()).toList();
            return UsernamePasswordAuthenticationToken.authenticated(user, null, AuthorityUtils.createAuthorityList(groups));
        }

        @Override
        public boolean supports(Class<?> kind) {
            return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
        }
    }
}
