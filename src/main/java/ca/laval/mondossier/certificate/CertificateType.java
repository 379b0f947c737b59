package ca.laval.mondossier.certificate;

/**
 * What the catalogue says of one certificate, as owners write it in the table `certificate-type`.
 *
 * @param tax          EXEMPT, TAXABLE, or REVIEW while nobody has said
 * @param delivery     AUTOMATIC from the city's file, PREPARE by a person, or APPOINTMENT for a visit
 * @param standardDays business days in which it is promised
 * @param template     wording of the document
 */
record CertificateType(String code, long feeCents, String tax, String delivery, int standardDays, String template, boolean offered) {
}
