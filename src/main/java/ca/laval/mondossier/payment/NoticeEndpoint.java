package ca.laval.mondossier.payment;

import ca.laval.mondossier.payment.gateway.PaymentGateway;
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
 * Where providers tell what happened. A notice is believed for its signature alone; it is answered once it is kept, and its effect
 * waits behind that save point: what the ledger finds wrong with it is a difference and no answer. What a notice says is never logged.
 */
@RestController
class NoticeEndpoint {
    private static final String SIGNATURE = "Stripe-Signature";
    private static final int LONGEST = 256 * 1024;

    private final Gateways gateways;
    private final Inbox inbox;
    private final InboxWorkers workers;

    NoticeEndpoint(Gateways gateways, Inbox inbox, InboxWorkers workers) {
        this.gateways = gateways;
        this.inbox = inbox;
        this.workers = workers;
    }

    @PostMapping("/payments/notices/{gateway}")
    ResponseEntity<Void> take(@PathVariable String gateway, HttpServletRequest request) throws IOException {
        Optional<PaymentGateway> provider = gateways.find(gateway);
        if (provider.isEmpty()) return answer(HttpStatus.NOT_FOUND);
        if (request.getContentLengthLong() > LONGEST) return answer(HttpStatus.PAYLOAD_TOO_LARGE);
        byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) return answer(HttpStatus.PAYLOAD_TOO_LARGE);
        try {
            inbox.keep(gateway, provider.get().verify(body, request.getHeader(SIGNATURE)));
            workers.wake();
            return answer(HttpStatus.OK);
        } catch (NoticeRefused e) {
            return answer(HttpStatus.BAD_REQUEST);
        }
    }

    private static ResponseEntity<Void> answer(HttpStatus status) {
        return ResponseEntity.status(status).build();
    }
}
