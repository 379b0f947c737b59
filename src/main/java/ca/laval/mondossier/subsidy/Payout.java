package ca.laval.mondossier.subsidy;

/**
 * What a case is paid, in cents.
 *
 * @param attempt      from 1; a returned deposit is tried again as the next
 * @param method       DEPOSIT or CHEQUE
 * @param state        DUE, IN_BATCH, SENT, SETTLED, RETURNED or WITHDRAWN
 * @param process      of the case, that is told what became of it: `subsidy-application`, or another of its processes
 * @param returnReason the bank's code; null otherwise
 * @param replaces     attempt of the stopped cheque that this cheque replaces; null otherwise
 * @param purpose      what it pays where it is no subsidy, e.g. `instalment-2` of an agreement; null otherwise
 * @param adjustment   the adjustment that pays it; null for the subsidy itself
 * @param cashed       a cheque: its payee cashed it
 * @param stopped      a cheque: it was stopped, because nobody cashed it
 */
public record Payout(String caseNumber, int attempt, long cents, String method, String state, String process, String purpose, String adjustment, String returnReason, Integer replaces, boolean cashed,
                     boolean stopped) {

    /** Names it towards the bank, there and back. */
    public String reference() {
        return caseNumber + "." + attempt;
    }

    /** The number of the instalment that it pays; null for a subsidy. */
    public String instalment() {
        return purpose == null ? null : purpose.replaceFirst("^instalment-", "");
    }

    public boolean isIssuedCheque() {
        return method.equals("CHEQUE") && state.equals("SETTLED");
    }

    /** Whether it is a cheque of which nobody knows yet what became. */
    public boolean isOut() {
        return isIssuedCheque() && !cashed && !stopped;
    }

    /** How far it is, in one word: its state, or what became of an issued cheque. */
    public String progress() {
        return cashed ? "CASHED" : stopped ? "STOPPED" : isIssuedCheque() ? "ISSUED" : state;
    }
}
