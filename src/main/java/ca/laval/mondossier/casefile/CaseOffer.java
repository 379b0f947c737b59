package ca.laval.mondossier.casefile;

import java.util.List;

/** What a part of the city hall offers on the page of a case beside the case file itself: an amount to pay, a certificate to download. */
public interface CaseOffer {

    /**
     * In the order in which they are shown; empty when there is nothing.
     *
     * @param staff whether the page is the counter's; links then lead below `/counter`
     */
    List<Offer> of(CaseFile file, boolean staff);

    /**
     * @param word      key in the words of the case's service or of the portal, with the arguments that its text takes
     * @param link      path below the application's address
     * @param main      whether it is what the resident has to do next
     */
    record Offer(String word, List<Object> arguments, String link, boolean main) {
        public Offer {
            arguments = List.copyOf(arguments);
        }
    }
}
