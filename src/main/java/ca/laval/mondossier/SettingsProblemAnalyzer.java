package ca.laval.mondossier;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints the one sentence instead of a page of stack trace. */
class SettingsProblemAnalyzer extends AbstractFailureAnalyzer<SettingsProblem> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, SettingsProblem problem) {
        return new FailureAnalysis(problem.getMessage(), null, problem);
    }
}
