package planted.permit;

class KnowsAnotherCounter {
    final planted.subsidy.Budget budget = null;
}
