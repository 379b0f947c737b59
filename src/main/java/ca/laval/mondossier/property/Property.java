package ca.laval.mondossier.property;

/**
 * A property of the assessment roll, without its owner: amounts in cents.
 *
 * @param matricule 18 digits, shown as `8546-45-9730-2-000-0000` (domain.md, section 6.4)
 * @param lots      numbers in the cadastre of Québec, seven digits each; a property may have several
 * @param zone      of the zoning by-law
 */
public record Property(String matricule, java.util.List<String> lots, String civic, String street, String postal, String zone, String mainUse,
                       long landCents, long buildingCents, int taxYear, long taxCents, long taxPaidCents) {

    /** `1234, rue des Érables`; the lot when there is no civic number. */
    public String address() {
        return civic.isEmpty() ? "lot " + lots.get(0) : civic + ", " + street;
    }

    public String shownMatricule() {
        return matricule.replaceFirst("(\\d{4})(\\d{2})(\\d{4})(\\d)(\\d{3})(\\d{4})", "$1-$2-$3-$4-$5-$6");
    }
}
