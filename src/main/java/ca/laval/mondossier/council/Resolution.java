package ca.laval.mondossier.council;

import java.time.LocalDate;

/**
 * A resolution as the clerk's office recorded it.
 *
 * @param number     like `CM-20260602-431`: the body, the day of the sitting, a sequence
 * @param conditions null without any
 */
public record Resolution(String number, String caseNumber, Body body, LocalDate sittingOn, Outcome outcome, String conditions) {
}
