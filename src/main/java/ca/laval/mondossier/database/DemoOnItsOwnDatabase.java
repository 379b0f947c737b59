package ca.laval.mondossier.database;

import ca.laval.mondossier.SettingsProblem;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * A database that is named in a configuration file is read after the demonstration was turned on. Its people and passwords must never
 * reach a real database unasked.
 */
@Configuration(proxyBeanMethods = false)
class DemoOnItsOwnDatabase {

    @Bean
    static BeanFactoryPostProcessor noDemoOnAnotherDatabase(Environment environment) {
        return beans -> {
            if (environment.getProperty(DemoByDefault.BY_DEFAULT, Boolean.class, false) && !environment.getProperty("spring.datasource.url", "").isBlank()) {
                throw new SettingsProblem("The database is named in a configuration file, where it is read too late: set SPRING_DATASOURCE_URL in the environment");
            }
        };
    }
}
