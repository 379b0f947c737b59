package ca.laval.mondossier.portal;

import ca.laval.mondossier.casefile.CaseEvent;
import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseProcesses;
import ca.laval.mondossier.casefile.CaseProcesses.DecisionTaken;
import ca.laval.mondossier.casefile.CaseProcesses.Fact;
import ca.laval.mondossier.catalogue.FactText;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Service;
import ca.laval.mondossier.catalogue.WordList;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What somebody is told whose case no person decided: the facts used and the rules applied (domain.md, section 6.1). The process says which
 * answer of which table means that (`automaticDecision` = `subsidy-review-route=AUTO_APPROVE`) and which tables explain it (`explainedBy`).
 */
@Component
class AutomaticDecision {
    private final CaseProcesses processes;

    AutomaticDecision(CaseProcesses processes) {
        this.processes = processes;
    }

    /** @param facts label to value, each once, in the order of the tables */
    record Explained(Instant at, Map<String, String> facts, List<String> rules) {
    }

    /** Empty when a person decided, or reviewed what the machine had decided. */
    Optional<Explained> of(CaseFile file, Service service, List<CaseEvent> events, WordList words, Language language) {
        String[] means = service.properties().getOrDefault("automaticDecision", "").split("=", 2);
        if (means.length < 2 || !file.status().isFinal() || events.stream().anyMatch(event -> event.code().equals("REVIEW_ASKED"))) return Optional.empty();
        // Of a table that was asked again, what it said last counts.
        var last = new LinkedHashMap<String, DecisionTaken>();
        processes.decisions(file.number()).forEach(taken -> last.put(taken.decisionId(), taken));
        DecisionTaken route = last.get(means[0]);
        if (route == null || route.rows().stream().flatMap(row -> row.outputs().stream()).noneMatch(output -> means[1].equals(output.value()))) return Optional.empty();
        var explaining = List.of(service.properties().getOrDefault("explainedBy", means[0]).split("\\s*,\\s*")).stream().filter(last::containsKey).map(last::get).toList();
        var facts = new LinkedHashMap<String, String>();
        for (DecisionTaken taken : explaining) {
            for (Fact fact : taken.inputs()) {
                if (fact.value() != null) facts.putIfAbsent(words.find(fact.key()).orElse(fact.label()), FactText.value(service.id(), fact.name(), fact.value(), words, language));
            }
        }
        var rules = explaining.stream().flatMap(taken -> taken.rows().stream()).map(row -> words.find(row.id()).orElse(row.description())).distinct().toList();
        return Optional.of(new Explained(route.at(), facts, rules));
    }
}
