package ca.laval.mondossier.payment;

/** Why money goes back; the table `payment-refund-amount` says how much and who approves. */
public enum Situation {
    PAID_TWICE, PAID_TOO_LATE, CITY_ERROR, NOT_DELIVERED, PROPERTY_NOT_FOUND, WRONG_PROPERTY_BEFORE_PRODUCTION, PRODUCED, REFUSED_FOR_LEGAL_REASON, STUDY_FEE,
    NOTICE_NOT_PUBLISHED;

    /** A whole attempt goes back, whatever its order's lines. */
    boolean surplus() {
        return this == PAID_TWICE || this == PAID_TOO_LATE;
    }
}
