package planted.portal;

class KnowsACounter {
    final planted.subsidy.Budget budget = null;
}
