package ca.laval.mondossier.catalogue;

import ca.laval.mondossier.engine.EngineFeel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A form with one of everything, on 23 November 2026 in Laval. */
final class Sample {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T15:00:00Z"), Formats.ZONE);
    static final String SCHEMA = read("sample-service.start.form");
    static final Form FORM = Form.start(SCHEMA);
    static final FormGroup REQUEST = FORM.step("request").orElseThrow();
    static final FormGroup PERSON = FORM.step("person").orElseThrow();
    static final Words WORDS = Words.in("file:src/test/resources/catalogue-models");
    static final FormCheck CHECK = new FormCheck(new EngineFeel(), CLOCK);
    static final Service SERVICE = new Service("sample-service", "SMP", Optional.of("sample-documents"), OptionalInt.of(30),
            Set.of("env-analyst"), FORM, Map.of());

    private Sample() {
    }

    static FormWords words(Language language) {
        return new FormWords(FORM, WORDS.of("sample-service", language));
    }

    /** A start form whose only field is this one, in JSON. */
    static Form formOf(String field) {
        return Form.start("{\"id\":\"sample-service.start\",\"components\":[" + field + "]}");
    }

    static CheckedForm checkOne(String field, Object answer) {
        var form = formOf(field);
        var key = form.fields().get(0).key();
        if (answer instanceof String text && form.fields().get(0).type() != FieldType.CHECKLIST) {
            return CHECK.step(form, form.steps().get(0), Map.of(key, List.of(text)), Map.of());
        }
        return CHECK.answers(form, answer == null ? Map.of() : Map.of(key, answer));
    }

    private static String read(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/catalogue-models", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
