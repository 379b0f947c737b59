package ca.laval.mondossier.payment.gateway.sandbox;

import java.security.SecureRandom;
import java.util.Base64;

/** References that nobody can guess, with the first letters that Stripe's have. */
final class SandboxIds {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 18;

    private SandboxIds() {
    }

    static String session() {
        return random("cs_sandbox_");
    }

    static String payment() {
        return random("pi_sandbox_");
    }

    static String refund() {
        return random("re_sandbox_");
    }

    static String dispute() {
        return random("dp_sandbox_");
    }

    static String event() {
        return random("evt_sandbox_");
    }

    private static String random(String start) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return start + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
