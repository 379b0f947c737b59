package ca.laval.mondossier.counter;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.Document;
import ca.laval.mondossier.catalogue.AnswersView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A case file as the counter shows it, in words.
 *
 * @param daysLeft   business days to the expected date, negative when it has passed; null without one or when the case is closed
 * @param messages   both ways, oldest first
 * @param failed     a step of the process failed and waits for an operator
 * @param kinds      what a document added here may be, for the select
 */
record CaseView(CaseFile file, String service, String status, String next, boolean mayChange, boolean maySendDocuments, boolean mayWithdraw, List<Action> actions,
                Integer daysLeft, String filedBy, AnswersView answers, List<Attached> documents, List<Kind> kinds, List<Line> history,
                List<Said> messages, List<Said> notes, List<ToDo> tasks, boolean failed, List<Decided> decisions, List<Offered> offers, List<String> remarks) {

    /** What the resident may ask for now, beside what every file offers. @param name the last part of its message */
    record Action(String name, String label, String help) {
    }

    /** What another part of the city hall has for this case. @param link path below the application */
    record Offered(String text, String link) {
    }

    /** A document. @param state what the virus scanner said, in words */
    record Attached(Document document, String kind, String state, String who) {
    }

    record Kind(String code, String label) {
    }

    /** A line of the history. @param body of a letter, to be unfolded */
    record Line(Instant at, String what, String who, boolean fromCity, String body) {
    }

    record Said(Instant at, String who, boolean fromCity, String body) {
    }

    /** An open task. @param who its assignee's name; null while nobody claimed it */
    record ToDo(String id, String name, String who, String offices, LocalDate due, boolean late) {
    }

    /** What a decision table said. @param rows that fired, none when none matched */
    record Decided(Instant at, String table, int version, List<Answer> inputs, List<Row> rows) {
    }

    record Row(int number, String description, List<Answer> outputs) {
    }

    record Answer(String label, String value) {
    }
}
