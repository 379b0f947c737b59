package ca.laval.mondossier.official;

import java.time.LocalDate;
import java.util.Optional;

/** What a counter of the city hall knows of a valid document and whoever verifies it must read, e.g. that the works of a permit are stopped. */
public interface DocumentRemark {

    /** Empty when the document is in effect without reserve. */
    Optional<Remark> of(OfficialDocument document);

    /** @param word key in the service's word files or the common ones; its text takes the day */
    record Remark(String word, LocalDate day) {
    }
}
