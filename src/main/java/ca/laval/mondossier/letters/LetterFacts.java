package ca.laval.mondossier.letters;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.catalogue.Language;
import java.util.Map;

/** What a part of the city hall knows for letters beyond the variables of the process: a receipt's lines, a certificate's link. */
public interface LetterFacts {

    /**
     * Text, or lists of text, by the name that a wording uses; empty when the case has nothing of the kind.
     *
     * @param facts what the process knows
     */
    Map<String, Object> of(CaseFile file, Map<String, Object> facts, Language language);
}
