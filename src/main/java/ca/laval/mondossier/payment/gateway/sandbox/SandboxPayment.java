package ca.laval.mondossier.payment.gateway.sandbox;

import ca.laval.mondossier.payment.gateway.PaymentGateway.State;

/** A payment as the sandbox's operator sees it; `dispute` is `none`, `open`, `won` (by the city) or `lost`. */
record SandboxPayment(SandboxSession session, State state, long refundedCents, String dispute) {
}
