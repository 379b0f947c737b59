package ca.laval.mondossier.funding;

import ca.laval.mondossier.catalogue.Formats;
import ca.laval.mondossier.catalogue.WordList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with a proposed envelope, line by line. */
public class EnvelopeRefused extends Exception {
    private static final String WORDS = "funding.refused.";
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    EnvelopeRefused(List<Problem> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    /**
     * @param field     of the form: `title`, `purpose`, `fiscalYearStart`, `total`, `funders`, `organisations` or `plan`
     * @param line      of a text area, from 1; 0 for the field as a whole
     * @param word      key in the common words, after `funding.refused.`
     * @param arguments of that word; a {@link Long} is an amount in cents
     */
    public record Problem(String field, int line, String word, List<Object> arguments) {

        Problem(String field, int line, String word, Object... arguments) {
            this(field, line, word, List.of(arguments));
        }

        /** In the language of who reads it, with field and line before it. */
        public String sentence(WordList words) {
            var filled = new ArrayList<Object>();
            for (Object argument : arguments) filled.add(argument instanceof Long cents ? Formats.money(cents, words.language()) : argument);
            String where = words.get(WORDS + "field." + field);
            return (line == 0 ? words.get(WORDS + "inField", where) : words.get(WORDS + "inLine", where, line)) + words.get(WORDS + word, filled.toArray());
        }
    }

    public List<Problem> problems() {
        return problems;
    }

    /** All of them, a line each. */
    public String sentence(WordList words) {
        return problems.stream().map(problem -> problem.sentence(words)).collect(Collectors.joining("\n"));
    }
}
