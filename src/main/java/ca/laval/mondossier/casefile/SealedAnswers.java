package ca.laval.mondossier.casefile;

import ca.laval.mondossier.catalogue.Form;
import ca.laval.mondossier.catalogue.FormField;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Seals the answers that their form marks `sealed`, before they are stored anywhere. */
@Component
public class SealedAnswers {
    private final Sealer sealer;

    SealedAnswers(Sealer sealer) {
        this.sealer = sealer;
    }

    /** These answers, the sealed ones sealed; those that are already stay as they are. */
    public Map<String, Object> seal(Form form, Map<String, Object> answers) {
        var sealed = new LinkedHashMap<>(answers);
        form.fields().stream().filter(FormField::isSealed).map(FormField::key)
                .forEach(key -> sealed.computeIfPresent(key, (name, answer) -> Sealer.isSealed(answer) ? answer : sealer.seal(answer.toString())));
        return sealed;
    }
}
