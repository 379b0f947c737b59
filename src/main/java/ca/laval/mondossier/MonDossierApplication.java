package ca.laval.mondossier;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The City of Laval's services: portal, counter and process engine in one application. */
@SpringBootApplication
public class MonDossierApplication {

    public static void main(String[] args) {
        SpringApplication.run(MonDossierApplication.class, args);
    }
}
