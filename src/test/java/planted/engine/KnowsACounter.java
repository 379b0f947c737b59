package planted.engine;

class KnowsACounter {
    final planted.subsidy.Budget budget = null;
}
