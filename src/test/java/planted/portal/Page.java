package planted.portal;

public class Page {
    final planted.catalogue.KnowsAPage around = null;
}
