package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.SubsidyClaims;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Takes the one grant of the case's child, person or address, or learns that another case holds it. */
@Component
class ClaimEntitlementDelegate implements JavaDelegate {
    private final SubsidyClaims claims;

    ClaimEntitlementDelegate(SubsidyClaims claims) {
        this.claims = claims;
    }

    @Override
    public void execute(DelegateExecution task) {
        SubsidyProcess.store(task, claims.claim(task.getProcessBusinessKey(), SubsidyProcess.PROGRAM.from(task), SubsidyProcess.UNIQUENESS.from(task),
                SubsidyProcess.QUANTITY.from(task).intValue(), SubsidyProcess.MAX_UNITS.orNull(task)));
    }
}
