package ca.laval.mondossier.removal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An inventory and what follows from it, page by page. */
class AppRemovalStartProcessTest extends RemovalTest {

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvFileSource(resources = "/paths/app-removal-start.csv", numLinesToSkip = 1)
    void everyPathEndsWhereTheTableSays(String path, int pages, String ends) {
        everyDeviceIsAComputer();
        String number = measure();
        db.sql("update removal_campaign set categories = 'KIOSK'").update();
        int devices = pages * 200 - 199;
        db.sql("insert into device (serial, category, owner_type, platform, site, listed_at, updated_at) select 'L' || n, 'KIOSK', 'COMPANY', 'OTHER', 'Aréna', now(), now() from generate_series(1, :devices) n").param("devices", devices).update();
        String reading = runtime.startProcessInstanceByKey(RemovalStartProcess.KEY, number, Map.of(RemovalProcess.CASE_NUMBER.name(), number)).getId();
        for (var due = ofReading(reading); !due.isEmpty(); due = ofReading(reading)) due.forEach(job -> management.executeJob(job.getId()));

        assertThat(ends(number)).containsExactly(ends);
        assertThat(history.createHistoricActivityInstanceQuery().activityId("serviceTask_readInventory").processInstanceId(reading).count()).as("4,750 devices, 500 a page").isEqualTo(10);
        assertThat(history.createHistoricActivityInstanceQuery().activityId("serviceTask_startCases").processInstanceId(reading).count()).as("its pages, and the one that found nothing").isEqualTo(pages + 1);
        assertThat(runtime.createProcessInstanceQuery().processDefinitionKey(DeviceRemovalProcess.KEY).count()).isEqualTo(devices).isEqualTo(cases("OPEN"));
        assertThat(db.sql("select sum(devices) from removal_count").query(Long.class).single()).isEqualTo(devices);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serviceTask_startCases", "serviceTask_tellOpenCases"})
    void aPageComesAfterTheStepsOfItsDevices(String page) {
        ServiceTask task = model("app-removal-start").getModelElementById(page);
        assertThat(task.isCamundaExclusive()).as("an exclusive step is handed on past the priorities").isFalse();
        assertThat(model("device-app-removal").getModelElementsByType(Activity.class)).extracting(Activity::getCamundaJobPriority).filteredOn(Objects::nonNull)
                .isNotEmpty().allMatch(priority -> Integer.parseInt(priority) > Integer.parseInt(task.getCamundaJobPriority()));
    }

    private static BpmnModelInstance model(String name) {
        return Bpmn.readModelFromFile(new File("processes/app-removal/" + name + ".bpmn"));
    }

    private java.util.List<org.camunda.bpm.engine.runtime.Job> ofReading(String reading) {
        return management.createJobQuery().processInstanceId(reading).messages().list();
    }
}
