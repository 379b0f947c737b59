package ca.laval.mondossier.engine;

import ca.laval.mondossier.catalogue.ServiceSource;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the catalogue offers is what the diagrams declare. */
@Component
class DeclaredServices implements ServiceSource {
    private final List<DeclaredService> declared;

    DeclaredServices(ModelDeployment models) {
        this.declared = models.processes().stream().map(process -> new DeclaredService(process.id(), process.properties().get("audience"),
                process.properties().get("casePrefix"), process.properties().get("documentsDecision"),
                Optional.ofNullable(process.properties().get("serviceStandardDays")).map(Integer::valueOf).orElse(null),
                process.offices(), process.startForm(), process.properties())).toList();
    }

    @Override
    public List<DeclaredService> declared() {
        return declared;
    }
}
