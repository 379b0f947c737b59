package ca.laval.mondossier.council;

import java.time.LocalDate;

/** No planned sitting of a body can take a case: its office has to plan one. */
public class NoSitting extends Exception {

    NoSitting(String caseNumber, Body body, LocalDate earliest) {
        super("No sitting of %s is planned that can take %s from %s on".formatted(body, caseNumber, earliest));
    }
}
