package ca.laval.mondossier.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.support.SimpleBeanDefinitionRegistry;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.stereotype.Component;

/** The files of an owner's folder, read as the rules need them: {@code processes/} and {@code forms/} below a root. */
public record Models(Path root) {
    /** The city's own. */
    public static final Models CITY = new Models(Path.of("").toAbsolutePath());
    /** A service that lies outside the sources, with no line of Java. */
    public static final Models SIXTH = new Models(Path.of("src/test/resources/sixth").toAbsolutePath());

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CODE = "ca.laval.mondossier";
    private static final Map<String, Class<?>> BEANS = beansOf(new AnnotationTypeFilter(Component.class));

    /** Paths below the root, with slashes, of all files of this kind. */
    public List<String> files(String folder, String extension) {
        try (Stream<Path> all = Files.exists(root.resolve(folder)) ? Files.walk(root.resolve(folder)) : Stream.empty()) {
            return all.filter(file -> file.toString().endsWith(extension)).map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<String> processes() {
        return files("processes", ".bpmn");
    }

    public List<String> tables() {
        return files("processes", ".dmn");
    }

    public List<String> forms() {
        return files("forms", ".form");
    }

    /** The folders below {@code processes/}. */
    public Set<String> services() {
        return Stream.of(processes(), tables(), forms()).flatMap(List::stream).map(Models::service).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The folder that a file lies in: its service. */
    public static String service(String file) {
        return file.split("/")[1];
    }

    /** A file's name without folder and extension. */
    public static String base(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return name.substring(0, name.lastIndexOf('.'));
    }

    public String text(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public BpmnModelInstance bpmn(String file) {
        return Bpmn.readModelFromFile(root.resolve(file).toFile());
    }

    public DmnModelInstance dmn(String file) {
        return Dmn.readModelFromFile(root.resolve(file).toFile());
    }

    public JsonNode form(String file) {
        return json(text(file));
    }

    /** The form of this id in a service's folder. */
    public Optional<JsonNode> form(String service, String id) {
        String file = "forms/" + service + "/" + id + ".form";
        return Files.exists(root.resolve(file)) ? Optional.of(form(file)) : Optional.empty();
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The components of a form, those of groups after their group. */
    public static List<JsonNode> components(JsonNode parent) {
        var all = new ArrayList<JsonNode>();
        parent.path("components").forEach(component -> {
            all.add(component);
            all.addAll(components(component));
        });
        return all;
    }

    /** Decision ids of a service. */
    public Set<String> decisions(String service) {
        return tables().stream().filter(file -> service(file).equals(service)).flatMap(file -> dmn(file).getModelElementsByType(Decision.class).stream())
                .map(Decision::getId).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names of the outputs of a service's decision; none when there is no such decision. */
    public Set<String> outputs(String service, String decision) {
        return outputs(service).filter(output -> ((Decision) output.getParentElement().getParentElement()).getId().equals(decision)).map(Output::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every text that a service's tables answer in outputs of this name. */
    public Set<String> outputValues(String service, String name) {
        return outputs(service).filter(output -> name.equals(output.getName())).flatMap(output -> {
            var table = (DecisionTable) output.getParentElement();
            int column = new ArrayList<>(table.getOutputs()).indexOf(output);
            return table.getRules().stream().map(rule -> new ArrayList<>(rule.getOutputEntries()).get(column).getTextContent().strip().replace("\"", ""));
        }).collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<Output> outputs(String service) {
        return tables().stream().filter(file -> service(file).equals(service)).flatMap(file -> dmn(file).getModelElementsByType(Output.class).stream());
    }

    /** Messages of all processes of a service. */
    public Set<String> messages(String service) {
        return processes().stream().filter(file -> service(file).equals(service)).flatMap(file -> bpmn(file).getModelElementsByType(Message.class).stream())
                .map(Message::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    /** An extension property of a service's main process, the one that is called like its folder; null without it. */
    public String propertyOfService(String service, String property) {
        return processes().stream().filter(file -> service(file).equals(service) && base(file).equals(service))
                .map(file -> ProcessRules.properties(bpmn(file).getModelElementsByType(Process.class).iterator().next()).get(property))
                .filter(java.util.Objects::nonNull).findFirst().orElse(null);
    }

    /** Letter names of a service in this language. */
    public Set<String> letters(String service, String language) {
        String end = "_" + language + ".mustache";
        return files("processes/" + service + "/letters", end).stream().map(file -> file.substring(file.lastIndexOf('/') + 1))
                .map(name -> name.substring(0, name.length() - end.length())).collect(Collectors.toCollection(TreeSet::new));
    }

    public Map<String, String> words(String service, String language) {
        String file = "processes/" + service + "/" + service + "_" + language + ".properties";
        return Files.exists(root.resolve(file)) ? properties(text(file)) : Map.of();
    }

    /** Keys in the order of the alphabet. */
    public static Map<String, String> properties(String text) {
        var words = new Properties();
        try {
            words.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var sorted = new TreeMap<String, String>();
        words.forEach((key, value) -> sorted.put(key.toString(), value.toString()));
        return sorted;
    }

    /** Office id to its English name. */
    public static Map<String, String> offices() {
        var offices = new LinkedHashMap<String, String>();
        CITY.text("src/main/resources/staff/offices.csv").lines().skip(1).map(line -> line.split(";", -1)).forEach(line -> offices.put(line[0], line[2]));
        return offices;
    }

    /** Everything a model may name: bean name to class. */
    public static Map<String, Class<?>> beans() {
        return BEANS;
    }

    /** The Java face of a process, if it has one: the class whose KEY is the process id. */
    public static Optional<Class<?>> face(String process) {
        return beansOf(new RegexPatternTypeFilter(java.util.regex.Pattern.compile(".*\\.process\\.\\w+Process"))).values().stream()
                .filter(face -> process.equals(constants(face).get("KEY"))).findFirst();
    }

    /** Public constants of a class by name, of any type. */
    public static Map<String, Object> constants(Class<?> face) {
        var constants = new TreeMap<String, Object>();
        for (var field : face.getFields()) {
            try {
                constants.put(field.getName(), field.get(null));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        return constants;
    }

    /** The text of all test tables of this folder, and of the tests that read them. */
    public static String testResource(String path) {
        Path file = CITY.root().resolve("src/test/resources").resolve(path);
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Class<?>> beansOf(TypeFilter filter) {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(filter);
        var names = new AnnotationBeanNameGenerator();
        var registry = new SimpleBeanDefinitionRegistry();
        var beans = new TreeMap<String, Class<?>>();
        for (var found : scan.findCandidateComponents(CODE)) {
            try {
                beans.put(names.generateBeanName((AnnotatedBeanDefinition) found, registry), Class.forName(found.getBeanClassName()));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
        return beans;
    }
}
