package ca.laval.mondossier.casefile;

import java.util.List;
import java.util.Set;

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
     * @param button    whether it changes something: then it is a button that posts to the link
     * @param offices   of the staff, whose page alone shows it; empty for everybody's
     */
    record Offer(String word, List<Object> arguments, String link, boolean main, boolean button, Set<String> offices) {
        public Offer {
            arguments = List.copyOf(arguments);
            offices = Set.copyOf(offices);
        }

        public Offer(String word, List<Object> arguments, String link, boolean main, boolean button) {
            this(word, arguments, link, main, button, Set.of());
        }

        public Offer(String word, List<Object> arguments, String link, boolean main) {
            this(word, arguments, link, main, false);
        }
    }
}
