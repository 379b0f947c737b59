package ca.laval.mondossier.catalogue;

import java.util.List;

/** What a decision table asks, for a page that asks a person the same; the engine's side implements it. */
public interface TableQuestions {

    /** The columns of the newest version, in the table's order; empty when there is no such table. */
    List<Question> questions(String decisionId);

    /**
     * A column.
     *
     * @param key      in the word files, `<decision>.<column>`
     * @param variable what the table reads, e.g. `poolDepthCm`
     * @param type     as the table declares it: `string`, `boolean`, `long`…
     * @param codes    the texts that its cells compare with
     * @param after    the values of the first column in whose rows this column counts; `*` for rows of any value
     */
    record Question(String key, String variable, String type, List<String> codes, List<String> after) {

        /** Whether the answer matters when the first column is answered so. */
        public boolean countsFor(String first) {
            return after.contains("*") || after.contains(first);
        }
    }
}
