package ca.laval.mondossier.device;

import java.util.List;

/**
 * What a list would change, before anybody says that it counts.
 *
 * @param charset how the file was read
 * @param lines   without the header
 * @param gone    devices that an earlier list had and this one has not
 * @param refused the first of the rejected lines
 * @param applied whether it counts
 */
public record ImportReport(long id, String fileName, String charset, int lines, int added, int changed, int same, int gone, int rejected, List<Refused> refused, boolean applied) {

    /** @param line in the file, counted from 1, the header included */
    public record Refused(int line, String reason, String column) {
    }
}
