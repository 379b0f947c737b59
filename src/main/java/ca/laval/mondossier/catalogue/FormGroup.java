package ca.laval.mondossier.catalogue;

import java.util.List;
import java.util.stream.Stream;

/** Fields that belong together; at the top of a start form, one page of the portal. */
public record FormGroup(String key, String label, String hide, List<FormComponent> components) implements FormComponent {

    public FormGroup {
        components = List.copyOf(components);
    }

    /** The fields of this group and of the groups inside it, in reading order. */
    public Stream<FormField> fields() {
        return components.stream().flatMap(component -> {
            if (component instanceof FormGroup group) {
                return group.fields();
            }
            return component instanceof FormField field ? Stream.of(field) : Stream.empty();
        });
    }

    Stream<FormComponent> all() {
        return components.stream().flatMap(component -> component instanceof FormGroup group
                ? Stream.concat(Stream.of(group), group.all()) : Stream.of(component));
    }
}
