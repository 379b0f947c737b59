package ca.laval.mondossier.payment.gateway.sandbox;

import java.util.Optional;

/** The cards that the sandbox takes, each with a fate of its own. No other number is accepted, so no real one is ever kept. */
public enum SandboxCard {
    PAID("4242 4242 4242 4242"),
    DECLINED("4000 0000 0000 0002"),
    /** Taken, but nobody is told and the browser is not sent back. */
    NO_ANSWER("4000 0000 0000 0101"),
    /** Takes three hours. */
    LATE("4000 0000 0000 0200"),
    /** Paid, and told twice. */
    DOUBLE_NOTICE("5555 5555 5555 4444"),
    /** Declined first, captured some minutes later. */
    CAPTURED_AFTER_FAILED("4000 0000 0000 0309"),
    /** Paid, but the money cannot be given back. */
    REFUND_REFUSED("4000 0000 0000 0408"),
    /** Paid, then contested at the cardholder's bank, which decides for the cardholder. */
    CHARGED_BACK("4000 0000 0000 0507");

    private static final int LONGEST = 40;

    private final String number;

    SandboxCard(String number) {
        this.number = number;
    }

    /** As printed on a card: four groups of four digits. */
    public String number() {
        return number;
    }

    String lastFour() {
        return number.substring(number.length() - 4);
    }

    String brand() {
        return number.startsWith("4") ? "visa" : "mastercard";
    }

    /** Whether the payer learns at once that it was declined. */
    boolean failsAtFirst() {
        return this == DECLINED || this == CAPTURED_AFTER_FAILED;
    }

    /** However the number was typed: with spaces, hyphens or nothing between. */
    static Optional<SandboxCard> of(String typed) {
        if (typed == null || typed.length() > LONGEST) return Optional.empty();
        String digits = typed.replaceAll("[\\s\\u00A0\\u202F-]", "");
        for (SandboxCard card : values()) {
            if (card.number.replace(" ", "").equals(digits)) return Optional.of(card);
        }
        return Optional.empty();
    }
}
