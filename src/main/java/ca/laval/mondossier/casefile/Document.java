package ca.laval.mondossier.casefile;

import java.time.Instant;
import java.util.UUID;

/**
 * A document as the lists show it, without its content.
 *
 * @param kind      what it is meant to prove, a code of the service's documents table, e.g. `INVOICE`
 * @param mediaType by its content: PDF, JPEG, PNG or HEIC
 * @param sha256    of the bytes as they were received, in hexadecimal
 * @param addedBy   {@link Documents#RESIDENT} or the staff member's id
 */
public record Document(UUID id, String kind, String fileName, String mediaType, int size, String sha256, Scan scan, Instant addedAt,
                       String addedBy) {

    /** What the virus scanner said; `NOT_SCANNED` where there was none, `PENDING` where it did not answer. */
    public enum Scan { NOT_SCANNED, PENDING, CLEAN }

    public boolean fromResident() {
        return Documents.RESIDENT.equals(addedBy);
    }
}
