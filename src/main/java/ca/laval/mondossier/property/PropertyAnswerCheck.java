package ca.laval.mondossier.property;

import ca.laval.mondossier.catalogue.AnswerCheck;
import ca.laval.mondossier.catalogue.FormField;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A field with the property `property` names one of the city's properties. A matricule that is not Laval's is another city's; a lot may be too new for the roll. */
@Component
class PropertyAnswerCheck implements AnswerCheck {
    private final PropertyRoll roll;

    PropertyAnswerCheck(PropertyRoll roll) {
        this.roll = roll;
    }

    @Override
    public Optional<String> problem(FormField field, Object value) {
        boolean matricule = field.property("property").isPresent() && value.toString().matches("[\\d\\s-]+") && value.toString().replaceAll("\\D", "").length() == 18;
        return matricule && roll.byMatricule(value.toString()).isEmpty() ? Optional.of("matricule") : Optional.empty();
    }
}
