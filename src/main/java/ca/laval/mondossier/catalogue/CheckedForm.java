package ca.laval.mondossier.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of a submission.
 *
 * @param answers  the good answers in the form's order, typed and normalised; hidden and unanswered fields are absent
 * @param problems at most one per field, in the form's order
 * @param hidden   keys of the groups, texts and fields that these answers hide
 */
public record CheckedForm(Map<String, Object> answers, List<FieldProblem> problems, Set<String> hidden) {

    public boolean isValid() {
        return problems.isEmpty();
    }
}
