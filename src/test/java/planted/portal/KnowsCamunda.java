package planted.portal;

class KnowsCamunda {
    org.camunda.bpm.engine.RuntimeService runtime;
}
