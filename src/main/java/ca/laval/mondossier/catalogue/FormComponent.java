package ca.laval.mondossier.catalogue;

/** Anything that stands in a form. */
public sealed interface FormComponent permits FormGroup, FormText, FormField {

    /** Names the component in word files: a field's key, else the component's id. */
    String key();

    /** FEEL expression that hides the component when true; null when it is always shown. */
    String hide();
}
