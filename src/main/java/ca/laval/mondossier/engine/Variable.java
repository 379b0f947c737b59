package ca.laval.mondossier.engine;

import org.camunda.bpm.engine.delegate.VariableScope;

/** A process variable: its name and type, written once, in the process's face. */
public record Variable<T>(String name, Class<T> type) {

    /** The value; an exception that names the variable when it is missing. */
    public T from(VariableScope scope) {
        Object value = scope.getVariable(name);
        if (value == null) throw new IllegalStateException("The process has no variable " + name);
        return type.cast(value);
    }

    /** The value, or null when it is missing. */
    public T orNull(VariableScope scope) {
        return type.cast(scope.getVariable(name));
    }

    /** Nothing stays nothing: no row is kept for a value that is not there. */
    public void set(VariableScope scope, T value) {
        if (value == null) scope.removeVariable(name);
        else scope.setVariable(name, value);
    }

    /** As {@link #set}, for one of several that run beside each other, each with its own value. */
    public void setLocal(VariableScope scope, T value) {
        if (value == null) scope.removeVariableLocal(name);
        else scope.setVariableLocal(name, value);
    }
}
