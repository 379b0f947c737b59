package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `permit-intake`. */
public final class IntakeProcess {
    public static final String KEY = "permit-intake";

    public static final String DOCUMENTS_RECEIVED = KEY + ".documentsReceived";

    public static final String PERMIT_NOT_NEEDED = "permitNotNeeded";
    public static final String APPLICATION_INCOMPLETE = "applicationIncomplete";

    /** The assessment roll knows the property. */
    public static final Variable<Boolean> IN_ROLL = new Variable<>("inRoll", Boolean.class);
    /** yes or no, from the roll. */
    public static final Variable<String> PIIA_AREA = new Variable<>("piiaArea", String.class);
    /** yes or no, from the roll. */
    public static final Variable<String> CONSTRAINT_AREA = new Variable<>("constraintArea", String.class);
    /** Other applications are open on the property. */
    public static final Variable<Boolean> OTHER_FILES = new Variable<>("otherFiles", Boolean.class);
    /** The contractor’s licence ends before the works begin. */
    public static final Variable<Boolean> LICENCE_TOO_SHORT = new Variable<>("licenceTooShort", Boolean.class);
    /** Matricule that a member of the staff found; absent when nobody had to. */
    public static final Variable<String> PROPERTY_FOUND = new Variable<>("propertyFound", String.class);

    private IntakeProcess() {
    }
}
