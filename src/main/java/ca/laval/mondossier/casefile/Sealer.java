package ca.laval.mondossier.casefile;

import ca.laval.mondossier.SettingsProblem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Encrypts what must not lie readable in the database (AES-256-GCM), and makes keyed hashes of what is only compared (HMAC-SHA-256): a copy
 * of the database without MONDOSSIER_SECRET_KEY tells neither. A sealed answer is a map of `sealed` and `tail`, the end that may be shown.
 */
@Component
public class Sealer {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int LONGEST_TAIL = 3;

    private final SecretKeySpec sealing;
    private final SecretKeySpec hashing;
    private final SecureRandom random = new SecureRandom();

    Sealer(@Value("${mondossier.secret-key:}") String secret) {
        byte[] master;
        try {
            master = Base64.getDecoder().decode(secret.strip());
        } catch (IllegalArgumentException e) {
            master = new byte[0];
        }
        if (master.length != 32) throw new SettingsProblem("Banking details are kept encrypted: set MONDOSSIER_SECRET_KEY to 32 random bytes in Base64 (openssl rand -base64 32)");
        var key = new SecretKeySpec(master, "HmacSHA256");
        this.sealing = new SecretKeySpec(mac(key, "seal"), "AES");
        this.hashing = new SecretKeySpec(mac(key, "hash"), "HmacSHA256");
    }

    /** The answer as it is stored; at most a third of it, three characters, can still be read. */
    public Map<String, Object> seal(String text) {
        return Map.of("sealed", Base64.getEncoder().encodeToString(encrypt(text.getBytes(StandardCharsets.UTF_8))),
                "tail", text.substring(text.length() - Math.min(LONGEST_TAIL, text.length() / 3)));
    }

    public static boolean isSealed(Object answer) {
        return answer instanceof Map<?, ?> map && map.get("sealed") instanceof String;
    }

    /** The answer in clear; an {@link IllegalStateException} when it was tampered with or sealed with another key. */
    public String open(Object sealed) {
        return new String(decrypt(Base64.getDecoder().decode((String) ((Map<?, ?>) sealed).get("sealed"))), StandardCharsets.UTF_8);
    }

    public byte[] encrypt(byte[] clear) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, clear, 0);
        return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    }

    public byte[] decrypt(byte[] sealed) {
        if (sealed.length < NONCE_BYTES) throw new IllegalStateException("What was sealed is cut short");
        return crypt(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), sealed, NONCE_BYTES);
    }

    /** A keyed hash of these texts, each apart from the next. */
    public byte[] hash(String... texts) {
        return mac(hashing, String.join("\u0000", texts));
    }

    /** A number from 0 to below the bound, always the same for the same text, that nobody can foresee. */
    public int draw(String text, int bound) {
        return Math.floorMod(ByteBuffer.wrap(hash("draw", text)).getLong(), bound);
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] content, int offset) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(content, offset, content.length - offset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("What was sealed cannot be opened: it was changed, or MONDOSSIER_SECRET_KEY is another one", e);
        }
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
