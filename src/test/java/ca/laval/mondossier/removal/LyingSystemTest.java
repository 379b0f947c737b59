package ca.laval.mondossier.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.TestDatabase;
import ca.laval.mondossier.device.DeviceManager;
import ca.laval.mondossier.device.DeviceManagers;
import ca.laval.mondossier.device.DeviceRegister;
import ca.laval.mondossier.device.Systems;
import ca.laval.mondossier.removal.Campaign.Terms;
import ca.laval.mondossier.removal.RemovalCases.News;
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
            return new Answer(State.DONE, NOW);
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
        cases = new RemovalCases(db, clock(), campaigns, register);
        commands = new RemovalCommands(db, clock(), campaigns, register, managers);
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
        assertThat(cases.open(CAMPAIGN)).containsExactly(device());
        cases.news(CAMPAIGN);
        commands.send(CAMPAIGN, device(), DeviceManager.Kind.UNINSTALL);
        cases.now(CAMPAIGN, device(), "COMMANDED");
        at(NOW.plusSeconds(3_600));
        system.says(later);
        read();
        List<News> news = cases.news(CAMPAIGN);
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
        assertThat(cases.ofGoneDevices(CAMPAIGN)).containsExactly(device());
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
        assertThat(cases.open(CAMPAIGN)).hasSize(1);
        assertThat(cases.open(CAMPAIGN)).isEmpty();
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
        var clean = cases.untouched(CAMPAIGN, 0).stream().map(RemovalCases.Untouched::device).toList();
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
}
