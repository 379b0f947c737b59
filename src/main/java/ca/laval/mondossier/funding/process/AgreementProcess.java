package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `funding-agreement`; the business key of it and of all that it calls is the agreement's number. */
public final class AgreementProcess {
    public static final String KEY = "funding-agreement";

    public static final String AGREEMENT_AMENDED = KEY + ".agreementAmended";
    public static final String ACCOUNT_CHANGE_ASKED = KEY + ".accountChangeAsked";
    public static final String ORGANISATION_DISSOLVED = KEY + ".organisationDissolved";
    public static final String AGREEMENT_NOT_CONCLUDED = "agreementNotConcluded";
    public static final String AGREEMENT_DEFAULTED = "agreementDefaulted";

    /** From 1; one more than there are, when only the final report is left. */
    public static final Variable<Integer> INSTALMENT = new Variable<>("instalment", Integer.class);
    /** `NONE`, `MID_TERM` or `FINAL`: what the instalment waits for. */
    public static final Variable<String> REPORT_KIND = new Variable<>("reportKind", String.class);
    public static final Variable<Boolean> MORE_INSTALMENTS = new Variable<>("moreInstalments", Boolean.class);
    /** Last day of the expenses that count, `YYYY-MM-DD`. */
    public static final Variable<String> FISCAL_YEAR_END = new Variable<>("fiscalYearEnd", String.class);
    /** `yes` or `no`. */
    public static final Variable<String> ENGLISH_SERVICES = new Variable<>("englishServices", String.class);

    private AgreementProcess() {
    }
}
