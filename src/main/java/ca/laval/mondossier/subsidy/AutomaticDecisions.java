package ca.laval.mondossier.subsidy;

import java.time.Instant;

/** How many applications the machine decided; the process side counts. */
public interface AutomaticDecisions {

    /** Applications received since then whose last route was automatic approval. */
    long count(Instant since);
}
