package ca.laval.mondossier.payment;

import java.util.List;
import org.springframework.stereotype.Component;

/** Money that goes back. */
@Component
public class Refunds {
    /** Who asks when no person does. */
    public static final String APPLICATION = "APPLICATION";

    String ask(String order, List<Integer> lines, Situation situation, String askedBy, String origin) {
        throw new UnsupportedOperationException("soon");
    }
}
