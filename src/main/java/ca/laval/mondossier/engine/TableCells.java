package ca.laval.mondossier.engine;

import camundajar.impl.scala.util.Either;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.function.CustomFunctionTransformer;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.feel.FeelEngine;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.valuemapper.ValueMapper;
import org.camunda.feel.valuemapper.ValueMapper.CompositeValueMapper;
import org.springframework.stereotype.Component;

/** The cells of decision tables, each parsed once: the engine parses every cell of a table again for every case. */
@Component
class TableCells extends AbstractProcessEnginePlugin {

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setDmnEngineConfiguration(configuration());
    }

    /** Of an engine for tables that reads each cell once. */
    static DefaultDmnEngineConfiguration configuration() {
        return new DefaultDmnEngineConfiguration().feelEngineFactory(Feel::new);
    }

    private static final class Feel extends ScalaFeelEngine {

        Feel() {
            super(List.of());
        }

        @Override
        protected FeelEngine buildFeelEngine(CustomFunctionTransformer functions, CompositeValueMapper values) {
            return new ParsingOnce(functions, values);
        }
    }

    /** As many as there are different cells in the tables that were used since the start. */
    private static final class ParsingOnce extends FeelEngine {
        private final Map<String, Either<Failure, ParsedExpression>> expressions = new ConcurrentHashMap<>();
        private final Map<String, Either<Failure, ParsedExpression>> tests = new ConcurrentHashMap<>();

        ParsingOnce(CustomFunctionTransformer functions, ValueMapper values) {
            super(functions, values, FeelEngine.defaultConfiguration(), FeelEngine.defaultClock());
        }

        @Override
        public Either<Failure, ParsedExpression> parseExpression(String cell) {
            return expressions.computeIfAbsent(cell, super::parseExpression);
        }

        @Override
        public Either<Failure, ParsedExpression> parseUnaryTests(String cell) {
            return tests.computeIfAbsent(cell, super::parseUnaryTests);
        }
    }
}
