package ca.laval.mondossier.removal.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.device.DeviceManager.Seen;
import ca.laval.mondossier.device.DeviceRegister;
import ca.laval.mondossier.device.simulated.FleetNumbers;
import ca.laval.mondossier.removal.RemovalExceptions;
import ca.laval.mondossier.removal.SiteVisits;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The people and devices of domain.md, section 4.3, T1 to T12, in measures that reach their devices and no others. */
class RemovalPersonasTest extends RemovalTest {
    private static final List<Integer> WITH_APPLICATION = FleetNumbers.obedient();

    @Autowired
    private RemovalExceptions exceptions;
    @Autowired
    private SiteVisits visits;
    @Autowired
    private DeviceRegister register;

    @BeforeEach
    void nobodyElse() {
        everyDeviceIsAComputer();
    }

    private String ask(String campaign, long device, String person, String reason) {
        String number = campaigns.nextNumber("EXC");
        assertThat(exceptions.ask(number, campaign, device, person, reason)).isTrue();
        return number;
    }

    private void grant(String exception) {
        act("andre", exception, "userTask_decideException", Map.of("exceptionDecision", "grant", "exceptionResolution", "CS-12", "exceptionUntil", LocalDate.now().plusDays(10).toString()));
        runJobs();
    }

    private boolean isProven(long device) {
        return db.sql("select exists (select from removal_case r join device_finding f on f.campaign = r.campaign and f.device = r.device where r.device = :device and r.state = 'COMPLIANT' and not f.listed and f.reported_at > r.opened_at)")
                .param("device", device).query(Boolean.class).single();
    }

    @Test
    void t1TheSocialMediaOfficerIsDeniedAnExceptionAndTheRemovalGoesOn() {
        long phone = give(WITH_APPLICATION.get(0), "PHONE", "medias@laval.ca");
        String campaign = inForceForFew();
        String exception = ask(campaign, phone, "Responsable des médias sociaux", "Publier sur le compte de la Ville");
        act("andre", exception, "userTask_decideException", Map.of("exceptionDecision", "deny", "exceptionResolution", "CS-11"));
        runJobs();
        assertThat(ends(exception)).containsExactly("endEvent_exceptionDenied");
        assertThat(notices(phone)).containsExactly("exceptionDenied");
        night();
        assertThat(isProven(phone)).isTrue();
        assertThat(commands(phone, "UNBLOCK")).isZero();
    }

    @Test
    void t2TheInvestigatorKeepsItOnOneDeviceUntilTheExceptionEndsAndTheRemovalResumesByItself() {
        long isolated = give(WITH_APPLICATION.get(0), "PHONE", "enquete@laval.ca");
        long other = give(WITH_APPLICATION.get(1), "PHONE", "enquete@laval.ca");
        String campaign = inForceForFew();
        String exception = ask(campaign, isolated, "Sgt Roy", "Enquête en ligne");
        grant(exception);
        assertThat(state(isolated)).isEqualTo("EXCEPTED");
        assertThat(commands(isolated, "UNBLOCK")).as("what was blocked opens again").isEqualTo(1);
        assertThat(state(other)).as("their other device").isEqualTo("COMMANDED");
        // They install it again, for their work.
        db.sql("delete from simulated_command where kind = 'UNINSTALL' and device = :device").param("device", WITH_APPLICATION.get(0)).update();
        night();
        assertThat(state(isolated)).as("watched, not removed").isEqualTo("EXCEPTED");
        assertThat(tasks.createTaskQuery().processInstanceBusinessKey(DeviceRemovalProcess.businessKey(campaign, isolated)).count()).as("nobody is sent to it").isZero();
        assertThat(isProven(other)).isTrue();

        fire("event_lastDay");
        runJobs();
        assertThat(ends(exception)).containsExactly("endEvent_exceptionEnded");
        assertThat(commands(isolated, "UNINSTALL")).as("once before and once after").isEqualTo(2);
        assertThat(commands(isolated, "BLOCK")).isEqualTo(2);
        night();
        assertThat(isProven(isolated)).isTrue();
        assertThat(db.sql("select max(times) from simulated_command").query(Integer.class).single()).as("no key twice").isEqualTo(1);
    }

    @Test
    void t2AnExceptionForADeviceThatWasDoneBlocksItAgainAtItsEnd() {
        long phone = give(WITH_APPLICATION.get(0), "PHONE", "enquete@laval.ca");
        String campaign = inForceForFew();
        night();
        assertThat(isProven(phone)).isTrue();
        String exception = ask(campaign, phone, "Sgt Roy", "Enquête en ligne");
        grant(exception);
        assertThat(commands(phone, "UNBLOCK")).isEqualTo(1);
        fire("event_lastDay");
        runJobs();
        assertThat(state(phone)).isEqualTo("CLEAN");
        assertThat(commands(phone, "BLOCK")).isEqualTo(2);
    }

    @Test
    void t3TheCouncillorsTabletIsTheCitysAndLosesItToo() {
        long tablet = give(WITH_APPLICATION.get(0), "TABLET", "conseil@laval.ca");
        inForceForFew();
        assertThat(state(tablet)).isEqualTo("COMMANDED");
        night();
        assertThat(isProven(tablet)).isTrue();
    }

    @Test
    void t4AnEmployeeOnLeaveIsChasedByStepsAndTheDeviceInTheDrawerIsNeverCalledDone() {
        long drawer = give(FleetNumbers.silent(), "PHONE", "conge@laval.ca");
        String campaign = inForceForFew();
        String key = DeviceRemovalProcess.businessKey(campaign, drawer);
        assertThat(state(drawer)).isEqualTo("CHASED");
        fire("event_firstWeek");
        runJobs();
        fire("event_secondWeek");
        runJobs();
        assertThat(notices(drawer)).containsExactly("unreachable", "unreachableChief");
        assertThat(commands(drawer, "LOCK")).isEqualTo(1);
        act("valerie", key, "userTask_findDevice", Map.of("findOutcome", "onLeave", "backOn", LocalDate.now().plusMonths(11).toString()));
        night();
        assertThat(state(drawer)).as("it waits for eleven months").isEqualTo("CHASED");
        fire("event_holderBack");
        runJobs();
        assertThat(cases("COMPLIANT") + cases("CLEAN")).isZero();
        assertThat(isOver(DeviceRemovalProcess.KEY, key)).isFalse();
    }

    @Test
    void t5TheLibrarysKiosksWithoutManagementAreOneVisitWithTheirList() {
        var kiosks = List.of(device("category", "'KIOSK'", "manager", "null"), device("category", "'KIOSK'", "manager", "null"));
        inForceForFew();
        String visit = db.sql("select number from site_visit").query(String.class).single();
        assertThat(tasks.createTaskQuery().taskDefinitionKey("userTask_visitSite").count()).isEqualTo(1);
        visits.found(visit, kiosks.get(0), "REMOVED", "valerie");
        visits.found(visit, kiosks.get(1), "ABSENT", "valerie");
        act("valerie", visit, "userTask_visitSite", Map.of("visitOutcome", "done"));
        runJobs();
        night();
        assertThat(kiosks).allSatisfy(kiosk -> assertThat(state(kiosk)).isEqualTo("COMPLIANT"));
        assertThat(db.sql("select count(*) from device_command").query(Long.class).single()).as("nobody to command").isZero();
    }

    @Test
    void t6OnePersonWithThreeDevicesHasThreeCases() {
        var theirs = List.of(give(WITH_APPLICATION.get(0), "PHONE", "trois@laval.ca"), give(WITH_APPLICATION.get(1), "TABLET", "trois@laval.ca"), give(FleetNumbers.silent(), "PHONE", "trois@laval.ca"));
        inForceForFew();
        night();
        assertThat(theirs.stream().map(this::state)).containsExactly("COMPLIANT", "COMPLIANT", "CHASED");
        assertThat(notices(theirs.get(2))).as("a letter for each device that needs one").containsExactly("unreachable");
        assertThat(db.sql("select count(*) from act_hi_varinst where text_ like '%trois@%'").query(Long.class).single()).as("who has it is not in the engine").isZero();
    }

    @Test
    void t7TwoVersionsOnOneDeviceAreOneCase() {
        long phone = give(FleetNumbers.withTwoVersions(), "PHONE", "a@laval.ca");
        inForceForFew();
        assertThat(db.sql("select versions from device_finding where device = :device").param("device", phone).query(String.class).single()).isEqualTo("34.1, 34.2");
        assertThat(db.sql("select count(*) from removal_case").query(Long.class).single()).isEqualTo(1);
        assertThat(commands(phone, "UNINSTALL")).isEqualTo(1);
        night();
        assertThat(isProven(phone)).isTrue();
    }

    @Test
    void t8ADeviceEnrolledAgainUnderAnotherIdIsTheSameDeviceAndTheSameCase() {
        int number = WITH_APPLICATION.get(0);
        long phone = give(number, "PHONE", "a@laval.ca");
        inForceForFew();
        register.seen("SIMULATED", List.of(new Seen("another", "another", FleetNumbers.serial(number), "Téléphone", "COMPANY", "ANDROID", "PHONE", true, false, null, ClockUtil.getCurrentTime().toInstant().plusSeconds(60))));
        assertThat(db.sql("select managed_id from device where id = :device").param("device", phone).query(String.class).single()).isEqualTo("another");
        night();
        assertThat(isProven(phone)).isTrue();
        assertThat(db.sql("select count(*) from removal_case").query(Long.class).single()).isEqualTo(1);
        assertThat(db.sql("select count(*) from device where serial = :serial").param("serial", FleetNumbers.serial(number)).query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void t9APhoneOfOnesOwnIsNotTouchedItsOwnerIsTold() {
        long own = give(WITH_APPLICATION.get(0), "PHONE", "a@exemple.ca");
        db.sql("update device set owner_type = 'PERSONAL' where id = :device").param("device", own).update();
        inForceForFew();
        assertThat(state(own)).isEqualTo("OUT_OF_SCOPE");
        assertThat(notices(own)).containsExactly("outOfScope");
        night();
        assertThat(notices(own)).as("once").hasSize(1);
        assertThat(db.sql("select count(*) from device_command").query(Long.class).single()).isZero();
    }

    @Test
    void t10WhatIsReinstalledAfterTwoWeeksIsCaughtTheManagerToldAndAnIncidentAnalysed() {
        long phone = give(FleetNumbers.comingBack(), "PHONE", "a@laval.ca");
        String campaign = inForceForFew();
        night();
        assertThat(isProven(phone)).isTrue();
        assertThat(notices(phone)).isEmpty();

        nights(15);
        String key = DeviceRemovalProcess.businessKey(campaign, phone);
        assertThat(state(phone)).isEqualTo("COMMANDED");
        assertThat(db.sql("select max(round) from removal_case").query(Integer.class).single()).isEqualTo(2);
        assertThat(commands(phone, "UNINSTALL")).isEqualTo(2);
        assertThat(notices(phone)).containsExactly("reinstalledChief");
        assertThat(db.sql("select recipient from staff_notice where device = :device").param("device", phone).query(String.class).single()).isEqualTo("chef@laval.ca");
        night();
        assertThat(state(phone)).isEqualTo("COMPLIANT");
        assertThat(isOver(ReinstallationProcess.KEY, key)).as("gone again, and still to be analysed").isFalse();
        act("sophie", key, "userTask_analyseReinstallation", Map.of("reinstallationCause", "person"));
        assertThat(ends(key)).contains("endEvent_reinstallationAnalysed");
    }

    @Test
    void aDeviceThatSaysItIsDoneAndStillHasItIsHiddenByItsBlockAndNeverCalledRemoved() {
        long liar = give(FleetNumbers.lying(), "PHONE", "a@laval.ca");
        inForceForFew();
        night();
        assertThat(db.sql("select state from device_command where kind = 'UNINSTALL'").query(String.class).single()).as("what its system says").isEqualTo("DONE");
        assertThat(state(liar)).isEqualTo("BLOCKED_HIDDEN");
        nights(31);
        assertThat(db.sql("select max(round) from removal_case").query(Integer.class).single()).as("looked at again after a month").isEqualTo(2);
        assertThat(isProven(liar)).isFalse();
    }

    @Test
    void t11PhonesGivenToSeasonalStaffInJuneAreCaughtOrBlockedTheFirstNight() {
        inForceForFew();
        assertThat(db.sql("select count(*) from removal_case").query(Long.class).single()).isZero();
        long with = give(WITH_APPLICATION.get(0), "PHONE", "saison1@laval.ca");
        long without = give(FleetNumbers.clean().get(0), "PHONE", "saison2@laval.ca");
        nights(200);
        assertThat(state(with)).isEqualTo("COMMANDED");
        assertThat(state(without)).isEqualTo("KEPT_AWAY");
        assertThat(commands(without, "BLOCK")).isEqualTo(1);
        night();
        assertThat(isProven(with)).isTrue();
        assertThat(commands(without, "BLOCK")).as("once").isEqualTo(1);
        assertThat(runtime.createProcessInstanceQuery().processInstanceBusinessKeyLike("%." + without).count()).as("needs no process").isZero();
    }

    @Test
    void t12AMeasureLiftedWhileFourteenCasesAreOpenCancelsThemCleanly() {
        var fourteen = new ArrayList<Long>();
        for (int i = 0; i < 12; i++) fourteen.add(give(WITH_APPLICATION.get(i), "PHONE", "a@laval.ca"));
        fourteen.add(give(FleetNumbers.silent(), "TABLET", "b@laval.ca"));
        fourteen.add(device("category", "'KIOSK'", "manager", "null"));
        String campaign = inForceForFew();
        assertThat(db.sql("select count(*) from removal_case where closed_at is null").query(Long.class).single()).isEqualTo(14);
        runtime.createMessageCorrelation(RemovalProcess.REVIEW_ASKED).processInstanceBusinessKey(campaign).correlate();
        act("robert", campaign, "userTask_reviewMeasure", Map.of("reviewDecision", "lift"));
        runJobs();
        assertThat(fourteen).allSatisfy(device -> assertThat(state(device)).isEqualTo("CANCELLED"));
        assertThat(runtime.createProcessInstanceQuery().processDefinitionKeyIn(RemovalProcess.KEY, DeviceRemovalProcess.KEY, DeviceHandlingProcess.KEY, SiteVisitProcess.KEY, "device-chase").count()).isZero();
        assertThat(management.createJobQuery().noRetriesLeft().count()).isZero();
        assertThat(fourteen.subList(0, 12)).allSatisfy(device -> assertThat(commands(device, "UNBLOCK")).isEqualTo(1));
        assertThat(notices(0)).containsExactly("directive", "lifted");
        assertThat(db.sql("select sum(devices) from removal_count where at = (select max(at) from removal_count)").query(Long.class).single()).isEqualTo(14);
    }
}
