package ca.laval.mondossier.permit;

/**
 * What an application for a permit is about.
 *
 * @param type      code of the application form
 * @param place     the property as the applicant named it
 * @param matricule 18 digits; null while the assessment roll does not know it
 * @param conditions what the permit's holder has to respect; null for nothing
 */
public record PermitCase(String caseNumber, String type, String place, String matricule, String conditions) {
}
