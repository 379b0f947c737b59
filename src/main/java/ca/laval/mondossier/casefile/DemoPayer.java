package ca.laval.mondossier.casefile;

/** What somebody of the demonstration does after applying: they pay. */
public interface DemoPayer {

    /** Pays what the case has to pay, with this card of the sandbox. */
    void pay(CaseNumber number, String card);
}
