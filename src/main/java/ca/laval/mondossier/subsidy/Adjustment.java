package ca.laval.mondossier.subsidy;

import java.time.LocalDate;

/**
 * A cap raised retroactively, in cents.
 *
 * @param year          whose envelope pays
 * @param purchasedFrom first day of purchase that the raise covers
 * @param setByPersons  paid cases whose amount a person set
 * @param cases         paid cases that get a difference
 */
public record Adjustment(String number, String program, int year, LocalDate purchasedFrom, int setByPersons, int cases, long totalCents) {

    /**
     * What one paid case gets.
     *
     * @param state LISTED, RESERVED once the adjustment is confirmed, PAID; DROPPED when another adjustment was faster
     */
    public record Difference(String caseNumber, long paidCents, long cents, String state) {
    }

    /** A paid case: what its decision granted, and what it was paid with the differences since. */
    public record PaidCase(String caseNumber, long grantedCents, long paidCents) {
    }
}
