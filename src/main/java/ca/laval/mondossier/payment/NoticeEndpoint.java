package ca.laval.mondossier.payment;

import ca.laval.mondossier.payment.gateway.PaymentGateway;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Notice;
import ca.laval.mondossier.payment.gateway.PaymentGateway.NoticeRefused;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where providers tell what happened. A notice is believed for its signature alone; it is answered once its effect is committed, and what the
 * effect sets going, letters and certificates, waits behind save points. Nothing of a notice is logged.
 */
@RestController
class NoticeEndpoint {
    private static final String SIGNATURE = "Stripe-Signature";
    private static final int LONGEST = 256 * 1024;
    private static final int TRIES = 3;

    private final Gateways gateways;
    private final Ledger ledger;

    NoticeEndpoint(Gateways gateways, Ledger ledger) {
        this.gateways = gateways;
        this.ledger = ledger;
    }

    @PostMapping("/payments/notices/{gateway}")
    ResponseEntity<Void> take(@PathVariable String gateway, HttpServletRequest request) throws IOException {
        Optional<PaymentGateway> provider = gateways.find(gateway);
        if (provider.isEmpty()) return answer(HttpStatus.NOT_FOUND);
        if (request.getContentLengthLong() > LONGEST) return answer(HttpStatus.PAYLOAD_TOO_LARGE);
        byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) return answer(HttpStatus.PAYLOAD_TOO_LARGE);
        try {
            apply(gateway, provider.get().verify(body, request.getHeader(SIGNATURE)));
            return answer(HttpStatus.OK);
        } catch (NoticeRefused e) {
            return answer(HttpStatus.BAD_REQUEST);
        }
    }

    /** A step of the case that moves in this very moment makes the engine refuse; a moment later it has moved. What still fails the provider sends again. */
    private void apply(String gateway, Notice notice) {
        for (int left = TRIES; left > 0; left--) {
            try {
                ledger.apply(gateway, notice);
                return;
            } catch (RuntimeException e) {
                if (left == 1) throw e;
            }
        }
    }

    private static ResponseEntity<Void> answer(HttpStatus status) {
        return ResponseEntity.status(status).build();
    }
}
