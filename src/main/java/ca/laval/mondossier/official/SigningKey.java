package ca.laval.mondossier.official;

import ca.laval.mondossier.SettingsProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** With what the city signs: a key with its certificates, from a PKCS #12 file. The demonstration makes one for itself, which nobody trusts. */
@Component
class SigningKey {
    private static final String NEEDED = "Official documents are signed: set MONDOSSIER_SIGNING_KEYSTORE to a PKCS #12 file and MONDOSSIER_SIGNING_PASSWORD to its password";

    private final PrivateKey key;
    private final List<X509Certificate> certificates;

    SigningKey(@Value("${mondossier.signing.keystore:}") String keystore, @Value("${mondossier.signing.password:}") String password,
               @Value("${mondossier.data-dir}") Path dataDir, Environment environment) {
        boolean demo = environment.acceptsProfiles(Profiles.of("demo"));
        if (keystore.isBlank() && !demo) throw new SettingsProblem(NEEDED);
        try {
            KeyStore store = keystore.isBlank() ? DemoSigningKey.in(dataDir) : open(Path.of(keystore), password);
            char[] secret = (keystore.isBlank() ? DemoSigningKey.PASSWORD : password).toCharArray();
            String alias = aliasIn(store);
            this.key = (PrivateKey) store.getKey(alias, secret);
            this.certificates = Arrays.stream(store.getCertificateChain(alias)).map(X509Certificate.class::cast).toList();
        } catch (IOException | GeneralSecurityException e) {
            throw new SettingsProblem(NEEDED + "; " + keystore + " cannot be read: " + e.getMessage());
        }
        if (!List.of("RSA", "EC").contains(key.getAlgorithm())) throw new SettingsProblem("MONDOSSIER_SIGNING_KEYSTORE must hold an RSA or an elliptic-curve key, not " + key.getAlgorithm());
    }

    PrivateKey key() {
        return key;
    }

    /** Its own certificate first, then the authorities'. */
    List<X509Certificate> certificates() {
        return certificates;
    }

    String algorithm() {
        return key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    }

    private static KeyStore open(Path file, String password) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var content = Files.newInputStream(file)) {
            store.load(content, password.toCharArray());
        }
        return store;
    }

    private static String aliasIn(KeyStore store) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            Certificate[] chain = store.isKeyEntry(alias) ? store.getCertificateChain(alias) : null;
            if (chain != null && chain.length > 0) return alias;
        }
        throw new SettingsProblem(NEEDED + "; it holds no private key with a certificate");
    }
}
