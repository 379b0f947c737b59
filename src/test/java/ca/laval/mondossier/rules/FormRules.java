package ca.laval.mondossier.rules;

import ca.laval.mondossier.catalogue.Form;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a form must be like. */
public final class FormRules {
    /** What the portal renders; a form for residents has nothing else. */
    private static final Set<String> PORTAL = Set.of("text", "textfield", "textarea", "number", "select", "radio", "checkbox", "checklist", "datetime", "group");
    /** What works in Tasklist 7.24 beside it. */
    private static final Set<String> TASKLIST_ONLY = Set.of("separator", "spacer");

    private final String base;
    private final JsonNode form;
    private final String text;

    public FormRules(String base, String text) {
        this.base = base;
        this.text = text;
        this.form = Models.json(text);
    }

    public List<String> headTrouble() {
        var trouble = new ArrayList<String>();
        if (!base.equals(form.path("id").asText())) trouble.add("the form is called %s, its file %s".formatted(form.path("id").asText(), base));
        if (!"Camunda Platform".equals(form.path("executionPlatform").asText()) || !form.path("executionPlatformVersion").asText().startsWith("7.24")) {
            trouble.add("is not made for Camunda Platform 7.24");
        }
        if (form.path("schemaVersion").asInt() > 16) trouble.add("uses a schema that Tasklist 7.24 does not know");
        return trouble;
    }

    public List<String> componentTrouble() {
        var trouble = new ArrayList<String>();
        var names = new HashSet<String>();
        for (JsonNode component : Models.components(form)) {
            String type = component.path("type").asText();
            String name = name(component);
            if (!PORTAL.contains(type) && (isForResidents() || !TASKLIST_ONLY.contains(type))) {
                trouble.add("%s is a %s, which does not work here".formatted(name, type));
            }
            if (type.equals("datetime") && !"date".equals(component.path("subtype").asText())) trouble.add(name + " must have the subtype date");
            if (component.hasNonNull("path")) trouble.add(name + " has a path: answers are not nested");
            if (component.has("valuesKey") || component.has("valuesExpression")) trouble.add(name + " fills its options from a variable: write them in the form");
            if (!names.add(name)) trouble.add("two components are called " + name);
        }
        return trouble;
    }

    /** Dates, amounts and codes may reach the process; who the applicant is may not. */
    public List<String> variableTrouble() {
        var trouble = new ArrayList<String>();
        for (JsonNode component : Models.components(form)) {
            var properties = component.path("properties");
            if (properties.path("processVariable").asBoolean() && properties.has("applicant")) {
                trouble.add(name(component) + " says who the applicant is and must not become a variable");
            }
            if (properties.path("processVariable").asBoolean() && component.path("type").asText().equals("textarea")) {
                trouble.add(name(component) + " is free text and must not become a variable");
            }
            if (properties.has("storeAs") && !Set.of("message", "note", "answer").contains(properties.path("storeAs").asText())) {
                trouble.add(name(component) + " is stored neither as message nor as note nor as answer");
            }
            if (!isForResidents() && component.path("type").asText().equals("textarea") && !properties.has("storeAs")) {
                trouble.add(name(component) + " is free text: it needs storeAs, so that it stays out of the variables");
            }
        }
        return trouble;
    }

    public List<String> linkTrouble() {
        if (isForResidents()) return List.of();
        var first = form.path("components").path(0);
        return first.path("type").asText().equals("text") && first.path("text").asText().matches("(?s).*href=\"/counter/(cases/\\{\\{caseNumber}}|[a-z-]+/\\{\\{\\w+}})\".*")
                && first.path("text").asText().contains("target=\"_blank\"") ? List.of() : List.of("does not begin with the link to the case file, or to the page of what it is about");
    }

    /** What the catalogue itself says when it reads the form. */
    public List<String> readingTrouble() {
        try {
            var read = isForResidents() ? Form.start(text) : Form.task(text);
            return read.fields().isEmpty() ? List.of("asks nothing") : List.of();
        } catch (RuntimeException e) {
            return List.of(e.getMessage());
        }
    }

    private boolean isForResidents() {
        return base.endsWith(".start");
    }

    private static String name(JsonNode component) {
        return component.path(component.has("key") ? "key" : "id").asText();
    }
}
