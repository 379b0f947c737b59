package ca.laval.mondossier.payout;

import java.util.Optional;

/**
 * The city's payout batches, for whichever counter of the city hall owes money: collected each week, approved by other people than whoever decided, sent to the
 * bank and answered line by line. The case is told by the messages `<process>.payoutSettled` and `<process>.payoutReturned`.
 */
public interface Payouts {

    /**
     * An amount that a case is owed once.
     *
     * @param caseNumber whose file holds the payee's name and banking details
     * @param process    that is told what became of it, e.g. `funding-agreement`
     * @param purpose    what it pays, e.g. `instalment-2`: a case is paid once per purpose; a deposit that came back may be asked for again
     * @param cents      above 0
     */
    record Due(String caseNumber, String process, String purpose, long cents) {
    }

    /** Puts an amount in line for the next batch, to the account while its details are kept, otherwise by cheque; nothing happens when it stands there already, or was paid. */
    void request(Due due);

    /** Where the last payment of a purpose stands, a stopped cheque counting as settled: DUE, IN_BATCH, SENT, SETTLED, RETURNED or WITHDRAWN; empty when none was asked for. */
    Optional<String> standing(String caseNumber, String purpose);

    /** Takes back what a case has in line; false when it is on its way to the bank, or has arrived a moment ago. */
    boolean takeBack(String caseNumber);
}
