package ca.laval.mondossier.subsidy;

import java.util.List;

/** The bank's answer does not fit the batch; nothing of it was taken over. */
public class ReturnFileRefused extends Exception {
    private final transient List<Problem> problems;

    /**
     * @param line from 1
     * @param word what is wrong: header, shape, unknown, duplicate, altered, answered, status, footer, empty
     */
    public record Problem(int line, String word, String reference) {
    }

    ReturnFileRefused(List<Problem> problems) {
        super(problems.size() + " lines do not fit");
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
