package ca.laval.mondossier.permit;

import java.util.Map;

/** At which step each open application is. */
public interface PermitSteps {

    /** Case number to step: `intake`, `account`, `assessment`, `council`, `sitting` or `decision`; a case that is at none is not there. */
    Map<String, String> open();
}
