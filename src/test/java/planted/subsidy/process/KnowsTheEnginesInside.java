package planted.subsidy.process;

class KnowsTheEnginesInside {
    final org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl configuration = null;
}
