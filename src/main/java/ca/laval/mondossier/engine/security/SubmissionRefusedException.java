package ca.laval.mondossier.engine.security;

import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;

/** Why a task does not end as submitted, in words for the person. The one kind that engine-rest answers with 400 on every form. */
public class SubmissionRefusedException extends FormFieldValidationException {
    private static final long serialVersionUID = 1L;

    public SubmissionRefusedException(String message) {
        super(null, message);
    }
}
