package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.SubsidyClaims;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Gives a case that a supervisor found legitimate a right of its own. */
@Component
class SplitEntitlementDelegate implements JavaDelegate {
    private final SubsidyClaims claims;

    SplitEntitlementDelegate(SubsidyClaims claims) {
        this.claims = claims;
    }

    @Override
    public void execute(DelegateExecution task) {
        SubsidyProcess.store(task, claims.split(task.getProcessBusinessKey(), SubsidyProcess.PROGRAM.from(task), SubsidyProcess.UNIQUENESS.from(task),
                SubsidyProcess.QUANTITY.from(task).intValue(), SubsidyProcess.MAX_UNITS.orNull(task)));
    }
}
