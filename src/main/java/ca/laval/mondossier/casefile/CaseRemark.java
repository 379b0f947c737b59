package ca.laval.mondossier.casefile;

import java.util.Optional;

/** What a counter of the city hall can say of a case beyond its status, e.g. a place in line; its resident and the staff read it. */
public interface CaseRemark {

    /** Empty when there is nothing to say. */
    Optional<Remark> of(CaseFile file);

    /** What the staff reads instead, e.g. of another case that nobody else may know of. */
    default Optional<Remark> forStaff(CaseFile file) {
        return of(file);
    }

    /** @param word key in the service's word files or the common ones, with the arguments that its text takes; a date is written in words */
    record Remark(String word, Object... arguments) {
    }
}
