package ca.laval.mondossier.engine.security;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many wrong passwords are let through before an address waits.
 *
 * @param perPerson wrong passwords for one person from one address
 * @param perAddress wrong passwords from one address, whoever they are for: an office may share one address
 * @param period how long a full allowance takes to come back
 */
@ConfigurationProperties("mondossier.sign-in")
record SignInLimits(@DefaultValue("10") int perPerson, @DefaultValue("100") int perAddress, @DefaultValue("10m") Duration period) {
}
