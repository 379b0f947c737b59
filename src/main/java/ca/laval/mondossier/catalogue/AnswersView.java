package ca.laval.mondossier.catalogue;

import java.util.List;

/** Answers as people read them again: before sending, and later in the case file. */
public record AnswersView(List<Section> sections, String changeLabel) {

    /** The answers of one page; the title is null when the form has no pages. */
    public record Section(String step, String title, List<Row> rows) {
    }

    /** An answer: one line, or several for a checklist or a text in paragraphs. */
    public record Row(String key, String label, List<String> lines) {
    }
}
