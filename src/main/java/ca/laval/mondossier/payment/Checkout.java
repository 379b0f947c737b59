package ca.laval.mondossier.payment;

/**
 * What a click on "Pay" led to.
 *
 * @param page of the provider, only when it is to be opened
 */
public record Checkout(Result result, String page) {

    /**
     * PAY: go to the page. NOT_OPEN: paid, lapsed or cancelled already. CHECKING: an earlier attempt may have gone through. TOMORROW: declined three times in a
     * day. OWES: a lost dispute is not paid. UNREACHABLE: nothing was charged, try again. REFUSED: the provider does not take this order.
     */
    public enum Result { PAY, NOT_OPEN, CHECKING, TOMORROW, OWES, UNREACHABLE, REFUSED }

    static Checkout of(Result result) {
        return new Checkout(result, null);
    }
}
