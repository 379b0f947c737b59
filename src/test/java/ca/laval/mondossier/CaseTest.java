package ca.laval.mondossier;

import java.util.Arrays;
import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.beans.factory.annotation.Autowired;

/** Cases on the whole application: real tables, real models, real database; staff act through the engine as themselves. */
public abstract class CaseTest extends ApplicationTest {
    @Autowired
    protected ManagementService management;
    @Autowired
    protected HistoryService history;
    @Autowired
    protected IdentityService identity;

    protected void as(String person, Runnable work) {
        identity.setAuthentication(person, identity.createGroupQuery().groupMember(person).list().stream().map(group -> group.getId()).toList());
        try {
            work.run();
        } finally {
            identity.clearAuthentication();
        }
    }

    /** What the job executor would do now, until nothing is due. */
    protected void runJobs() {
        for (List<Job> due = due(); !due.isEmpty(); due = due()) {
            for (Job job : due) {
                if (management.createJobQuery().jobId(job.getId()).count() > 0) management.executeJob(job.getId());
            }
        }
    }

    protected List<Job> due() {
        return management.createJobQuery().messages().withRetriesLeft().list();
    }

    protected String status(String number) {
        return db.sql("select status from case_file where number = :number").param("number", number).query(String.class).single();
    }

    /** Their names, the oldest first. */
    protected List<String> letters(String number) {
        return db.sql("select name from letter where case_number = :number order by id").param("number", number).query(String.class).list();
    }

    /** Every end that some process of the case reached. */
    protected List<String> ends(String number) {
        return history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(number).list().stream()
                .flatMap(instance -> history.createHistoricActivityInstanceQuery().processInstanceId(instance.getId()).list().stream())
                .map(activity -> activity.getActivityId()).filter(id -> id.startsWith("endEvent_")).distinct().toList();
    }

    protected boolean isOver(String process, String number) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).processDefinitionKey(process).count() == 0;
    }

    /** The words of a cell of a path table. */
    protected static List<String> words(String text) {
        return text == null ? List.of() : Arrays.asList(text.split(" "));
    }
}
