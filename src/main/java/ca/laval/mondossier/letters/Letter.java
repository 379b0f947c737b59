package ca.laval.mondossier.letters;

import java.time.Instant;

/**
 * A letter in a case file.
 *
 * @param name       of its wording, e.g. `approved`
 * @param status     IN_FILE (nobody to mail it to, or no mail server), NOT_DELIVERED_YET, SENT
 * @param stepDone   whether the step that wrote it is over; until then a repeated job finds this letter
 * @param messageId  the e-mail's Message-ID, the same however often the sending is repeated
 */
public record Letter(long id, String caseNumber, int attempt, String name, String subject, String body, String email, String messageId,
                     String status, Instant writtenAt, Instant sentAt, boolean stepDone) {
}
