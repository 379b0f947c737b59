package ca.laval.mondossier.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * The services that residents can ask for, as the models declare them. It is read when the application starts, so that a
 * form that the portal cannot offer stops the start and not a resident.
 */
@Component
public class Catalogue implements SmartInitializingSingleton {

    private final ServiceSource source;
    private final DecisionTables decisions;
    private final Map<String, Form> forms = new ConcurrentHashMap<>();

    public Catalogue(ServiceSource source, DecisionTables decisions) {
        this.source = source;
        this.decisions = decisions;
    }

    @Override
    public void afterSingletonsInstantiated() {
        services();
    }

    public List<Service> services() {
        var services = new ArrayList<Service>();
        for (var declared : source.declared()) {
            if ("resident".equals(declared.audience())) {
                services.add(service(declared));
            }
        }
        return List.copyOf(services);
    }

    public Optional<Service> find(String id) {
        return services().stream().filter(service -> service.id().equals(id)).findFirst();
    }

    /** @throws NoSuchElementException when residents cannot ask for it */
    public Service service(String id) {
        return find(id).orElseThrow(() -> new NoSuchElementException("No service for residents is called " + id));
    }

    /** The documents that the service's decision table names for these answers, each kind once, required if any rule says so. */
    public List<DocumentRequest> documentsFor(Service service, Map<String, Object> answers) {
        if (service.documentsDecision().isEmpty()) {
            return List.of();
        }
        var kinds = new LinkedHashMap<String, Boolean>();
        for (var rule : decisions.evaluate(service.documentsDecision().get(), service.startForm().processVariables(answers))) {
            if (rule.get("document") instanceof String kind && !kind.isBlank()) {
                kinds.merge(kind, !Boolean.FALSE.equals(rule.get("required")), Boolean::logicalOr);
            }
        }
        return kinds.entrySet().stream().map(kind -> new DocumentRequest(kind.getKey(), kind.getValue())).toList();
    }

    /**
     * Business days to a decision on an application with these answers: what the table named by the property `standardDecision` says, otherwise the
     * service's one number; empty when none is promised.
     */
    public OptionalInt standardDays(Service service, Map<String, Object> answers) {
        String decision = service.properties().get("standardDecision");
        if (decision == null) return service.serviceStandardDays();
        return decisions.evaluate(decision, service.startForm().processVariables(answers)).stream().map(row -> row.get("standardDays"))
                .filter(Number.class::isInstance).mapToInt(days -> ((Number) days).intValue()).findFirst();
    }

    private Service service(ServiceSource.DeclaredService declared) {
        if (declared.startForm() == null) {
            throw new FormSchemaException("The service %s is offered to residents but has no form %s.start.form."
                    .formatted(declared.id(), declared.id()));
        }
        if (declared.casePrefix() == null || !declared.casePrefix().matches("[A-Z]{2,5}")) {
            throw new FormSchemaException("The service %s needs an extension property casePrefix of two to five capital letters."
                    .formatted(declared.id()));
        }
        return new Service(declared.id(), declared.casePrefix(),
                Optional.ofNullable(declared.documentsDecision()).filter(decision -> !decision.isBlank()),
                declared.serviceStandardDays() == null ? OptionalInt.empty() : OptionalInt.of(declared.serviceStandardDays()),
                declared.offices() == null ? Set.of() : Set.copyOf(declared.offices()),
                forms.computeIfAbsent(declared.startForm(), Form::start), declared.properties());
    }
}
