package ca.laval.mondossier.engine;

import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.catalogue.Form;
import ca.laval.mondossier.catalogue.FormCheck;
import ca.laval.mondossier.catalogue.FormField;
import ca.laval.mondossier.catalogue.FormWords;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.engine.security.SubmissionRefusedException;
import ca.laval.mondossier.engine.security.TaskSubmission;
import ca.laval.mondossier.engine.security.TaskSubmission.Outcome;
import ca.laval.mondossier.engine.security.TaskSubmissionCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What ends a task is checked against the task's form, whichever client sends it: required, pattern, range, options, and nothing that the
 * form does not ask for. Typed as the form says; texts that the form marks `storeAs` go to the case file and never become variables.
 */
@Component
class TaskFormCheck implements TaskSubmissionCheck {
    private final ObjectProvider<RepositoryService> repository;
    private final ObjectProvider<TaskService> tasks;
    private final ObjectProvider<CaseFiles> caseFiles;
    private final FormCheck check;
    private final Words words;
    private final Unchecked unchecked;
    private final Language language;
    private final Map<String, ServiceForm> forms = new ConcurrentHashMap<>();

    /** A deployed form and the service it belongs to. */
    private record ServiceForm(String service, Form form) {
    }

    TaskFormCheck(ObjectProvider<RepositoryService> repository, ObjectProvider<TaskService> tasks, ObjectProvider<CaseFiles> caseFiles,
                  FormCheck check, Words words, Unchecked unchecked, @Value("${mondossier.staff-language}") String language) {
        this.repository = repository;
        this.tasks = tasks;
        this.caseFiles = caseFiles;
        this.check = check;
        this.words = words;
        this.unchecked = unchecked;
        this.language = Language.of(language);
    }

    @Override
    public void check(TaskSubmission submission) {
        if (submission.formRef() == null) return;
        if (submission.outcome() != Outcome.COMPLETED && submission.outcome() != Outcome.RESOLVED) {
            throw new BadUserRequestException("Task %s ends through its form".formatted(submission.taskDefinitionKey()));
        }
        ServiceForm declared = forms.computeIfAbsent(submission.deploymentId() + "/" + submission.formRef().getKey(),
                key -> load(submission.deploymentId(), submission.formRef().getKey()));
        VariableMap submitted = submission.variables();
        Map<String, Object> before = unchecked.call(() -> tasks.getObject().getVariables(submission.taskId()));
        var checked = check.task(declared.form(), submitted, before, Set.of());
        if (!checked.isValid()) {
            throw new SubmissionRefusedException(new FormWords(declared.form(), words.of(declared.service(), language)).sentence(checked.problems()));
        }
        submitted.clear();
        for (FormField field : declared.form().fields()) {
            // What the form only shows, or hides, stays as it is, whatever was sent.
            if (field.disabled() || checked.hidden().contains(field.key())) continue;
            Object answer = checked.answers().get(field.key());
            if (field.storeAs().isPresent()) {
                if (answer != null) keep(submission, field, answer.toString());
            } else if (answer != null || before.get(field.key()) != null) {
                submitted.put(field.key(), variable(answer));
            }
        }
    }

    private void keep(TaskSubmission submission, FormField field, String text) {
        String storeAs = field.storeAs().orElseThrow();
        if (storeAs.equals("answer")) caseFiles.getObject().keepAnswer(new CaseNumber(submission.businessKey()), field.key(), text);
        else say(submission, storeAs, text);
    }

    private void say(TaskSubmission submission, String storeAs, String text) {
        caseFiles.getObject().say(new CaseNumber(submission.businessKey()), storeAs.equals("note") ? "NOTE" : "CITY",
                submission.submittedBy().orElse(null), text, null);
    }

    /** Primitive, so that no object is stored: a list becomes `A,B`, a decimal a double. */
    private static Object variable(Object answer) {
        if (answer instanceof List<?> codes) return String.join(",", codes.stream().map(Object::toString).toList());
        return answer instanceof BigDecimal decimal ? (Object) decimal.doubleValue() : answer;
    }

    private ServiceForm load(String deployment, String form) {
        return unchecked.call(() -> {
            String name = repository.getObject().getDeploymentResourceNames(deployment).stream()
                    .filter(resource -> resource.endsWith("/" + form + ".form")).findFirst()
                    .orElseThrow(() -> new IllegalStateException("The form %s is not deployed with its process".formatted(form)));
            try (var in = repository.getObject().getResourceAsStream(deployment, name)) {
                return new ServiceForm(name.split("/")[1], Form.task(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
