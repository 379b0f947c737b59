package ca.laval.mondossier.payment;

import java.util.List;

/**
 * A service that delivers what was paid line by line: what goes back is not delivered, what was delivered goes back only where the rules say
 * so. Everything happens in the refund's own transaction; lines of other services are nobody's business here.
 */
public interface PaidLines {

    /** A line is delivered, or nearly, and this reason gives it back no more. */
    class DeliveredException extends IllegalStateException {
        public DeliveredException(String message) {
            super(message);
        }
    }

    /**
     * Somebody asks at the counter: until it is decided these lines are not delivered.
     *
     * @param lines of the order, from 1
     * @throws DeliveredException for a line that cannot go back for this reason
     */
    void hold(String caseNumber, List<Integer> lines, Refund refund);

    /** Approved: what it holds will not be delivered. */
    void giveUp(Refund refund);

    /** Refused, or nothing is due: what it holds is delivered after all. */
    void release(Refund refund);

    /** The money has gone back. */
    void givenBack(Refund refund);
}
