package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.engine.Variable;
import ca.laval.mondossier.subsidy.PayoutBatch;
import ca.laval.mondossier.subsidy.PayoutChanges;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** The one Java face of `subsidy-payout`: its key and variables; the business key is the batch's number. */
public final class PayoutProcess {
    public static final String KEY = "subsidy-payout";

    /** The batch, for the link to its page. */
    public static final Variable<String> BATCH_NUMBER = new Variable<>("batchNumber", String.class);
    /** Control count of the batch, as shown to who approves it. */
    public static final Variable<Integer> LINES = new Variable<>("batchLines", Integer.class);
    /** Control total, in cents, as shown to who approves it. */
    public static final Variable<Long> TOTAL_CENTS = new Variable<>("batchTotalCents", Long.class);
    /** Of the batch before; 0 for the first. */
    public static final Variable<Integer> LINES_BEFORE = new Variable<>("linesBefore", Integer.class);
    public static final Variable<Long> TOTAL_CENTS_BEFORE = new Variable<>("totalCentsBefore", Long.class);
    /** Lines whose cases were not in the batch before. */
    public static final Variable<Integer> LINES_NEW = new Variable<>("linesNew", Integer.class);
    /** Lines whose cases were in the batch before with another amount. */
    public static final Variable<Integer> LINES_CHANGED = new Variable<>("linesChanged", Integer.class);
    /** Lines of the batch before whose cases are no longer there. */
    public static final Variable<Integer> LINES_GONE = new Variable<>("linesGone", Integer.class);
    /** Whether agreements are paid: then two people approve. */
    public static final Variable<Boolean> PAYS_AGREEMENTS = new Variable<>("paysAgreements", Boolean.class);
    /** Whether cases of the batch have not been told yet. */
    public static final Variable<Boolean> MORE_TO_TELL = new Variable<>("moreToTell", Boolean.class);

    /** What follows the name of a case's process in the message that its payout arrived; see {@link SubsidyProcess#PAYOUT_SETTLED}. */
    static final String SETTLED = ".payoutSettled";
    /** The same for a payout that came back. */
    static final String RETURNED = ".payoutReturned";

    private PayoutProcess() {
    }

    static void store(DelegateExecution task, PayoutBatch batch, Optional<PayoutBatch> before, Map<PayoutChanges.Change, Integer> changes) {
        BATCH_NUMBER.set(task, batch.number());
        LINES.set(task, batch.lines());
        TOTAL_CENTS.set(task, batch.totalCents());
        LINES_BEFORE.set(task, before.map(PayoutBatch::lines).orElse(0));
        TOTAL_CENTS_BEFORE.set(task, before.map(PayoutBatch::totalCents).orElse(0L));
        LINES_NEW.set(task, changes.get(PayoutChanges.Change.NEW));
        LINES_CHANGED.set(task, changes.get(PayoutChanges.Change.CHANGED));
        LINES_GONE.set(task, changes.get(PayoutChanges.Change.GONE));
    }
}
