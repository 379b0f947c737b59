package ca.laval.mondossier.removal.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.device.simulated.FleetNumbers;
import ca.laval.mondossier.removal.RemovalCases;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** An inventory and what follows from it, page by page. */
class AppRemovalStartProcessTest extends RemovalTest {
    @Autowired
    private RemovalCases cases;

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

        assertThat(ends(number)).containsExactlyInAnyOrder(ends.split(" "));
        assertThat(history.createHistoricActivityInstanceQuery().activityId("serviceTask_readInventory").processInstanceId(reading).count()).as("4,750 devices, 500 a page").isEqualTo(10);
        assertThat(history.createHistoricActivityInstanceQuery().activityId("serviceTask_startCases").processInstanceId(reading).count()).as("its pages, and the one that found nothing").isEqualTo(pages + 1);
        assertThat(history.createHistoricActivityInstanceQuery().activityId("serviceTask_tellOpenCases").processInstanceId(reading).count()).as("each share finds nothing").isEqualTo(3);
        assertThat(runtime.createProcessInstanceQuery().processDefinitionKey(DeviceRemovalProcess.KEY).count()).isEqualTo(devices).isEqualTo(cases("OPEN"));
        assertThat(db.sql("select sum(devices) from removal_count").query(Long.class).single()).isEqualTo(devices);
    }

    /** What was asked for a page is in its history; what goes another way is decided, and explained, in the device's own. */
    @Test
    void devicesAlikeAreDecidedOnceAndAnyOtherByItsOwnCase() {
        everyDeviceIsAComputer();
        List<Long> phones = FleetNumbers.obedient().stream().limit(12).map(number -> give(number, "PHONE", "a@laval.ca")).toList();
        long lost = phones.get(0);
        db.sql("update device set reported_lost = now() where id = :lost").param("lost", lost).update();
        String campaign = inForceForFew();
        List<Long> alike = phones.subList(1, phones.size());
        int kinds = Set.copyOf(cases.facts(campaign, alike).values()).size();
        assertThat(kinds).isLessThan(alike.size());
        String begun = reading(campaign);
        assertThat(decided(begun)).filteredOn("device-action UNINSTALL"::equals).hasSize(kinds);
        assertThat(alike).allMatch(device -> commands(device, "UNINSTALL") == 1).allMatch(device -> decided(caseOf(campaign, device)).isEmpty());
        assertThat(decided(caseOf(campaign, lost))).hasSize(2).anyMatch("device-action INCIDENT"::equals);

        night();
        assertThat(alike).allMatch(device -> state(device).equals("COMPLIANT")).allMatch(device -> decided(caseOf(campaign, device)).isEmpty());
        assertThat(decided(reading(campaign))).filteredOn("device-verify COMPLIANT"::equals).hasSizeBetween(1, alike.size() - 1);
        assertThat(history.createHistoricVariableInstanceQuery().processInstanceId(caseOf(campaign, alike.get(0))).variableName("news").singleResult().getValue()).asString()
                .contains("\"listed\":false", "\"reportLater\":true");
    }

    /** The last one. */
    private String reading(String campaign) {
        return history.createHistoricProcessInstanceQuery().processDefinitionKey(RemovalStartProcess.KEY).processInstanceBusinessKey(campaign).orderByProcessInstanceStartTime().desc().listPage(0, 1).get(0).getId();
    }

    private String caseOf(String number, long device) {
        return history.createHistoricProcessInstanceQuery().processDefinitionKey(DeviceRemovalProcess.KEY).processInstanceBusinessKey(DeviceRemovalProcess.businessKey(number, device)).singleResult().getId();
    }

    private List<String> decided(String instance) {
        return history.createHistoricDecisionInstanceQuery().processInstanceId(instance).includeOutputs().list().stream()
                .map(decision -> decision.getDecisionDefinitionKey() + " " + decision.getOutputs().get(0).getValue()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"serviceTask_startCases", "serviceTask_tellOpenCases"})
    void aPageComesAfterTheStepsOfItsDevices(String page) {
        ServiceTask task = model("app-removal-start").getModelElementById(page);
        assertThat(task.isCamundaExclusive()).as("an exclusive step is handed on past the priorities").isFalse();
        assertThat(model("device-app-removal").getModelElementsByType(Activity.class)).extracting(Activity::getCamundaJobPriority).filteredOn(Objects::nonNull)
                .isNotEmpty().allMatch(priority -> Integer.parseInt(priority) > Integer.parseInt(task.getCamundaJobPriority()));
    }

    /** Two that end at the same moment would undo each other, and one would wait for minutes. */
    @Test
    void sharesEndOneAfterTheOther() {
        EndEvent end = model("app-removal-start").getModelElementById("endEvent_shareTold");
        assertThat(end.isCamundaAsyncBefore()).isTrue();
        assertThat(end.isCamundaExclusive()).isTrue();
    }

    private static BpmnModelInstance model(String name) {
        return Bpmn.readModelFromFile(new File("processes/app-removal/" + name + ".bpmn"));
    }

    private List<org.camunda.bpm.engine.runtime.Job> ofReading(String reading) {
        return management.createJobQuery().processInstanceId(reading).messages().list();
    }
}
