package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.engine.Variable;
import ca.laval.mondossier.subsidy.Payout;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;

/** The one Java face of `subsidy-cheque`: its key, variables and message; the business key is the paid case's number. */
public final class ChequeProcess {
    public static final String KEY = "subsidy-cheque";

    /** Begins it too: a cheque that replaced another came back. */
    public static final String PAYOUT_RETURNED = KEY + PayoutProcess.RETURNED;

    /** For the task to show. */
    public static final Variable<String> CASE_NUMBER = new Variable<>("caseNumber", String.class);
    /** The batch it left with, for the link to its page. */
    public static final Variable<String> BATCH_NUMBER = new Variable<>("batchNumber", String.class);
    /** Which payout of the case it is. */
    public static final Variable<Integer> ATTEMPT = new Variable<>("chequeAttempt", Integer.class);
    /** In cents. */
    public static final Variable<Long> CENTS = new Variable<>("chequeCents", Long.class);
    /** Whether the bank said that it was cashed. */
    public static final Variable<Boolean> CASHED = new Variable<>("chequeCashed", Boolean.class);
    /** It paid the subsidy itself, not a difference. */
    public static final Variable<Boolean> WHOLE_SUBSIDY = new Variable<>("wholeSubsidy", Boolean.class);

    private ChequeProcess() {
    }

    /** Follows a cheque that was issued, and one that replaced another and came back; nothing happens for other payouts. */
    static void follow(RuntimeService runtime, String batch, Payout line) {
        var variables = Map.<String, Object>of(CASE_NUMBER.name(), line.caseNumber(), BATCH_NUMBER.name(), batch, ATTEMPT.name(), line.attempt(), CENTS.name(), line.cents());
        if (line.isIssuedCheque()) runtime.startProcessInstanceByKey(KEY, line.caseNumber(), variables);
        else if (line.replaces() != null) runtime.startProcessInstanceByMessage(PAYOUT_RETURNED, line.caseNumber(), variables);
    }
}
