package ca.laval.mondossier.funding;

import ca.laval.mondossier.catalogue.Formats;
import ca.laval.mondossier.catalogue.WordList;
import java.util.List;

/** The books do not allow it; nothing has changed. */
public class MoneyRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final transient List<Object> arguments;

    /**
     * MORE_THAN_UNPAID: a funder takes back more than is not yet paid of its part (argument: cents not paid). NO_CITY: the city is none of the funders. NOT_IN_FORCE: the agreement is not
     * signed, in default or dissolved. ACCOUNT_UNCONFIRMED: nobody has called back about a new account. IN_FLIGHT: an instalment is on its way to the bank. NOT_DUE: more comes
     * back than is owed (argument: cents owed). OPEN: something is still to be paid or returned. NOT_NAMED: not the signatory. NO_SIGNATORY: none was named. SAME_PERSON: a second
     * person must do it. TEXT_CHANGED: the amounts have
     * changed, and so has the text. STATE: it is too late or too early.
     */
    public enum Reason { MORE_THAN_UNPAID, NO_CITY, NOT_IN_FORCE, ACCOUNT_UNCONFIRMED, IN_FLIGHT, NOT_DUE, OPEN, NOT_NAMED, NO_SIGNATORY, SAME_PERSON, TEXT_CHANGED, STATE }

    MoneyRefused(Reason reason, Object... arguments) {
        super(reason + " " + List.of(arguments));
        this.reason = reason;
        this.arguments = List.of(arguments);
    }

    public Reason reason() {
        return reason;
    }

    /** Of the word `funding.moneyRefused.<REASON>`; a {@link Long} is an amount in cents. */
    public List<Object> arguments() {
        return arguments;
    }

    /** In the language of who reads it. */
    public String sentence(WordList words) {
        return words.get("funding.moneyRefused." + reason, arguments.stream()
                .map(argument -> argument instanceof Long cents ? Formats.money(cents, words.language()) : argument).toArray());
    }
}
