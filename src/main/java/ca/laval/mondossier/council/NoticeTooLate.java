package ca.laval.mondossier.council;

import java.time.LocalDate;

/** A public notice came out less than fifteen days before the sitting: the case has to wait for the next one, and for another notice. */
public class NoticeTooLate extends Exception {
    private final LocalDate lastDay;

    NoticeTooLate(String caseNumber, LocalDate publishedOn, LocalDate lastDay) {
        super("The notice for %s of %s is too late: %s was the last lawful day".formatted(caseNumber, publishedOn, lastDay));
        this.lastDay = lastDay;
    }

    /** The last day on which it would have been lawful. */
    public LocalDate lastDay() {
        return lastDay;
    }
}
