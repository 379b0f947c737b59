package ca.laval.mondossier.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * A case file as stored.
 *
 * @param residentId      the resident it belongs to; null when an agent filed it for someone without an account
 * @param filedBy         the staff member who filed it at the counter or by phone; null from the portal
 * @param language        of letters: `fr`, or `en` (French above, English below)
 * @param answers         form field key to answer: text, whole number (money in cents), decimal, yes/no, list of codes
 * @param expectedOn      the day the decision is promised for; null without a service standard
 * @param clockStoppedOn  since when the city waits for the resident; null while the clock runs
 */
public record CaseFile(String number, String service, Long residentId, String filedBy, String channel, String language, String email,
                       String applicantName, String applicantAddress, Map<String, Object> answers, Status status, Instant statusSince,
                       Instant receivedAt, LocalDate expectedOn, LocalDate clockStoppedOn, Instant closedAt) {
}
