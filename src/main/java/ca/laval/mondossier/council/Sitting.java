package ca.laval.mondossier.council;

import java.time.LocalDate;
import java.time.LocalTime;

/**
 * A sitting in the calendar of a body.
 *
 * @param at             Laval's time
 * @param agendaClosesOn the last day on which a case is put on its agenda
 * @param version        counts its changes
 */
public record Sitting(long id, Body body, LocalDate on, LocalTime at, String place, State state, LocalDate agendaClosesOn, int version) {

    /** PLANNED until it was held or cancelled; a resolution of a sitting says that it was held. */
    public enum State { PLANNED, HELD, CANCELLED }
}
