package ca.laval.mondossier.engine;

import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.Status;
import java.util.Arrays;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the resident sees is drawn in the diagram: a flow node's `residentStatus` becomes the case file's status when the token arrives. */
@Component
class ResidentStatus extends AbstractProcessEnginePlugin {
    static final String PROPERTY = "residentStatus";

    private final ObjectProvider<CaseFiles> caseFiles;

    ResidentStatus(ObjectProvider<CaseFiles> caseFiles) {
        this.caseFiles = caseFiles;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.getCustomPostBPMNParseListeners().add(new StatusParseListener());
    }

    /** The engine calls one method per kind of node; all do the same. */
    private class StatusParseListener extends AbstractBpmnParseListener {
        @Override
        public void parseStartEvent(Element element, ScopeImpl scope, ActivityImpl node) {
            attach(element, node);
        }

        @Override
        public void parseEndEvent(Element element, ScopeImpl scope, ActivityImpl node) {
            attach(element, node);
        }

        @Override
        public void parseIntermediateThrowEvent(Element element, ScopeImpl scope, ActivityImpl node) {
            attach(element, node);
        }

        @Override
        public void parseIntermediateCatchEvent(Element element, ScopeImpl scope, ActivityImpl node) {
            attach(element, node);
        }

        @Override
        public void parseBoundaryEvent(Element element, ScopeImpl scope, ActivityImpl node) {
            attach(element, node);
        }

        @Override
        public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl node) {
            attach(element, node);
        }

        @Override
        public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl node) {
            attach(element, node);
        }

        @Override
        public void parseReceiveTask(Element element, ScopeImpl scope, ActivityImpl node) {
            attach(element, node);
        }

        @Override
        public void parseBusinessRuleTask(Element element, ScopeImpl scope, ActivityImpl node) {
            attach(element, node);
        }

        @Override
        public void parseSubProcess(Element element, ScopeImpl scope, ActivityImpl node) {
            attach(element, node);
        }

        @Override
        public void parseCallActivity(Element element, ScopeImpl scope, ActivityImpl node) {
            attach(element, node);
        }

        private void attach(Element element, ActivityImpl node) {
            property(element).ifPresent(name -> {
                if (Arrays.stream(Status.values()).noneMatch(status -> status.name().equals(name))) {
                    throw new IllegalStateException("%s has the residentStatus %s; known are %s".formatted(node.getId(), name, Arrays.toString(Status.values())));
                }
                Status status = Status.valueOf(name);
                node.addListener(ExecutionListener.EVENTNAME_START,
                        (ExecutionListener) execution -> caseFiles.getObject().enter(execution.getProcessBusinessKey(), status));
            });
        }

        private static Optional<String> property(Element element) {
            return Optional.ofNullable(element.element("extensionElements"))
                    .map(extensions -> extensions.element("properties"))
                    .flatMap(properties -> properties.elements("property").stream()
                            .filter(property -> PROPERTY.equals(property.attribute("name"))).findFirst())
                    .map(property -> property.attribute("value"));
        }
    }
}
