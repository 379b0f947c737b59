package ca.laval.mondossier.engine.security;

/**
 * Looks at what ends a task before the engine acts on it, in the same transaction, for every client alike.
 * Any bean of this type takes part. It may throw {@link SubmissionRefusedException}, and the task stays as it was,
 * or change {@link TaskSubmission#variables()}.
 */
@FunctionalInterface
public interface TaskSubmissionCheck {

    void check(TaskSubmission submission);
}
