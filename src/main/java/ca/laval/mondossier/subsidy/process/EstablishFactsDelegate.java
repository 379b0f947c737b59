package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.SubsidyFacts;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Draws the impersonal facts that the decision tables need from the case file. */
@Component
class EstablishFactsDelegate implements JavaDelegate {
    private final SubsidyFacts facts;

    EstablishFactsDelegate(SubsidyFacts facts) {
        this.facts = facts;
    }

    @Override
    public void execute(DelegateExecution task) {
        var established = facts.of(task.getProcessBusinessKey(), LocalDate.parse(SubsidyProcess.PURCHASE_DATE.from(task)));
        SubsidyProcess.ADDRESS_MATCHED.set(task, established.addressMatched());
        SubsidyProcess.APPLICATION_DATE.set(task, established.applicationDate().toString());
        SubsidyProcess.CHILD_AGE_MONTHS.set(task, established.childAgeMonths());
        SubsidyProcess.MEDICAL_NOTE_MONTHS.set(task, established.medicalNoteMonths());
        SubsidyProcess.ENVELOPE_YEAR.set(task, established.envelopeYear());
        SubsidyProcess.SAMPLE_NUMBER.set(task, established.sampleNumber());
    }
}
