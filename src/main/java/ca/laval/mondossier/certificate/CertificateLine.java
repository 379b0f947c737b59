package ca.laval.mondossier.certificate;

import java.time.LocalDate;
import java.util.UUID;

/**
 * One certificate for one property of an order; amounts in cents.
 *
 * @param asked     the property in the words of who asks
 * @param matricule the property of the roll; null until somebody has found it
 * @param state     ORDERED, CANCELLED, PAID, PREPARED, SIGNED, ISSUED, NOT_ISSUED, REFUNDED or FEE_KEPT
 * @param situation why it was not issued, as the table of refunds knows it; null otherwise
 * @param findings  what whoever prepared it writes on it, or why it is not issued; null when nothing
 * @param visitedOn the day of the inspection; null without one
 * @param document  what was issued; null otherwise
 * @param refund    asked for at the counter before it was issued; null otherwise
 */
public record CertificateLine(String caseNumber, int line, String type, String asked, String matricule, long feeCents, long gstCents, long qstCents, String delivery,
                              int standardDays, String template, String state, String situation, String findings, LocalDate visitedOn, String preparedBy,
                              String signedBy, UUID document, String refund) {

    public long totalCents() {
        return feeCents + gstCents + qstCents;
    }

    /** Somebody asked at the counter to give it back: until that is decided nobody produces it. */
    public boolean isHeld() {
        return refund != null && state.equals("PAID");
    }

    /** Paid, and a person has to find the property, prepare it or say why not. */
    public boolean isOpen() {
        return state.equals("PAID") && !isAutomatic();
    }

    /** The machine makes it from the city's file: nobody is needed unless the property was not found. */
    boolean isAutomatic() {
        return delivery.equals("AUTOMATIC") && matricule != null && preparedBy == null && refund == null;
    }

    public boolean needsVisit() {
        return delivery.equals("APPOINTMENT");
    }
}
