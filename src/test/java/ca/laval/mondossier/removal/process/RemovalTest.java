package ca.laval.mondossier.removal.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.CaseTest;
import ca.laval.mondossier.device.simulated.FleetNumbers;
import ca.laval.mondossier.removal.Campaign.Terms;
import ca.laval.mondossier.removal.Campaigns;
import ca.laval.mondossier.removal.RemovalCases.News;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Measures over the simulated fleet: whole, or with a few devices in scope; and cases of single devices, without an inventory. */
abstract class RemovalTest extends CaseTest {
    static final List<String> EVERYTHING = List.of("PHONE", "TABLET", "COMPUTER", "PUBLIC_WORKSTATION", "KIOSK");
    private static final LocalDate TODAY = LocalDate.now();

    @Autowired
    Campaigns campaigns;

    @BeforeEach
    void emptyDesks() {
        endEveryCase();
        db.sql("truncate device, removal_campaign, simulated_command cascade").update();
    }

    @AfterEach
    void now() {
        ClockUtil.reset();
    }

    /** Begun in Tasklist, which knows no number. */
    String propose(Object... differing) {
        String number = runtime.startProcessInstanceByKey(RemovalProcess.KEY, "typed by somebody").getBusinessKey();
        assertThat(number).startsWith("APP-");
        var answers = new HashMap<String, Object>(Map.of("applicationName", "TikTok", "androidIds", "com.zhiliaoapp.musically", "iosIds", "com.zhiliaoapp.musically", "computerNames", "TikTok*",
                "legalBasis", "Directive 2026-11", "categories", EVERYTHING, "hasAccount", "no"));
        answers.put("startsOn", TODAY.toString());
        answers.put("reviewOn", TODAY.plusDays(90).toString());
        answers.put("failurePercent", 60);
        for (int i = 0; i < differing.length; i += 2) answers.put((String) differing[i], differing[i + 1]);
        act("jonathan", number, "userTask_proposeRemoval", answers);
        return number;
    }

    /** Over the whole fleet, or over what differs. */
    String inForce(Object... differing) {
        String number = propose(differing);
        act("benoit", number, "userTask_approveRemoval", Map.of("approval", "approve"));
        assertThat(campaigns.find(number)).as("before its first day").isEmpty();
        fire("event_firstDay");
        runJobs();
        return number;
    }

    /** Over the devices that were given out, and no others. */
    String inForceForFew() {
        return inForce("categories", List.of("PHONE", "TABLET", "PUBLIC_WORKSTATION", "KIOSK"));
    }

    /** The asset list has the whole fleet as computers, which a measure for few does not reach. */
    void everyDeviceIsAComputer() {
        db.sql("""
                insert into device (serial, category, owner_type, platform, listed_at, updated_at)
                select 'LAV' || lpad(n::text, 7, '0'), 'COMPUTER', 'COMPANY', 'OTHER', now(), now() from generate_series(0, :last) n""").param("last", FleetNumbers.ALL - 1).update();
    }

    /** The asset list says what this device of the fleet is, and who has it. */
    long give(int number, String category, String holder) {
        return db.sql("update device set category = :category, holder_email = :holder, chief_email = 'chef@laval.ca', site = 'Bibliothèque' where serial = :serial returning id")
                .param("category", category).param("holder", holder).param("serial", FleetNumbers.serial(number)).query(Long.class).single();
    }

    void act(String person, String number, String step, Map<String, Object> answers) {
        var task = tasks.createTaskQuery().processInstanceBusinessKey(number).taskDefinitionKey(step).singleResult();
        assertThat(task).as(step + " of " + number).isNotNull();
        as(person, () -> {
            tasks.claim(task.getId(), person);
            tasks.complete(task.getId(), new HashMap<>(answers));
        });
    }

    /** The timers of this event, whenever they are due. */
    void fire(String event) {
        var jobs = management.createJobQuery().activityId(event).list();
        assertThat(jobs).as(event).isNotEmpty();
        jobs.forEach(job -> management.executeJob(job.getId()));
    }

    void later(Duration time) {
        ClockUtil.setCurrentTime(new Date(ClockUtil.getCurrentTime().getTime() + time.toMillis()));
    }

    void night() {
        nights(1);
    }

    /** The last of some nights: its inventory is taken. */
    void nights(int some) {
        later(Duration.ofDays(some));
        fire("startEvent_night");
        runJobs();
    }

    long cases(String state) {
        return db.sql("select count(*) from removal_case where state = :state").param("state", state).query(Long.class).single();
    }

    /** Where the device's last case stands. */
    String state(long device) {
        return db.sql("select state from removal_case where device = :device order by round desc limit 1").param("device", device).query(String.class).single();
    }

    List<String> notices(long device) {
        return db.sql("select letter from staff_notice where device = :device order by written_at, step").param("device", device).query(String.class).list();
    }

    long commands(long device, String kind) {
        return db.sql("select count(*) from device_command where device = :device and kind = :kind").param("device", device).param("kind", kind).query(Long.class).single();
    }

    // Cases of single devices, as a campaign opens them.

    /** A measure as its process puts it in force. */
    String measure() {
        String number = campaigns.nextNumber("APP");
        try {
            campaigns.open(number, new Terms("TikTok", "com.zhiliaoapp.musically", "", "", "Directive 2026-11", String.join(",", EVERYTHING), TODAY, TODAY.plusDays(90), 60));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return number;
    }

    /** A phone of the city on Android that reported an hour ago, but for what differs. */
    long device(String... differing) {
        var columns = new HashMap<>(Map.of("category", "'PHONE'", "owner_type", "'COMPANY'", "platform", "'ANDROID'", "supervised", "true", "jail_broken", "false", "manager", "'SIMULATED'", "last_sync", "now() - interval '1 hour'",
                "reported_lost", "null"));
        for (int i = 0; i < differing.length; i += 2) columns.put(differing[i], differing[i + 1]);
        String id = columns.get("manager").equals("null") ? "null" : "(select (count(*) + 5)::text from device)";
        return db.sql("insert into device (serial, name, site, holder_email, chief_email, listed_at, updated_at, managed_id, %s) select 'T' || count(*), 'Appareil', 'Aréna', 'a@laval.ca', 'chef@laval.ca', now(), now(), %s, %s from device returning id"
                .formatted(String.join(", ", columns.keySet()), id, String.join(", ", columns.values()))).query(Long.class).single();
    }

    /** What a complete inventory says of the application on it. */
    void found(String campaign, long device, boolean listed) {
        db.sql("""
                with run as (insert into inventory_run (campaign, manager, started_at, ended_at) values (:campaign, 'SIMULATED', now(), now()) returning id)
                insert into device_finding (campaign, device, run, listed, reported_at, seen_at) select :campaign, :device, id, :listed, now(), now() from run""")
                .param("campaign", campaign).param("device", device).param("listed", listed).update();
    }

    /** Opens its case and does what needs nobody; its business key. */
    String open(String campaign, long device) {
        db.sql("insert into removal_case (campaign, device, state, opened_at) values (:campaign, :device, 'OPEN', now())").param("campaign", campaign).param("device", device).update();
        String key = DeviceRemovalProcess.businessKey(campaign, device);
        runtime.startProcessInstanceByKey(DeviceRemovalProcess.KEY, key, Map.of(RemovalProcess.CASE_NUMBER.name(), campaign, DeviceRemovalProcess.DEVICE_ID.name(), device));
        runJobs();
        return key;
    }

    /** A later inventory, as the campaign tells a case of it; what it means the case is to find out. */
    void hears(String key, boolean listed, String command, boolean blocked) {
        runtime.createMessageCorrelation(DeviceRemovalProcess.INVENTORY_READ).processInstanceBusinessKey(key)
                .setVariable(DeviceRemovalProcess.NEWS.name(), DeviceTables.text(DeviceTables.inputs(new News(0, "COMMANDED", false, false, listed, true, command, blocked, 10, 0))))
                .setVariable(DeviceRemovalProcess.ACTION.name(), null).correlate();
        runJobs();
    }
}
