package ca.laval.mondossier.casefile;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The engine as the case file sees it. Calls take part in the caller's transaction. */
public interface CaseProcesses {

    /** Starts the service's process under the case number; `variables` are few, typed and impersonal. */
    void start(String service, String caseNumber, Map<String, Object> variables);

    /** The messages the case waits for now, by full name, e.g. `subsidy-application.documentsReceived`. */
    Set<String> awaitedMessages(String caseNumber);

    /** The kinds of documents that staff last asked for, from the variable `missingDocuments`; empty when none were named. */
    List<String> documentsAskedFor(String caseNumber);

    /** Gives the case a message it waits for; an {@link IllegalStateException} when it waits for none of that name. */
    default void correlate(String message, String caseNumber) {
        correlate(message, caseNumber, Map.of());
    }

    /** The same, with variables that the message brings: few, typed and impersonal. */
    void correlate(String message, String caseNumber, Map<String, Object> variables);

    /** What the decision tables said about the case, oldest first, for the counter and for who was decided upon. */
    List<DecisionTaken> decisions(String caseNumber);

    /** The open tasks of the case, for the counter. */
    List<OpenTask> openTasks(String caseNumber);

    /** Open tasks of one office in these processes, whoever has claimed them: how many, how many of them late, and the first that are due. */
    OfficeTasks tasksOf(String office, Collection<String> processes, int atMost);

    /** Whether a step of the case failed for good and waits for an operator, as an incident in Cockpit. */
    boolean hasFailed(String caseNumber);

    /**
     * What a decision table was asked and what it said.
     *
     * @param table   the decision's name in the staff language
     * @param rows    the rows that fired, as the table lists them; none when no row matched
     */
    record DecisionTaken(Instant at, String decisionId, String table, int version, List<Fact> inputs, List<Row> rows) {
    }

    /**
     * @param number of the row in its table, from 1
     * @param id     the row's, its key in the word files
     */
    record Row(int number, String id, String description, List<Fact> outputs) {
    }

    /**
     * @param key   the column's, in the word files
     * @param name  the variable's, e.g. `preTaxCents`
     * @param label in the staff language
     */
    record Fact(String key, String name, String label, Object value) {
    }

    /** @param first the earliest due first */
    record OfficeTasks(String office, long open, long late, List<CaseTask> first) {
    }

    record CaseTask(String caseNumber, OpenTask task) {
    }

    /** @param name ends with the case number, as in Tasklist */
    record OpenTask(String id, String name, String assignee, List<String> offices, Instant due) {
    }
}
