package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `subsidy-visit`: its key and variables; the business key is the paid case's number. */
public final class VisitProcess {
    public static final String KEY = "subsidy-visit";

    /** For the link to the case file. */
    public static final Variable<String> CASE_NUMBER = new Variable<>("caseNumber", String.class);

    private VisitProcess() {
    }
}
