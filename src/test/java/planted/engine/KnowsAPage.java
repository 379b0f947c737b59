package planted.engine;

class KnowsAPage {
    final planted.portal.Page page = null;
}
