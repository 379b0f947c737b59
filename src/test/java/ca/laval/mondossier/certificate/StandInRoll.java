package ca.laval.mondossier.certificate;

import ca.laval.mondossier.property.Property;
import ca.laval.mondossier.property.PropertyRoll;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Twenty houses of one street; 1 to 19, rue du Test, and a twin with two matricules. */
@Component
class StandInRoll implements PropertyRoll {
    private final List<Property> all = IntStream.rangeClosed(1, 20).mapToObj(n -> new Property("8546459730%08d".formatted(n), List.of("10000%02d".formatted(n)),
            n >= 19 ? "19" : String.valueOf(n), "rue du Test", "H7V 3Z4", "H-12", "Logement", 20_000_000L, 30_000_000L, 2026, 450_000L, 225_000L)).toList();

    @Override
    public Optional<Property> find(String words) {
        var fit = all.stream().filter(one -> words.equals(one.address()) || words.replace("-", "").equals(one.matricule()) || one.lots().contains(words.replace(" ", ""))).toList();
        return fit.size() == 1 ? Optional.of(fit.get(0)) : Optional.empty();
    }

    @Override
    public Optional<Property> byMatricule(String matricule) {
        return all.stream().filter(one -> one.matricule().equals(matricule)).findFirst();
    }

    @Override
    public List<Property> suggest(String words) {
        return all.stream().filter(one -> one.address().startsWith(words)).limit(10).toList();
    }
}
