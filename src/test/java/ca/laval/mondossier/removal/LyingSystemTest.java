package ca.laval.mondossier.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.TestDatabase;
import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.device.DeviceManager;
import ca.laval.mondossier.device.DeviceManagers;
import ca.laval.mondossier.device.DeviceRegister;
import ca.laval.mondossier.device.Systems;
import ca.laval.mondossier.removal.Campaign.Terms;
import ca.laval.mondossier.removal.RemovalCases.News;
import ca.laval.mondossier.removal.RemovalCases.Share;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A management system that does not tell the truth: whatever it says, a device is not called done that is not. */
class LyingSystemTest {
    private static final Instant NOW = Instant.parse("2026-11-25T15:00:00Z");
    private static final String CAMPAIGN = "APP-2026-000001-8";

    private static JdbcClient db;

    private final Liar system = new Liar();
    private Instant now = NOW;
    private RemovalCases cases;
    private RemovalCommands commands;
    private Inventories inventories;

    /** Says page by page what it was told to say; a page of null breaks off. */
    private static class Liar implements DeviceManager {
        private final List<Page> pages = new ArrayList<>();
        private final List<String> commanded = new ArrayList<>();
        private int busyAfter = Integer.MAX_VALUE;
        private Command last;
        private State opening = State.DONE;

        @Override
        public String name() {
            return "LIAR";
        }

        @Override
        public Page inventory(Sought sought, String cursor) throws ManagerUnreachable {
            Page page = pages.get(cursor == null ? 0 : Integer.parseInt(cursor));
            if (page == null) throw new ManagerUnreachable("half a page", null);
            return page;
        }

        @Override
        public Answer command(Command command) throws ManagerBusy {
            if (commanded.size() >= busyAfter) throw new ManagerBusy("LIAR", Duration.ofSeconds(17));
            commanded.add(command.key());
            last = command;
            return new Answer(command.kind() == Kind.UNBLOCK ? opening : State.DONE, NOW);
        }

        void says(Page... all) {
            pages.clear();
            pages.addAll(Arrays.asList(all));
        }
    }

    @BeforeAll
    static void tables() {
        Flyway.configure().dataSource(TestDatabase.named("liar")).baselineOnMigrate(true).baselineVersion("0").load().migrate();
        db = JdbcClient.create(TestDatabase.named("liar"));
    }

    @BeforeEach
    void measure() throws Exception {
        db.sql("truncate device, removal_campaign cascade").update();
        at(NOW);
        new Campaigns(db, clock()).open(CAMPAIGN, new Terms("TikTok", "com.zhiliaoapp.musically", "", "", "Directive", "PHONE", LocalDate.of(2026, 11, 25), LocalDate.of(2027, 2, 25), 60));
    }

    private Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private void at(Instant moment) {
        now = moment;
        var campaigns = new Campaigns(db, clock());
        DeviceRegister register = Systems.register(db, clock());
        DeviceManagers managers = Systems.of(system, clock());
        cases = new RemovalCases(db, clock(), campaigns);
        commands = new RemovalCommands(db, clock(), campaigns, managers);
        inventories = new Inventories(db, clock(), campaigns, managers, register);
    }

    private static DeviceManager.Seen seen(String id, String serial, Instant sync) {
        return new DeviceManager.Seen(id, id, serial, "Téléphone", "COMPANY", "ANDROID", "PHONE", true, false, null, sync);
    }

    private static DeviceManager.Page page(List<DeviceManager.Seen> devices, String... listed) {
        return new DeviceManager.Page(devices, Arrays.stream(listed).map(id -> new DeviceManager.Listed(id, "34.1")).toList(), List.of(), null);
    }

    private void read() throws Exception {
        Instant begun = now;
        while (inventories.readPage(CAMPAIGN, begun)) {
            // Until it is read.
        }
    }

    private long device() {
        return db.sql("select id from device where serial = 'A1'").query(Long.class).single();
    }

    /** Commanded an hour ago, when the first inventory had the application on it. */
    private News commandedAndHeardAgain(DeviceManager.Page later) throws Exception {
        system.says(page(List.of(seen("a", "A1", NOW.minusSeconds(60))), "a"));
        read();
        assertThat(cases.open(CAMPAIGN, 0)).containsExactly(device());
        cases.news(CAMPAIGN, Share.WHOLE, 0);
        commands.send(CAMPAIGN, device(), DeviceManager.Kind.UNINSTALL);
        cases.now(CAMPAIGN, device(), "COMMANDED");
        at(NOW.plusSeconds(3_600));
        system.says(later);
        read();
        List<News> news = cases.news(CAMPAIGN, Share.WHOLE, 0);
        return news.isEmpty() ? null : news.get(0);
    }

    @Test
    void doneAndGoneInALaterReportIsGone() throws Exception {
        assertThat(commandedAndHeardAgain(page(List.of(seen("a", "A1", NOW.plusSeconds(3_000))))).isGone()).isTrue();
    }

    @Test
    void whatIsSaidToBeDoneAndIsStillListedIsNotGone() throws Exception {
        News news = commandedAndHeardAgain(page(List.of(seen("a", "A1", NOW.plusSeconds(3_000))), "a"));
        assertThat(news).extracting(News::isGone, News::listed, News::reportLater, News::commandState).containsExactly(false, true, true, "DONE");
    }

    @Test
    void absentInAReportFromBeforeTheCommandIsNotGone() throws Exception {
        assertThat(commandedAndHeardAgain(page(List.of(seen("a", "A1", NOW.minusSeconds(10))))).isGone()).isFalse();
    }

    @Test
    void aReportFromAClockThatRunsAheadProvesNothing() throws Exception {
        assertThat(commandedAndHeardAgain(page(List.of(seen("a", "A1", NOW.plusSeconds(90_000))))).isGone()).isFalse();
    }

    @Test
    void aClockThatRunsBehindOnlyWaits() throws Exception {
        assertThat(commandedAndHeardAgain(page(List.of(seen("a", "A1", NOW.minusSeconds(4_000))))).isGone()).as("older than what is known").isFalse();
    }

    @Test
    void aDeviceThatIsGoneIsNotDone() throws Exception {
        assertThat(commandedAndHeardAgain(page(List.of(seen("b", "B2", NOW.plusSeconds(3_000)))))).as("nothing is known of it").isNull();
        assertThat(cases.ofGoneDevices(CAMPAIGN, Share.WHOLE)).containsExactly(device());
        assertThat(db.sql("select state from removal_case").query(String.class).list()).as("cancelled by the campaign, never proven").containsExactly("COMMANDED");
    }

    @Test
    void whenAllAreGoneTheInventoryIsNotBelieved() throws Exception {
        var fleet = IntStream.range(0, 60).mapToObj(number -> seen("n" + number, "N" + number, NOW.minusSeconds(60))).toList();
        system.says(page(fleet));
        read();
        at(NOW.plusSeconds(60));
        system.says(page(fleet.subList(0, 50)));
        read();
        assertThat(db.sql("select count(*) from device where gone_at is not null").query(Long.class).single()).isZero();
        at(NOW.plusSeconds(120));
        system.says(page(fleet.subList(0, 55)));
        read();
        assertThat(db.sql("select count(*) from device where gone_at is not null").query(Long.class).single()).as("five of sixty may be").isEqualTo(5);
    }

    @Test
    void aDeviceThatIsListedTwiceIsOneCaseAndTheLaterReportCounts() throws Exception {
        system.says(page(List.of(seen("old", "A1", NOW.minusSeconds(900_000)), seen("new", "a-1", NOW.minusSeconds(60))), "old", "new", "new"));
        read();
        assertThat(cases.open(CAMPAIGN, 0)).hasSize(1);
        assertThat(cases.open(CAMPAIGN, 0)).isEmpty();
        assertThat(db.sql("select managed_id || ' ' || versions from device join device_finding on device = id").query(String.class).list()).containsExactly("new 34.1");
    }

    @Test
    void whatBreaksOffConcludesNothingAndGoesOnWhereItWas() throws Exception {
        var first = new DeviceManager.Page(List.of(seen("a", "A1", NOW.minusSeconds(60))), List.of(), List.of(), "1");
        system.says(first, null);
        assertThatThrownBy(this::read).isInstanceOf(DeviceManager.ManagerUnreachable.class);
        assertThat(db.sql("select count(*) from device_finding where listed is null").query(Long.class).single()).as("not absent, unknown").isEqualTo(1);
        system.says(null, page(List.of(), "a"));
        read();
        assertThat(db.sql("select listed from device_finding").query(Boolean.class).list()).containsExactly(true);
        assertThat(db.sql("select pages from inventory_run").query(Integer.class).list()).containsExactly(2);
    }

    @Test
    void aSystemThatHasNoMoreTimeBlocksTheRestLaterAndNoneTwice() throws Exception {
        system.says(page(IntStream.range(0, 6).mapToObj(number -> seen("n" + number, "N" + number, NOW.minusSeconds(60))).toList()));
        read();
        var clean = cases.untouched(CAMPAIGN, 0);
        assertThat(clean).hasSize(6);
        cases.keepAway(CAMPAIGN, clean);
        system.busyAfter = 4;
        assertThat(commands.sendAll(CAMPAIGN, clean, DeviceManager.Kind.BLOCK)).hasSize(4);
        assertThatThrownBy(() -> commands.sendAll(CAMPAIGN, clean, DeviceManager.Kind.BLOCK)).isInstanceOf(DeviceManager.ManagerBusy.class);
        db.sql("delete from device_command where state = 'WRITTEN'").update();
        system.busyAfter = 99;
        assertThat(commands.sendAll(CAMPAIGN, clean, DeviceManager.Kind.BLOCK)).hasSize(2);
        assertThat(system.commanded).hasSize(6).doesNotHaveDuplicates();
    }

    private void outcomes(DeviceManager.Outcome... outcomes) throws Exception {
        system.says(page(List.of(seen("a", "A1", NOW.minusSeconds(60))), "a"));
        read();
        cases.open(CAMPAIGN, 0);
        db.sql("insert into device_command (campaign, device, round, kind, attempt, state, written_at) values (:campaign, :device, 1, 'UNINSTALL', 1, 'PENDING', now())").param("campaign", CAMPAIGN).param("device", device()).update();
        at(NOW.plusSeconds(3_600));
        system.says(new DeviceManager.Page(List.of(seen("a", "A1", NOW.plusSeconds(3_000))), List.of(), Arrays.asList(outcomes), null));
        read();
    }

    private static DeviceManager.Outcome outcome(String id, DeviceManager.State state, Instant moment) {
        return new DeviceManager.Outcome(id, DeviceManager.Kind.UNINSTALL, state, moment);
    }

    private String commanded() {
        return db.sql("select state || ' ' || extract(epoch from answered_at)::bigint from device_command").query(String.class).single();
    }

    @Test
    void ofSeveralAnswersToOneCommandTheFirstThatEndsItCounts() throws Exception {
        outcomes(outcome("a", DeviceManager.State.PENDING, NOW.plusSeconds(1)), outcome("nobody", DeviceManager.State.DONE, NOW), outcome("a", DeviceManager.State.FAILED, null),
                outcome("a", DeviceManager.State.DONE, NOW.plusSeconds(3)));
        assertThat(commanded()).as("when it does not say, now").isEqualTo("FAILED " + NOW.plusSeconds(3_600).getEpochSecond());
    }

    @Test
    void whileNoAnswerEndsACommandTheLastCounts() throws Exception {
        outcomes(outcome("a", DeviceManager.State.PENDING, NOW.plusSeconds(1)), outcome("a", DeviceManager.State.PENDING, NOW.plusSeconds(2)));
        assertThat(commanded()).isEqualTo("PENDING " + NOW.plusSeconds(2).getEpochSecond());
    }

    private static final String OTHER = "APP-2026-000002-6";

    /** Another measure, which has blocked the device. */
    private void another(long device, String application) throws Exception {
        new Campaigns(db, clock()).open(OTHER, new Terms(application, "", "com.tencent.xin", "", "Directive", "PHONE", LocalDate.of(2026, 11, 25), LocalDate.of(2027, 2, 25), 60));
        db.sql("insert into removal_case (campaign, device, state, opened_at) values (:other, :device, 'COMMANDED', now())").param("other", OTHER).param("device", device).update();
        commands.send(OTHER, device, DeviceManager.Kind.BLOCK);
    }

    private String key() {
        return CAMPAIGN + "." + device() + ".1.";
    }

    private void blocked() throws Exception {
        system.says(page(List.of(seen("a", "A1", NOW.minusSeconds(60))), "a"));
        read();
        cases.open(CAMPAIGN, 0);
        commands.send(CAMPAIGN, device(), DeviceManager.Kind.BLOCK);
    }

    @Test
    void aDeviceIsToldBothInThisOrderAndASystemThatHasNoTimeForTheSecondSaysSo() throws Exception {
        system.says(page(List.of(seen("a", "A1", NOW.minusSeconds(60))), "a"));
        read();
        cases.open(CAMPAIGN, 0);
        system.busyAfter = 1;
        assertThatThrownBy(() -> commands.send(CAMPAIGN, device(), DeviceManager.Kind.UNINSTALL, DeviceManager.Kind.BLOCK)).isInstanceOf(DeviceManager.ManagerBusy.class);
        db.sql("delete from device_command").update(); // as the transaction would
        system.busyAfter = 99;
        commands.send(CAMPAIGN, device(), DeviceManager.Kind.UNINSTALL, DeviceManager.Kind.BLOCK);
        assertThat(system.commanded).containsExactly(key() + "UNINSTALL.1", key() + "UNINSTALL.1", key() + "BLOCK.1");
        commands.send(CAMPAIGN, device(), DeviceManager.Kind.UNINSTALL, DeviceManager.Kind.BLOCK);
        assertThat(system.commanded).as("told already").hasSize(3);
    }

    @Test
    void nothingIsForbiddenToADeviceWithAnExceptionUntilItsLastDayIsOver() throws Exception {
        system.says(page(List.of(seen("a", "A1", NOW.minusSeconds(60))), "a"));
        read();
        cases.open(CAMPAIGN, 0);
        db.sql("""
                insert into removal_exception (number, campaign, device, person, reason, asked_at, resolution, granted_on, until)
                values ('EXC-2026-000001-1', :campaign, :device, 'Sgt Roy', 'Enquête', now(), 'CS-12', :day, :day)""").param("campaign", CAMPAIGN).param("device", device())
                .param("day", LocalDate.ofInstant(NOW, BusinessCalendar.ZONE)).update();
        assertThat(commands.send(CAMPAIGN, device(), DeviceManager.Kind.UNINSTALL, DeviceManager.Kind.BLOCK)).isFalse();
        assertThat(commands.sendAll(CAMPAIGN, List.of(device()), DeviceManager.Kind.BLOCK)).isEmpty();
        assertThat(system.commanded).isEmpty();
        assertThat(cases.facts(CAMPAIGN, device()).exceptionValid()).isTrue();
        at(NOW.plus(Duration.ofDays(1)));
        assertThat(cases.facts(CAMPAIGN, device()).exceptionValid()).isFalse();
        assertThat(commands.send(CAMPAIGN, device(), DeviceManager.Kind.UNINSTALL, DeviceManager.Kind.BLOCK)).isTrue();
        assertThat(system.commanded).hasSize(2);
    }

    @Test
    void aBlockedDeviceIsToldWhatTheMeasureIsCalledNow() throws Exception {
        blocked();
        assertThat(commands.blockAgain(CAMPAIGN)).as("not amended").isEmpty();
        at(NOW.plusSeconds(60));
        new Campaigns(db, clock()).renew(CAMPAIGN, "com.zhiliaoapp.musically,com.ss.android.ugc.trill", "", "", LocalDate.of(2027, 2, 25));
        assertThat(commands.blockAgain(CAMPAIGN)).as("its open case commands it").isEmpty();
        cases.close(CAMPAIGN, device(), "COMPLIANT");
        db.sql("update device set owner_type = 'PERSONAL'").update();
        assertThat(commands.blockAgain(CAMPAIGN)).as("somebody's own now").isEmpty();
        db.sql("update device set owner_type = 'COMPANY'").update();
        new Campaigns(db, clock()).pause(CAMPAIGN);
        assertThat(commands.blockAgain(CAMPAIGN)).as("paused").isEmpty();
        new Campaigns(db, clock()).resume(CAMPAIGN, 60);
        assertThat(commands.blockAgain(CAMPAIGN)).containsOnlyKeys(device());
        assertThat(system.last.key()).isEqualTo(key() + "BLOCK.2");
        assertThat(system.last.application().ids().androidIds()).containsExactly("com.zhiliaoapp.musically", "com.ss.android.ugc.trill");
        assertThat(commands.blockAgain(CAMPAIGN)).as("once").isEmpty();
    }

    @Test
    void aCommandSaysWhatOtherMeasuresKeepAwayFromTheDeviceAndNoMoreOnceTheyDoNot() throws Exception {
        blocked();
        assertThat(system.last.others()).isEmpty();
        another(device(), "WeChat");
        assertThat(system.last.others()).extracting(DeviceManager.Forbidden::name).containsExactly("TikTok");
        assertThat(commands.sendAll(CAMPAIGN, List.of(device()), DeviceManager.Kind.UNBLOCK)).hasSize(1);
        assertThat(system.last.others()).extracting(DeviceManager.Forbidden::name).as("lifting one leaves the other").containsExactly("WeChat");
        commands.send(OTHER, device(), DeviceManager.Kind.UNINSTALL);
        assertThat(system.last.others()).as("unblocked").isEmpty();
        commands.send(CAMPAIGN, device(), DeviceManager.Kind.BLOCK);
        new Campaigns(db, clock()).lift(OTHER);
        commands.unblock(CAMPAIGN, device());
        assertThat(system.last.others()).as("lifted").isEmpty();
    }

    @Test
    void aDeviceThatWillNotOpenIsAskedAgainThreeTimesInAllAndEachTimeByAnotherKey() throws Exception {
        blocked();
        system.opening = DeviceManager.State.FAILED;
        for (int times = 1; times <= RemovalCommands.TRIES; times++) {
            assertThat(commands.blocked(CAMPAIGN, 0, 200)).as("try " + times).containsExactly(device());
            assertThat(commands.sendAll(CAMPAIGN, List.of(device()), DeviceManager.Kind.UNBLOCK)).hasSize(1);
            assertThat(commands.isToBeAskedAgain(CAMPAIGN)).isEqualTo(times < RemovalCommands.TRIES);
            assertThat(commands.blocked(CAMPAIGN, 0, 200)).as("not twice in one pass").isEmpty();
            at(now.plusSeconds(3_600));
        }
        assertThat(commands.blocked(CAMPAIGN, 0, 200)).as("a person’s now").isEmpty();
        assertThat(new CampaignFigures(db, clock()).stillBlocked(CAMPAIGN)).singleElement().satisfies(stuck -> assertThat(stuck.refused()).isEqualTo(RemovalCommands.TRIES));
        assertThat(system.commanded).hasSize(1 + RemovalCommands.TRIES).doesNotHaveDuplicates();
        system.opening = DeviceManager.State.DONE;
        commands.unblock(CAMPAIGN, device());
        assertThat(new CampaignFigures(db, clock()).stillBlocked(CAMPAIGN)).isEmpty();
        commands.send(CAMPAIGN, device(), DeviceManager.Kind.BLOCK);
        assertThat(commands.blocked(CAMPAIGN, 0, 200)).as("blocked once more").containsExactly(device());
        assertThat(system.commanded).doesNotHaveDuplicates();
    }

    @Test
    void pagesOfCasesBeginBehindTheLastOneAndTheNextReadingAtTheFirst() throws Exception {
        system.says(page(IntStream.range(0, 3).mapToObj(number -> seen("n" + number, "N" + number, NOW.minusSeconds(60))).toList(), "n0", "n1", "n2"));
        read();
        List<Long> ids = db.sql("select id from device order by id").query(Long.class).list();
        assertThat(cases.open(CAMPAIGN, ids.get(1))).containsExactly(ids.get(2));
        assertThat(cases.open(CAMPAIGN, 0)).containsExactly(ids.get(0), ids.get(1));
        assertThat(cases.news(CAMPAIGN, Share.WHOLE, ids.get(0))).extracting(News::device).containsExactly(ids.get(1), ids.get(2));
        assertThat(cases.news(CAMPAIGN, Share.WHOLE, 0)).extracting(News::device).as("told once").containsExactly(ids.get(0));
    }

    @Test
    void sharesHaveNoCaseInCommonAndLeaveNoneOut() throws Exception {
        system.says(page(IntStream.range(0, 7).mapToObj(number -> seen("n" + number, "N" + number, NOW.minusSeconds(60))).toList(), IntStream.range(0, 7).mapToObj(number -> "n" + number).toArray(String[]::new)));
        read();
        List<Long> ids = cases.open(CAMPAIGN, 0);
        read();
        var told = IntStream.range(0, 3).mapToObj(number -> cases.news(CAMPAIGN, new Share(number, 3), 0).stream().map(News::device).toList()).toList();
        assertThat(told).allMatch(share -> share.size() == 2 || share.size() == 3);
        assertThat(told.stream().flatMap(List::stream).toList()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void aCampaignPausesWhenMoreOfTheCommandedFailThanItAllows() throws Exception {
        system.says(page(IntStream.range(0, 25).mapToObj(number -> seen("n" + number, "N" + number, NOW.minusSeconds(60))).toList(), IntStream.range(0, 25).mapToObj(number -> "n" + number).toArray(String[]::new)));
        read();
        List<Long> ids = cases.open(CAMPAIGN, 0);
        for (long id : ids.subList(0, 20)) commands.send(CAMPAIGN, id, DeviceManager.Kind.UNINSTALL);
        for (long id : ids.subList(20, 25)) assertThat(cases.failed(CAMPAIGN, id)).as("never commanded").isFalse();
        for (long id : ids.subList(0, 12)) assertThat(cases.failed(CAMPAIGN, id)).as("12 of 20 are 60 %, and no more").isFalse();
        assertThat(cases.failed(CAMPAIGN, ids.get(0))).as("the same one").isFalse();
        assertThat(cases.failed(CAMPAIGN, ids.get(12))).isTrue();
        assertThat(cases.failed(CAMPAIGN, ids.get(13))).as("paused already").isFalse();
    }
}
