package ca.laval.mondossier.certificate;

import ca.laval.mondossier.payment.PaidLines;
import ca.laval.mondossier.payment.Refund;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What a refund asked for at the counter does to certificates: none is issued and given back, none is given back and forgotten. */
@Component
class RefundedLines implements PaidLines {
    private static final Set<String> BEFORE_IT_IS_ISSUED = Set.of("CITY_ERROR", "NOT_DELIVERED", "PROPERTY_NOT_FOUND", "WRONG_PROPERTY_BEFORE_PRODUCTION", "REFUSED_FOR_LEGAL_REASON");
    /** Which reasons fit a line in each state; what its own process is giving back, and what is being issued this minute, fits none. */
    private static final Map<String, Set<String>> FITTING = Map.of("ORDERED", BEFORE_IT_IS_ISSUED, "PAID", BEFORE_IT_IS_ISSUED, "PREPARED", BEFORE_IT_IS_ISSUED,
            "ISSUED", Set.of("CITY_ERROR", "PRODUCED"), "FEE_KEPT", Set.of("CITY_ERROR"));

    private final CertificateLines lines;

    RefundedLines(CertificateLines lines) {
        this.lines = lines;
    }

    @Override
    public void hold(String caseNumber, List<Integer> numbers, Refund refund) {
        numbers.forEach(number -> lines.lock(caseNumber, number).ifPresent(line -> hold(line, refund)));
    }

    private void hold(CertificateLine line, Refund refund) {
        if (!FITTING.getOrDefault(line.state(), Set.of()).contains(refund.situation())) {
            throw new DeliveredException("Line %d of %s is %s and does not go back as %s".formatted(line.line(), line.caseNumber(), line.state(), refund.situation()));
        }
        if (FITTING.get(line.state()) == BEFORE_IT_IS_ISSUED) lines.hold(line, refund.number());
        if (line.state().equals("FEE_KEPT")) lines.note(line, refund.number());
    }

    @Override
    public void giveUp(Refund refund) {
        lines.giveUp(refund.number(), refund.situation());
    }

    @Override
    public void release(Refund refund) {
        lines.letGo(refund.number());
    }

    @Override
    public void givenBack(Refund refund) {
        lines.givenBack(refund.number());
    }
}
