package ca.laval.mondossier.official;

import ca.laval.mondossier.SettingsProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The key the city signs its documents with, and its certificates: a PKCS #12 key store from MONDOSSIER_SIGNING_KEYSTORE. The
 * demonstration makes one of its own, once, in the data folder.
 */
@Component
class SigningKey {
    private static final String ALIAS = "mon-dossier";
    private static final X500Name DEMO_NAME = new X500Name("CN=Mon dossier (démonstration), O=Ville de Laval, C=CA");

    private final PrivateKey key;
    private final List<X509Certificate> chain;

    @Autowired
    SigningKey(@Value("${mondossier.signing.keystore:}") String keyStore, @Value("${mondossier.signing.password:}") String password,
               @Value("${mondossier.signing.self-made:false}") boolean selfMade, @Value("${mondossier.data-dir}") Path dataDir) {
        this(selfMade && keyStore.isBlank() ? selfMade(dataDir.resolve("signing.p12"), password) : required(keyStore), password);
    }

    SigningKey(Path file, String password) {
        try (InputStream in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            String alias = Collections.list(store.aliases()).stream().filter(name -> isKey(store, name)).findFirst()
                    .orElseThrow(() -> new GeneralSecurityException("no key in it"));
            this.key = (PrivateKey) store.getKey(alias, password.toCharArray());
            this.chain = Stream.of(store.getCertificateChain(alias)).map(X509Certificate.class::cast).toList();
        } catch (IOException | GeneralSecurityException e) {
            throw new SettingsProblem("The signing key %s cannot be opened: set MONDOSSIER_SIGNING_KEYSTORE to a PKCS #12 file and MONDOSSIER_SIGNING_PASSWORD to its password".formatted(file));
        }
    }

    private static Path required(String keyStore) {
        if (keyStore.isBlank()) throw new SettingsProblem("Certificates are signed: set MONDOSSIER_SIGNING_KEYSTORE to a PKCS #12 file with the city's key, and MONDOSSIER_SIGNING_PASSWORD");
        return Path.of(keyStore);
    }

    private static boolean isKey(KeyStore store, String alias) {
        try {
            return store.isKeyEntry(alias);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    PrivateKey key() {
        return key;
    }

    /** The signing certificate first, then those that vouch for it. */
    List<X509Certificate> chain() {
        return chain;
    }

    /** RSA, because every reader of PDF knows it. */
    private static Path selfMade(Path file, String password) {
        if (Files.exists(file)) return file;
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(3072);
            var pair = generator.generateKeyPair();
            Instant now = Instant.now();
            var builder = new JcaX509v3CertificateBuilder(DEMO_NAME, new BigInteger(120, new SecureRandom()), Date.from(now.minus(1, ChronoUnit.DAYS)),
                    Date.from(now.plus(3650, ChronoUnit.DAYS)), DEMO_NAME, pair.getPublic());
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
            var certificate = new JcaX509CertificateConverter().getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, pair.getPrivate(), password.toCharArray(), new Certificate[] {certificate});
            keep(store, password, file);
            return file;
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("The demonstration's signing key could not be made in " + file, e);
        }
    }

    /** Written beside it and moved, so that a start that is interrupted leaves no half of a key. */
    private static void keep(KeyStore store, String password, Path file) throws IOException, GeneralSecurityException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path written = Files.createTempFile(file.toAbsolutePath().getParent(), "signing", ".p12");
        try (OutputStream out = Files.newOutputStream(written)) {
            store.store(out, password.toCharArray());
        }
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
