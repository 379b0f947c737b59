package ca.laval.mondossier.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.StreamSupport;

/** Reads the JSON that Camunda Modeler writes for a form. */
final class FormParser {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    /** Names that the portal gives to a process itself. */
    private static final Set<String> RESERVED = Set.of("caseNumber");
    private static final Set<String> CHOICES = Set.of("select", "radio", "checklist", "taglist");
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("dynamiclist", "ask for the list in a textarea, or as a document"),
            Map.entry("filepicker", "name the document in the service's documents decision"),
            Map.entry("documentPreview", "name the document in the service's documents decision"),
            Map.entry("iframe", "give a link in a text component"),
            Map.entry("html", "write the words in a text component"),
            Map.entry("image", "write the words in a text component"),
            Map.entry("table", "write the words in a text component"),
            Map.entry("taglist", "use a checklist"),
            Map.entry("expression", "compute the value in the process"),
            Map.entry("button", "remove it, the portal has its own buttons"),
            Map.entry("separator", "remove it, groups are the portal's pages"),
            Map.entry("spacer", "remove it, groups are the portal's pages"),
            Map.entry("datetime", "use the subtype date"));

    private final boolean strict;
    private final Set<String> keys = new HashSet<>();
    private String form = "?";
    private int unnamed;

    FormParser(boolean strict) {
        this.strict = strict;
    }

    Form parse(String schema) {
        JsonNode root;
        try {
            root = JSON.readTree(schema);
        } catch (JsonProcessingException e) {
            throw new FormSchemaException("A form is not readable JSON: " + e.getOriginalMessage(), e);
        }
        form = root.path("id").asText("");
        if (form.isBlank() || !root.path("components").isArray()) {
            throw new FormSchemaException("A form needs an id and components, as Camunda Modeler writes them.");
        }
        var steps = steps(components(root));
        if (strict && steps.stream().allMatch(step -> step.fields().findAny().isEmpty())) {
            throw new FormSchemaException("The form %s asks nothing: give it at least one field.".formatted(form));
        }
        return new Form(form, steps);
    }

    /** Words or fields outside the groups join the page before them; at the very top, the first page. */
    private List<FormGroup> steps(List<FormComponent> components) {
        var steps = new ArrayList<FormGroup>();
        var loose = new ArrayList<FormComponent>();
        for (var component : components) {
            if (component instanceof FormGroup group) {
                loose.addAll(group.components());
                steps.add(new FormGroup(group.key(), group.label(), group.hide(), loose));
                loose.clear();
            } else if (steps.isEmpty()) {
                loose.add(component);
            } else {
                var last = steps.remove(steps.size() - 1);
                var joined = new ArrayList<>(last.components());
                joined.add(component);
                steps.add(new FormGroup(last.key(), last.label(), last.hide(), joined));
            }
        }
        return steps.isEmpty() ? List.of(new FormGroup(form, null, null, loose)) : steps;
    }

    private List<FormComponent> components(JsonNode parent) {
        var components = new ArrayList<FormComponent>();
        for (var node : parent.path("components")) {
            components.add(component(node));
        }
        return components;
    }

    private FormComponent component(JsonNode node) {
        var type = node.path("type").asText("");
        var hide = text(node.path("conditional").path("hide"));
        return switch (type) {
            case "group" -> {
                if (strict && node.hasNonNull("path") && !node.path("path").asText().isBlank()) {
                    throw broken(name(node), "must not have a path: answers are not nested");
                }
                yield new FormGroup(idOf(node), text(node.path("label")), hide, components(node));
            }
            case "text" -> new FormText(idOf(node), hide, node.path("text").asText(""));
            case "textfield" -> field(node, FieldType.TEXT, hide);
            case "textarea" -> field(node, FieldType.TEXTAREA, hide);
            case "number" -> field(node, FieldType.NUMBER, hide);
            case "select" -> field(node, FieldType.SELECT, hide);
            case "radio" -> field(node, FieldType.RADIO, hide);
            case "checkbox" -> field(node, FieldType.CHECKBOX, hide);
            case "checklist" -> field(node, FieldType.CHECKLIST, hide);
            case "datetime" -> "date".equals(node.path("subtype").asText())
                    ? field(node, FieldType.DATE, hide) : other(node, type, hide);
            case "taglist" -> strict ? other(node, type, hide) : field(node, FieldType.CHECKLIST, hide);
            default -> other(node, type, hide);
        };
    }

    private FormComponent other(JsonNode node, String type, String hide) {
        if (strict) {
            throw new UnsupportedComponentException(form, type, name(node),
                    INSTEAD.getOrDefault(type, "use a textfield, textarea, number, select, radio, checkbox, checklist, date or text"));
        }
        return node.hasNonNull("key") ? field(node, FieldType.OTHER, hide)
                : new FormText(idOf(node), hide, "");
    }

    private String idOf(JsonNode node) {
        return node.hasNonNull("id") ? node.get("id").asText() : "component" + ++unnamed;
    }

    private FormField field(JsonNode node, FieldType type, String hide) {
        var key = key(node);
        var rules = node.path("validate");
        var properties = properties(node);
        if ("email".equals(rules.path("validationType").asText()) || "phone".equals(rules.path("validationType").asText())) {
            properties.putIfAbsent("format", rules.path("validationType").asText());
        }
        if (node.path("disallowPassedDates").asBoolean()) {
            properties.putIfAbsent("minDate", "today");
        }
        for (var limit : List.of("minDate", "maxDate")) {
            if (properties.containsKey(limit) && !DateLimit.isReadable(properties.get(limit))) {
                throw broken(key, "has a " + limit + " that is neither a day (2026-12-31) nor today, today-P18M or today+P30D");
            }
        }
        if (properties.containsKey("eraseAfter") && !properties.get("eraseAfter").matches("P([1-9]\\d{0,3}[DMY])+")) {
            throw broken(key, "has an eraseAfter that is no time such as P30D or P6M");
        }
        var money = "true".equals(properties.get("money"));
        if (strict && money && !key.endsWith("Cents")) {
            throw broken(key, "is an amount: its key must end in Cents");
        }
        if ("true".equals(properties.get("sealed")) && (type != FieldType.TEXT || "true".equals(properties.get("processVariable")))) {
            throw broken(key, "is sealed: it must be a textfield and can be no process variable");
        }
        if (properties.containsKey("lines") && (type != FieldType.TEXTAREA || !properties.get("lines").matches("[1-9]\\d{0,2}"))) {
            throw broken(key, "has lines: it must be a textarea, and they are a number up to 999");
        }
        if (money && type != FieldType.TEXT && type != FieldType.NUMBER) {
            throw broken(key, "is an amount: it must be a textfield or a number");
        }
        return new FormField(key, type, text(node.path("label")), text(node.path("description")),
                rules.path("required").asBoolean(), whole(rules, "minLength", key), whole(rules, "maxLength", key),
                pattern(rules, key), firstText(rules.path("patternErrorMessage"), properties.get("patternErrorMessage")),
                limit(rules, properties, "min", key), limit(rules, properties, "max", key),
                Math.max(0, node.path("decimalDigits").asInt(0)), options(node, key), hide, properties,
                node.hasNonNull("defaultValue") ? JSON.convertValue(node.get("defaultValue"), Object.class) : null,
                node.path("disabled").asBoolean(), !node.path("readonly").isMissingNode() && !"false".equals(node.path("readonly").asText()));
    }

    private String key(JsonNode node) {
        var key = node.path("key").asText("");
        if (strict && !KEY.matcher(key).matches()) {
            throw broken(name(node), "needs a key of letters and digits that starts with a letter");
        }
        if (strict && RESERVED.contains(key)) {
            throw broken(key, "has a key that the portal itself gives to the process");
        }
        if (strict && !keys.add(key)) {
            throw broken(key, "has the key of another field");
        }
        return key.isEmpty() ? node.path("id").asText("") : key;
    }

    private List<FormOption> options(JsonNode node, String key) {
        var options = StreamSupport.stream(node.path("values").spliterator(), false)
                .map(option -> new FormOption(option.path("value").asText(), option.path("label").asText())).toList();
        if (strict && CHOICES.contains(node.path("type").asText()) && options.isEmpty()) {
            throw broken(key, "needs its options in the form itself (static values)");
        }
        return options;
    }

    private Pattern pattern(JsonNode rules, String key) {
        var pattern = text(rules.path("pattern"));
        if (pattern == null) {
            return null;
        }
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw broken(key, "has a pattern that is not a regular expression (" + e.getDescription() + ")");
        }
    }

    private Integer whole(JsonNode rules, String rule, String key) {
        var limit = number(rules.path(rule), rule, key);
        return limit == null ? null : limit.intValue();
    }

    private BigDecimal limit(JsonNode rules, Map<String, String> properties, String rule, String key) {
        var limit = number(rules.path(rule), rule, key);
        return limit != null || !properties.containsKey(rule) ? limit : number(JSON.valueToTree(properties.get(rule)), rule, key);
    }

    /** A limit may be an expression in a form of Tasklist; the portal needs to know it beforehand. */
    private BigDecimal number(JsonNode node, String rule, String key) {
        if (node.isMissingNode() || node.isNull() || node.asText().isBlank()) {
            return null;
        }
        try {
            return new BigDecimal(node.asText().strip());
        } catch (NumberFormatException e) {
            if (strict) {
                throw broken(key, "has a rule " + rule + " that is not a number");
            }
            return null;
        }
    }

    private static LinkedHashMap<String, String> properties(JsonNode node) {
        var properties = new LinkedHashMap<String, String>();
        node.path("properties").fields().forEachRemaining(property -> properties.put(property.getKey(), property.getValue().asText()));
        return properties;
    }

    private FormSchemaException broken(String component, String why) {
        return new FormSchemaException("In the form %s, the component %s %s.".formatted(form, component, why));
    }

    private static String name(JsonNode node) {
        return node.hasNonNull("key") ? node.get("key").asText() : node.path("id").asText("without id");
    }

    private static String firstText(JsonNode node, String otherwise) {
        var text = text(node);
        return text == null ? otherwise : text;
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() || node.isNull() || node.asText().isBlank() ? null : node.asText();
    }
}
