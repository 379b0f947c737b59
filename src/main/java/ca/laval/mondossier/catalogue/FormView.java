package ca.laval.mondossier.catalogue;

import java.util.List;

/**
 * One page of an application form as the template {@code fragments/form.html} shows it: everything is decided here, the
 * template only writes it down.
 *
 * @param title        heading of the page, or null
 * @param errorsTitle  heading of the summary, null when nothing is wrong
 * @param refreshLabel label of the button that shows the fields that depend on an answer, null when none does
 */
public record FormView(String formId, String step, String title, List<Part> parts, String errorsTitle, String errorPrefix,
        List<ErrorLink> errors, String refreshLabel) {

    /** A line of the error summary: the anchor of the field and the sentence. */
    public record ErrorLink(String href, String message) {
    }

    /** An option of a select, of radio buttons or of a checklist. */
    public record Choice(String id, String value, String label, boolean checked) {
    }

    /**
     * A field, a group or a text.
     *
     * @param kind        {@code text}, {@code group}, {@code input}, {@code textarea}, {@code select}, {@code checkbox}, {@code choices}
     * @param id          id of the control that the label and the error summary point to
     * @param inputType   for {@code input} and {@code choices}: {@code text}, {@code email}, {@code tel}, {@code date}, {@code radio}, {@code checkbox}
     * @param describedBy ids of help and error, or null
     * @param html        for {@code text}: safe HTML
     * @param refresh     other fields of the page appear or disappear with this answer
     * @param parts       what is inside a group
     */
    public record Part(String kind, String key, String id, String label, String requiredMark, boolean required, String help,
            String helpId, String error, String errorId, String describedBy, String value, String inputType, String inputMode,
            String autocomplete, Integer maxLength, String min, String max, String prefix, String suffix, String placeholder,
            String html, boolean refresh, List<Choice> choices, List<Part> parts) {
    }
}
