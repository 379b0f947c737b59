package ca.laval.mondossier.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Where models, forms, words and letters lie: the roots of the setting `mondossier.models`, each a place on the class path or a folder
 * that holds `processes/` and `forms/`. A second root adds services beside those of the first.
 */
@Component
public class ModelFiles {
    private final ResourcePatternResolver resources;
    private final List<String> roots;
    private final Map<String, String> folders = new ConcurrentHashMap<>();

    @Autowired
    public ModelFiles(ResourcePatternResolver resources, @Value("${mondossier.models:classpath:/}") List<String> roots) {
        this.resources = resources;
        this.roots = roots.stream().map(String::strip).map(root -> root.endsWith("/") ? root : root + "/").toList();
    }

    /** Files below these roots outside a Spring context, for tests and tools. */
    public static ModelFiles in(String... roots) {
        return new ModelFiles(new PathMatchingResourcePatternResolver(), List.of(roots));
    }

    /** The file of this path below the first root that has it. */
    public Optional<Resource> find(String path) {
        return roots.stream().map(root -> resources.getResource(root + path)).filter(Resource::exists).findFirst();
    }

    /** The folder below `processes/` that this process lies in; its own name unless it shares the folder of another. */
    public String folderOf(String process) {
        return folders.computeIfAbsent(process, id -> matching("processes/*/" + id + ".bpmn").stream().findFirst().map(file -> {
            try {
                String[] path = file.getURL().getPath().split("/");
                return path[path.length - 2];
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).orElse(id));
    }

    /** The files below all roots whose path matches, e.g. {@code forms/**&#47;*.form}. */
    public List<Resource> matching(String pattern) {
        return roots.stream().flatMap(root -> below(root, pattern)).sorted(Comparator.comparing(Resource::getDescription)).toList();
    }

    /** The roots below which no process lies. */
    public List<String> empty() {
        return roots.stream().filter(root -> below(root, "processes/**/*.bpmn").findAny().isEmpty()).toList();
    }

    private Stream<Resource> below(String root, String pattern) {
        try {
            return Arrays.stream(resources.getResources(root.replaceFirst("^classpath:/?", "classpath*:") + pattern));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
