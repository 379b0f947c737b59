package ca.laval.mondossier.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.digest.Sha512HashDigest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class StaffPasswordsTest extends EngineSecurityTest {

    @Autowired
    JdbcClient jdbc;

    @Test
    void passwordsAreKeptAsBcrypt() {
        person("bcrypt");
        assertThat(stored("bcrypt")).startsWith("{bcrypt-sha256}$2a$10$");
        assertThat(engine.getIdentityService().checkPassword("bcrypt", PASSWORD)).isTrue();
        assertThat(engine.getIdentityService().checkPassword("bcrypt", PASSWORD + "x")).isFalse();
    }

    @Test
    void longPasswordsCountToTheirLastLetter() {
        person("long");
        var user = engine.getIdentityService().createUserQuery().userId("long").singleResult();
        user.setPassword("é".repeat(100) + "1");
        engine.getIdentityService().saveUser(user);
        assertThat(engine.getIdentityService().checkPassword("long", "é".repeat(100) + "1")).isTrue();
        assertThat(engine.getIdentityService().checkPassword("long", "é".repeat(100) + "2")).isFalse();
    }

    @Test
    void passwordsHashedByTheEngineBeforeStillOpenTheDoor() {
        person("earlier");
        String hash = "{SHA-512}" + new Sha512HashDigest().encrypt(PASSWORD + "salt");
        jdbc.sql("update act_id_user set pwd_ = :hash, salt_ = 'salt' where id_ = 'earlier'").param("hash", hash).update();
        assertThat(engine.getIdentityService().checkPassword("earlier", PASSWORD)).isTrue();
        assertThat(engine.getIdentityService().checkPassword("earlier", "wrong")).isFalse();
    }

    @Test
    void wrongPasswordsNeverLockAPersonOut() {
        person("unlockable");
        IntStream.range(0, 15).forEach(i -> assertThat(engine.getIdentityService().checkPassword("unlockable", "wrong" + i)).isFalse());
        assertThat(engine.getIdentityService().checkPassword("unlockable", PASSWORD)).isTrue();
    }

    @Test
    void expressionsInAdHocQueriesStayOff() {
        assertThat(((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).isEnableExpressionsInAdhocQueries()).isFalse();
    }

    private String stored(String person) {
        return jdbc.sql("select pwd_ from act_id_user where id_ = :id").param("id", person).query(String.class).single();
    }
}
