package ca.laval.mondossier.casefile;

import java.util.Set;

/** Which other cases a case must be compared with: the same right, invoice or account. */
public interface RelatedCases {

    /** Case numbers, without the case itself. */
    Set<String> of(String caseNumber);
}
