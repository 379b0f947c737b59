package ca.laval.mondossier.engine.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Keeps staff passwords as bcrypt hashes; those hashed by the engine before still open the door.
 * The engine's own lock, which lets a stranger lock a person out for good, gives way to {@link SignInThrottle}.
 */
@Component
class StaffPasswords extends AbstractProcessEnginePlugin {
    private final int strength;

    /** @param strength of new hashes, as a power of two, 4 to 31; the kept ones say theirs */
    StaffPasswords(@Value("${mondossier.password-strength:10}") int strength) {
        this.strength = strength;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setPasswordEncryptor(new Bcrypt(strength));
        engine.setLoginMaxAttempts(Integer.MAX_VALUE);
        engine.setLoginDelayBase(0);
        engine.setLoginDelayMaxTime(0);
    }

    /** Bcrypt reads 72 bytes at most, and the engine adds its salt behind the password: a digest makes any length fit. */
    static final class Bcrypt implements PasswordEncryptor {
        private final BCryptPasswordEncoder bcrypt;

        Bcrypt(int strength) {
            this.bcrypt = new BCryptPasswordEncoder(strength);
        }

        @Override
        public String encrypt(String password) {
            return bcrypt.encode(digest(password));
        }

        @Override
        public boolean check(String password, String encrypted) {
            return bcrypt.matches(digest(password), encrypted);
        }

        @Override
        public String hashAlgorithmName() {
            return "bcrypt-sha256";
        }

        private static String digest(String password) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
                return Base64.getEncoder().encodeToString(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
