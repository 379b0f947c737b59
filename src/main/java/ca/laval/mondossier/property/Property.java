package ca.laval.mondossier.property;

import java.util.List;

/**
 * A property of the assessment roll, without its owner: amounts in cents.
 *
 * @param matricule  18 digits, shown as `8546-45-9730-2-000-0000` (domain.md, section 6.4)
 * @param lots       numbers in the cadastre of Québec, seven digits each; a property may have several
 * @param zone       of the zoning by-law
 * @param mainUse    a code; see {@link #useWord()}
 * @param piia       whether site planning and architectural integration is reviewed here
 * @param constraint FLOOD, WETLAND, or empty; see {@link #constraintWord()}
 */
public record Property(String matricule, List<String> lots, String civic, String street, String postal, String zone, String mainUse,
                       boolean piia, String constraint, long landCents, long buildingCents, int taxYear, long taxCents, long taxPaidCents) {

    public Property {
        lots = List.copyOf(lots);
    }

    /** `1234, rue des Érables`; the lot when there is no civic number. */
    public String address() {
        return civic.isEmpty() ? "lot " + shownLot(lots.get(0)) : civic + ", " + street;
    }

    /** Key of what it is used for, in the common words. */
    public String useWord() {
        return "property.use." + mainUse;
    }

    /** Key of what the land imposes, in the common words; null for nothing. */
    public String constraintWord() {
        return constraint.isEmpty() ? null : "property.constraint." + constraint;
    }

    public String shownMatricule() {
        return matricule.replaceFirst("(\\d{4})(\\d{2})(\\d{4})(\\d)(\\d{3})(\\d{4})", "$1-$2-$3-$4-$5-$6");
    }

    /** `1 234 567`, with no-break spaces. */
    public static String shownLot(String lot) {
        return lot.replaceFirst("(\\d)(\\d{3})(\\d{3})", "$1\u00A0$2\u00A0$3");
    }
}
