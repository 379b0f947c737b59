package ca.laval.mondossier.funding;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What an organisation reports; amounts in cents, from the first day of the year on.
 *
 * @param kind            MID_TERM or FINAL
 * @param attempt         from 1; each clarification is answered by the next
 * @param state           FILED, CLARIFICATION_ASKED, ACCEPTED or REFUSED
 * @param adminCents      of the expenses, administration
 * @param ineligibleCents of the expenses, what the agreement does not pay for, e.g. capital
 * @param indicators      the results, in the organisation's words
 * @param englishServices services given in English; null when not said
 * @param visibility      whether the city and its partners are named where the agreement says
 * @param statements      whether financial statements are attached
 * @param proofs          documents that prove expenses
 * @param acceptedCents   expenses that count; null while not accepted
 */
public record Report(String agreement, String kind, int attempt, String state, LocalDate expensesFrom, LocalDate expensesTo, List<Line> lines, long adminCents, long ineligibleCents,
                     String indicators, Integer englishServices, boolean visibility, boolean statements, int proofs, Instant filedAt, Long acceptedCents) {

    /** @param budgetCents of the whole year */
    public record Line(String name, long budgetCents, long spentCents) {

        /** How far over its budget, in percent, rounded up; 0 when it is not. Spending without a budget is over by 100. */
        public int percentOver() {
            if (spentCents <= budgetCents) return 0;
            return budgetCents == 0 ? 100 : (int) Math.min(1_000, ((spentCents - budgetCents) * 100 + budgetCents - 1) / budgetCents);
        }
    }

    public long expensesCents() {
        return lines.stream().mapToLong(Line::spentCents).sum();
    }

    /** The highest of its lines. */
    public int percentOver() {
        return lines.stream().mapToInt(Line::percentOver).max().orElse(0);
    }

    /** Of the expenses, rounded up. */
    public int adminPercent() {
        return expensesCents() == 0 ? 0 : (int) ((adminCents * 100 + expensesCents() - 1) / expensesCents());
    }
}
