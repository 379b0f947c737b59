package ca.laval.mondossier.subsidy;

/** How many applications the machine decided; the process side counts. */
public interface AutomaticDecisions {

    /** Applications whose last route was automatic approval. */
    long count();
}
