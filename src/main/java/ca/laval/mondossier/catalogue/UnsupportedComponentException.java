package ca.laval.mondossier.catalogue;

/** An application form uses a component that the portal cannot offer to everyone. */
public class UnsupportedComponentException extends FormSchemaException {

    UnsupportedComponentException(String form, String type, String key, String instead) {
        super("The form %s has a component of type %s (%s) that the portal does not offer: %s.".formatted(form, type, key, instead));
    }
}
