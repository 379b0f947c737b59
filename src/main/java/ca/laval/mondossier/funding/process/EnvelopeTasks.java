package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.Agreement;
import ca.laval.mondossier.funding.Agreements;
import ca.laval.mondossier.funding.Amendments;
import ca.laval.mondossier.funding.Commitments;
import ca.laval.mondossier.funding.EnvelopeReader;
import ca.laval.mondossier.funding.EnvelopeRefused;
import ca.laval.mondossier.funding.Envelopes;
import ca.laval.mondossier.funding.Funder;
import ca.laval.mondossier.funding.MoneyRefused;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Models call it `envelopeTasks`: the number of an envelope, who answers for it, and what its tasks may not say. */
@Component("envelopeTasks")
public class EnvelopeTasks {
    private final Envelopes envelopes;
    private final Commitments commitments;
    private final Amendments amendments;
    private final Agreements agreements;
    private final EnvelopeForm form;
    private final Refusals refusals;
    private final ObjectProvider<DemoEnvelope> demo;

    EnvelopeTasks(Envelopes envelopes, Commitments commitments, Amendments amendments, Agreements agreements, EnvelopeForm form, Refusals refusals, ObjectProvider<DemoEnvelope> demo) {
        this.envelopes = envelopes;
        this.commitments = commitments;
        this.amendments = amendments;
        this.agreements = agreements;
        this.form = form;
        this.refusals = refusals;
        this.demo = demo;
    }

    /** On start, by whichever door: the envelope's number is its business key, and its file is there for what the form says. */
    public void number(DelegateExecution execution) {
        String number = envelopes.begin();
        execution.setProcessBusinessKey(number);
        EnvelopeProcess.CASE_NUMBER.set(execution, number);
    }

    /** In the demonstration the form is filled in. */
    public void example(DelegateTask task) {
        demo.ifAvailable(example -> task.setVariablesLocal(example.fields()));
    }

    /** On completion: every line can be read, and both sides make the whole. */
    public void check(DelegateTask task) {
        try {
            form.read(EnvelopeProcess.CASE_NUMBER.from(task));
        } catch (EnvelopeRefused e) {
            throw refusals.of(e);
        }
    }

    /** Their codes. */
    public List<String> funders(String envelope) {
        return commitments.of(envelope).stream().map(Funder::code).toList();
    }

    /** Their numbers. */
    public List<String> agreements(String envelope) {
        return agreements.of(envelope).stream().map(Agreement::number).toList();
    }

    /** What a funder is asked for, in cents. */
    public long part(String envelope, String funder) {
        return commitments.find(envelope, funder).orElseThrow().committedCents();
    }

    /** On completion: less is a clear amount below what was asked for. */
    public void checkCommitment(DelegateTask task) {
        if (!EnvelopeProcess.COMMITMENT.from(task).equals("less")) return;
        Optional<Long> typed = EnvelopeReader.amount(EnvelopeProcess.COMMITTED_AMOUNT.orNull(task));
        long part = part(EnvelopeProcess.CASE_NUMBER.from(task), EnvelopeProcess.FUNDER.from(task));
        if (typed.isEmpty() || typed.get() <= 0 || typed.get() >= part) throw refusals.of("agreement.refused.less", part);
    }

    /** What the funder gives, in cents. */
    long committed(VariableScope task) {
        long part = part(EnvelopeProcess.CASE_NUMBER.from(task), EnvelopeProcess.FUNDER.from(task));
        return EnvelopeProcess.COMMITMENT.from(task).equals("less") ? EnvelopeReader.amount(EnvelopeProcess.COMMITTED_AMOUNT.from(task)).orElseThrow() : part;
    }

    /** On completion: the city covers others, not itself. */
    public void checkShortfall(DelegateTask task) {
        if (!EnvelopeProcess.SHORTFALL_DECISION.from(task).equals("cover")) return;
        var city = commitments.find(EnvelopeProcess.CASE_NUMBER.from(task), Commitments.CITY);
        if (city.isEmpty() || city.get().shortCents() > 0) throw refusals.of("funding.moneyRefused.NO_CITY");
    }

    /** On completion: no more comes back than is not yet paid. */
    public void checkAmendment(DelegateTask task) {
        String decision = EnvelopeProcess.AMENDMENT.from(task);
        String envelope = EnvelopeProcess.CASE_NUMBER.from(task);
        String funder = EnvelopeProcess.FUNDER.from(task);
        long unpaid = amendments.unpaid(envelope, funder);
        if (!decision.equals("reject") && EnvelopeProcess.REDUCTION_CENTS.from(task).longValue() > unpaid) throw refusals.of("funding.moneyRefused.MORE_THAN_UNPAID", unpaid);
        if (decision.equals("cover") && (funder.equals(Commitments.CITY) || commitments.find(envelope, Commitments.CITY).isEmpty())) throw refusals.of("funding.moneyRefused.NO_CITY");
    }

    /** The amendment that was decided; its process is its key. */
    void amend(DelegateExecution task) throws MoneyRefused {
        String envelope = EnvelopeProcess.CASE_NUMBER.from(task);
        String funder = EnvelopeProcess.FUNDER.from(task);
        long cents = EnvelopeProcess.REDUCTION_CENTS.from(task).longValue();
        String key = "amendment/" + envelope + "/" + task.getProcessInstanceId();
        if (EnvelopeProcess.AMENDMENT.from(task).equals("cover")) amendments.cover(envelope, funder, cents, key);
        else amendments.reduce(envelope, funder, cents, key);
    }

    /** On completion: the treasurer certifies an envelope of which nothing is missing. */
    public void certify(DelegateTask task) {
        try {
            envelopes.certify(EnvelopeProcess.CASE_NUMBER.from(task));
        } catch (MoneyRefused e) {
            throw refusals.of(e);
        }
    }
}
