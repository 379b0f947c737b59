package ca.laval.mondossier.official;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The demonstration's own key, made at the first start and kept in the data folder. It certifies itself: readers say that they do not know it. */
final class DemoSigningKey {
    /** No secret: whoever reads the folder has the key. */
    static final String PASSWORD = "demonstration";

    private DemoSigningKey() {
    }

    static KeyStore in(Path folder) throws IOException, GeneralSecurityException {
        Path file = folder.resolve("demo-signing-key.p12");
        if (Files.notExists(file)) keep(file);
        var store = KeyStore.getInstance("PKCS12");
        try (var content = Files.newInputStream(file)) {
            store.load(content, PASSWORD.toCharArray());
        }
        return store;
    }

    /** Whole or not at all, and never over another one. */
    private static void keep(Path file) throws IOException, GeneralSecurityException {
        Files.createDirectories(file.getParent());
        Path made = Files.createTempFile(file.getParent(), "key", ".tmp");
        Files.write(made, make());
        try {
            Files.createLink(file, made);
        } catch (FileAlreadyExistsException anotherStartWasFaster) {
            // Its key is as good.
        } finally {
            Files.delete(made);
        }
    }

    private static byte[] make() throws IOException, GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var pair = generator.generateKeyPair();
        var name = new X500Name("CN=Ville de Laval (démonstration), O=Démonstration sans valeur, C=CA");
        Instant now = Instant.now();
        try {
            var certificate = new JcaX509v3CertificateBuilder(name, new BigInteger(128, new SecureRandom()), Date.from(now.minus(1, ChronoUnit.DAYS)),
                    Date.from(now.plus(3650, ChronoUnit.DAYS)), name, pair.getPublic())
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation))
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("city", pair.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {new JcaX509CertificateConverter().getCertificate(certificate)});
            var content = new ByteArrayOutputStream();
            store.store(content, PASSWORD.toCharArray());
            return content.toByteArray();
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
