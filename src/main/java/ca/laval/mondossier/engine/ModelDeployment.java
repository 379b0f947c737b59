package ca.laval.mondossier.engine;

import ca.laval.mondossier.SettingsProblem;
import ca.laval.mondossier.catalogue.ModelFiles;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.TextAnnotation;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.Description;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Deploys each service's models and forms as one deployment, in the words of the staff language. A service is deployed again only when
 * one of its files, or a word in them, changed: resources carry their path below `processes/` and `forms/`, so the engine compares like
 * with like whether they come from a folder, from the build or from the jar.
 */
@Component
class ModelDeployment {
    private final ModelFiles models;
    private final ObjectMapper json;
    private final String language;
    private final List<DeclaredProcess> processes = new ArrayList<>();

    ModelDeployment(ModelFiles models, ObjectMapper json, RepositoryService repository,
                    @Value("${mondossier.staff-language}") String language) {
        this.models = models;
        this.json = json;
        this.language = language;
        checkSettings();
        byService().forEach((service, files) -> {
            var deployment = repository.createDeployment().name(service).source("mon-dossier").enableDuplicateFiltering(false);
            files.forEach(deployment::addString);
            deployment.deploy();
            declare(service, files);
        });
    }

    private void checkSettings() {
        if (!List.of("fr", "en").contains(language)) {
            throw new SettingsProblem("Staff works in French or in English, not in \"%s\": set MONDOSSIER_STAFF_LANGUAGE to fr or en".formatted(language));
        }
        for (String place : models.empty()) {
            throw new SettingsProblem("No process lies below %sprocesses/: set MONDOSSIER_MODELS to places that hold services".formatted(place));
        }
    }

    /** The processes that the models declare. */
    List<DeclaredProcess> processes() {
        return List.copyOf(processes);
    }

    private void declare(String service, Map<String, String> files) {
        var decisions = files.entrySet().stream().filter(file -> file.getKey().endsWith(".dmn"))
                .flatMap(file -> Dmn.readModelFromStream(stream(file.getValue())).getModelElementsByType(Decision.class).stream())
                .map(Decision::getId).collect(Collectors.toCollection(TreeSet::new));
        files.forEach((path, content) -> {
            if (!path.endsWith(".bpmn")) return;
            String base = path.substring(path.lastIndexOf('/') + 1, path.length() - ".bpmn".length());
            processes.add(DeclaredProcess.from(Bpmn.readModelFromStream(stream(content)), service, decisions,
                    files.get("forms/" + service + "/" + base + ".start.form")));
        });
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Service to file path to content in the staff language. */
    private Map<String, Map<String, String>> byService() {
        var services = new TreeMap<String, Map<String, String>>();
        var baseNames = new TreeMap<String, String>();
        for (String pattern : List.of("processes/**/*.bpmn", "processes/**/*.dmn", "forms/**/*.form")) {
            for (Resource resource : models.matching(pattern)) {
                String path = path(resource, pattern.substring(0, pattern.indexOf('/')));
                String[] parts = path.split("/");
                if (parts.length != 3) throw new IllegalStateException("A model lies outside its service's folder: " + path);
                String twin = baseNames.putIfAbsent(parts[2], path);
                if (twin != null) throw new IllegalStateException("Two files with one name, " + twin + " and " + path + ": rename one");
                services.computeIfAbsent(parts[1], name -> new TreeMap<>()).put(path, translate(path, resource, words(parts[1])));
            }
        }
        return services;
    }

    private static String path(Resource resource, String folder) {
        try {
            String url = resource.getURL().toString();
            return url.substring(url.lastIndexOf("/" + folder + "/") + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Properties words(String service) {
        var words = new Properties();
        for (Resource file : models.find("processes/" + service + "/" + service + "_" + language + ".properties").stream().toList()) {
            try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                words.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return words;
    }

    private String translate(String path, Resource resource, Properties words) {
        try (var in = resource.getInputStream()) {
            if (path.endsWith(".bpmn")) return bpmn(Bpmn.readModelFromStream(in), words);
            if (path.endsWith(".dmn")) return dmn(Dmn.readModelFromStream(in), words);
            return form(json.readTree(in), words);
        } catch (Exception e) {
            throw new IllegalStateException("The model " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String bpmn(BpmnModelInstance model, Properties words) {
        for (var element : model.getModelElementsByType(BaseElement.class)) {
            if (element.getId() == null) continue;
            String label = words.getProperty(element.getId());
            if (label != null && element.getAttributeValue("name") != null) element.setAttributeValue("name", label);
            if (label != null && element instanceof TextAnnotation note) note.getText().setTextContent(label);
            String documentation = words.getProperty(element.getId() + ".documentation");
            if (documentation != null) element.getDocumentations().forEach(text -> text.setTextContent(documentation));
        }
        return Bpmn.convertToString(model);
    }

    private static String dmn(DmnModelInstance model, Properties words) {
        model.getDefinitions().setName(words.getProperty(model.getDefinitions().getId(), model.getDefinitions().getName()));
        for (var decision : model.getModelElementsByType(Decision.class)) {
            decision.setName(words.getProperty(decision.getId(), decision.getName()));
            for (var input : decision.getModelInstance().getModelElementsByType(Input.class)) {
                if (owner(input) == decision) input.setLabel(words.getProperty(decision.getId() + "." + input.getId(), input.getLabel()));
            }
            for (var output : decision.getModelInstance().getModelElementsByType(Output.class)) {
                if (owner(output) == decision) output.setLabel(words.getProperty(decision.getId() + "." + output.getId(), output.getLabel()));
            }
        }
        for (var rule : model.getModelElementsByType(Rule.class)) {
            Description description = rule.getDescription();
            String word = words.getProperty(rule.getId());
            if (description != null && word != null) description.setTextContent(word);
        }
        return Dmn.convertToString(model);
    }

    private static Object owner(org.camunda.bpm.model.xml.instance.ModelElementInstance column) {
        return column.getParentElement().getParentElement();
    }

    private String form(JsonNode form, Properties words) throws IOException {
        translateComponents(form.path("components"), form.path("id").asText(), words);
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(form);
    }

    private static void translateComponents(JsonNode components, String form, Properties words) {
        for (JsonNode component : components) {
            var field = (ObjectNode) component;
            String key = form + "." + (field.has("key") ? field.get("key") : field.path("id")).asText();
            replace(field, "label", words.getProperty(key));
            replace(field, "dateLabel", words.getProperty(key));
            replace(field, "text", words.getProperty(key));
            replace(field, "description", words.getProperty(key + ".help"));
            if (field.path("validate").has("patternErrorMessage")) {
                replace((ObjectNode) field.get("validate"), "patternErrorMessage", words.getProperty(key + ".error"));
            }
            for (JsonNode option : field.path("values")) {
                replace((ObjectNode) option, "label", words.getProperty(key + ".option." + option.path("value").asText()));
            }
            translateComponents(field.path("components"), form, words);
        }
    }

    private static void replace(ObjectNode node, String name, String word) {
        if (word != null && node.has(name)) node.put(name, word);
    }
}
