package planted.catalogue;

public class KnowsAPage {
    final planted.portal.Page page = null;
}
