package ca.laval.mondossier.funding;

import java.time.LocalDate;
import java.util.List;

/**
 * An envelope as it was proposed and checked; amounts in cents add up to the total by funder and by organisation.
 *
 * @param fiscalYearStart its first day, usually 1 April; the year ends the day before that day comes again
 * @param plan            percent per instalment, in order; 100 in all
 */
public record EnvelopeProposal(String title, String purpose, LocalDate fiscalYearStart, long totalCents, List<Funder> funders, List<Organisation> organisations, List<Integer> plan) {

    /** @param code short and in capital letters, e.g. `MAMH`; {@link Commitments#CITY} is the city itself */
    public record Funder(String code, String name, String email, long cents) {
    }

    /** @param neq Québec business number, ten digits */
    public record Organisation(String neq, String name, String email, long cents, String purpose) {
    }
}
