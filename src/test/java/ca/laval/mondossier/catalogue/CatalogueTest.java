package ca.laval.mondossier.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final ServiceSource.DeclaredService SAMPLE =
            new ServiceSource.DeclaredService("sample-service", "resident", "SMP", "sample-documents", 30, Set.of("env-analyst"), Sample.SCHEMA, Map.of());

    @Test
    void offersOnlyWhatIsMadeForResidents() {
        var inside = new ServiceSource.DeclaredService("app-removal", null, null, null, null, Set.of(), null, Map.of());
        var catalogue = catalogue(List.of(), SAMPLE, inside);
        assertThat(catalogue.services()).extracting(Service::id).containsExactly("sample-service");
        assertThat(catalogue.service("sample-service").serviceStandardDays()).hasValue(30);
        assertThat(catalogue.find("app-removal")).isEmpty();
        assertThatThrownBy(() -> catalogue.service("app-removal")).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aFormThatCannotBeOfferedStopsTheStart() {
        var broken = Sample.SCHEMA.replace("\"textarea\"", "\"dynamiclist\"");
        var catalogue = catalogue(List.of(), new ServiceSource.DeclaredService("sample-service", "resident", "SMP", null, null, Set.of(), broken, Map.of()));
        assertThatThrownBy(catalogue::afterSingletonsInstantiated).isInstanceOf(UnsupportedComponentException.class)
                .hasMessage("The form sample-service.start has a component of type dynamiclist (remarks) that the portal does not offer: "
                        + "ask for the list in a textarea, or as a document.");
    }

    @Test
    void aServiceWithoutFormOrPrefixStopsTheStart() {
        assertThatThrownBy(catalogue(List.of(), new ServiceSource.DeclaredService("a", "resident", "SMP", null, null, Set.of(), null, Map.of()))::services).hasMessageContaining("a.start.form");
        assertThatThrownBy(catalogue(List.of(), new ServiceSource.DeclaredService("a", "resident", "s-1", null, null, Set.of(), Sample.SCHEMA, Map.of()))::services).hasMessageContaining("casePrefix");
    }

    @Test
    void asksForEachDocumentOnce() {
        var unsaid = new HashMap<String, Object>(Map.of("document", "INVOICE"));
        unsaid.put("required", null);
        var catalogue = catalogue(List.of(Map.of("document", "PHOTO", "required", false), unsaid,
                Map.of("document", "PHOTO", "required", true), Map.of("document", "PLAN", "required", false), Map.of("other", 1)), SAMPLE);
        assertThat(catalogue.documentsFor(catalogue.service("sample-service"), Map.of("program", "COUCHES", "fullName", "Léa"))).containsExactly(
                new DocumentRequest("PHOTO", true), new DocumentRequest("INVOICE", true), new DocumentRequest("PLAN", false));
    }

    @Test
    void aDecisionLearnsOnlyWhatTheProcessMayKnow() {
        var asked = new HashMap<String, Object>();
        var catalogue = new Catalogue(() -> List.of(SAMPLE), (decision, facts) -> {
            asked.putAll(facts);
            return List.of();
        });
        catalogue.documentsFor(catalogue.service("sample-service"), Map.of("program", "COUCHES", "fullName", "Léa"));
        assertThat(asked).containsEntry("program", "COUCHES").containsEntry("children", null).doesNotContainKey("fullName");
    }

    private static Catalogue catalogue(List<Map<String, Object>> rules, ServiceSource.DeclaredService... declared) {
        return new Catalogue(() -> List.of(declared), (decision, facts) -> rules);
    }
}
