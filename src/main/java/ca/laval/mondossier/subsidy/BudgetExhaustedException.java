package ca.laval.mondossier.subsidy;

/** The amount no longer fits into the year's envelope, or others wait for it already. */
public class BudgetExhaustedException extends Exception {

    BudgetExhaustedException(String caseNumber, Envelope envelope, long cents) {
        super("%s: %d cents do not fit into %s %d, which has %d cents left and %d cents waiting"
                .formatted(caseNumber, cents, envelope.program(), envelope.year(), envelope.leftCents(), envelope.waitingCents()));
    }
}
