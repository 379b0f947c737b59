package ca.laval.mondossier.engine.security;

import java.lang.reflect.Field;
import org.springframework.util.ReflectionUtils;

/**
 * A field of an engine command that the engine gives no accessor for.
 * A field that is gone after an upgrade stops the start, so that no guard falls silently asleep.
 */
final class CommandField<T> {

    private final Field field;

    CommandField(Class<?> command, String name) {
        field = ReflectionUtils.findField(command, name);
        if (field == null) {
            throw new IllegalStateException(command.getName() + " has no field " + name + ": the engine's guards need a look");
        }
        ReflectionUtils.makeAccessible(field);
    }

    @SuppressWarnings("unchecked")
    T of(Object command) {
        return (T) ReflectionUtils.getField(field, command);
    }

    void set(Object command, T value) {
        ReflectionUtils.setField(field, command, value);
    }
}
