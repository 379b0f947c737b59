package ca.laval.mondossier.casefile;

/** What a counter of the city hall holds back although the diagram waits for it, e.g. the renewal of a permit whose works are stopped. */
public interface CaseHold {

    /** @param message full name of what the resident would do, e.g. `permit-life.renewalAsked` */
    boolean holds(String caseNumber, String message);
}
