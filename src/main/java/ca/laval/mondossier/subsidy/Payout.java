package ca.laval.mondossier.subsidy;

/**
 * What a case is paid, in cents.
 *
 * @param attempt      from 1; a returned deposit is tried again as the next
 * @param method       DEPOSIT or CHEQUE
 * @param state        DUE, IN_BATCH, SENT, SETTLED, RETURNED or WITHDRAWN
 * @param process      of the case, that is told what became of it: `subsidy-application`, or another of its processes
 * @param returnReason the bank's code; null otherwise
 */
public record Payout(String caseNumber, int attempt, long cents, String method, String state, String process, String returnReason) {

    /** Names it towards the bank, there and back. */
    public String reference() {
        return caseNumber + "." + attempt;
    }
}
