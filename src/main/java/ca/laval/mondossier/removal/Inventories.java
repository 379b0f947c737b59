package ca.laval.mondossier.removal;

import ca.laval.mondossier.device.DeviceManager.Listed;
import ca.laval.mondossier.device.DeviceManager.ManagerBusy;
import ca.laval.mondossier.device.DeviceManager.ManagerUnreachable;
import ca.laval.mondossier.device.DeviceManager.Outcome;
import ca.laval.mondossier.device.DeviceManager.Page;
import ca.laval.mondossier.device.DeviceManager.Seen;
import ca.laval.mondossier.device.DeviceManagers;
import ca.laval.mondossier.device.DeviceRegister;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Readings of the management systems for a campaign, a page at a time. The place where the next page begins is kept with the page, so a
 * reading that broke off goes on. What is absent is concluded at the end of a run only, from devices that this run saw.
 */
@Component
public class Inventories {
    private static final int BELIEVED_MISSING = 5;
    private static final Duration PLACE_HOLDS = Duration.ofHours(12);

    private final JdbcClient db;
    private final Clock clock;
    private final Campaigns campaigns;
    private final DeviceManagers managers;
    private final DeviceRegister register;

    Inventories(JdbcClient db, Clock clock, Campaigns campaigns, DeviceManagers managers, DeviceRegister register) {
        this.db = db;
        this.clock = clock;
        this.campaigns = campaigns;
        this.managers = managers;
        this.register = register;
    }

    private record Run(long id, String manager, String cursor) {
    }

    /**
     * Reads the next page of the reading that began at a moment.
     *
     * @return whether there are more
     */
    @Transactional(propagation = Propagation.NESTED, rollbackFor = {ManagerBusy.class, ManagerUnreachable.class})
    public boolean readPage(String campaign, Instant begun) throws ManagerBusy, ManagerUnreachable {
        var measure = campaigns.find(campaign).filter(found -> !found.isLifted());
        if (measure.isEmpty()) return false;
        beginAgain(campaign);
        Optional<Run> next = open(campaign).or(() -> begin(campaign, begun));
        if (next.isEmpty()) return false;
        Run run = next.get();
        Page page = managers.named(run.manager()).inventory(measure.get().terms().sought(), run.cursor());
        register.seen(run.manager(), page.devices());
        noteSeen(campaign, run, page.devices());
        noteListed(campaign, run, page.listed());
        noteOutcomes(campaign, run, page.outcomes());
        db.sql("update inventory_run set cursor = :cursor, pages = pages + 1 where id = :id").param("cursor", page.next(), java.sql.Types.VARCHAR).param("id", run.id()).update();
        if (page.next() != null) return true;
        conclude(campaign, run);
        return begins(campaign, begun).isPresent();
    }

    /** A place to go on from is good for some hours: an older run begins again, otherwise no later one would ever be read. */
    private void beginAgain(String campaign) {
        db.sql("update inventory_run set cursor = null, started_at = :now where campaign = :campaign and ended_at is null and started_at < :stale")
                .param("now", now()).param("campaign", campaign).param("stale", Timestamp.from(clock.instant().minus(PLACE_HOLDS))).update();
    }

    private Optional<Run> open(String campaign) {
        return db.sql("select id, manager, cursor from inventory_run where campaign = :campaign and ended_at is null and manager in (:managers) order by id limit 1 for update")
                .param("campaign", campaign).param("managers", known()).query((row, index) -> new Run(row.getLong(1), row.getString(2), row.getString(3))).optional();
    }

    private Optional<Run> begin(String campaign, Instant begun) {
        return begins(campaign, begun).flatMap(manager -> db.sql("insert into inventory_run (campaign, manager, started_at) values (:campaign, :manager, :now) on conflict do nothing returning id")
                .param("campaign", campaign).param("manager", manager).param("now", now()).query(Long.class).optional().map(id -> new Run(id, manager, null)));
    }

    /** The first system that this reading has not read. */
    private Optional<String> begins(String campaign, Instant begun) {
        return managers.names().stream().filter(manager -> !db.sql("select exists (select from inventory_run where campaign = :campaign and manager = :manager and started_at >= :begun)")
                .param("campaign", campaign).param("manager", manager).param("begun", Timestamp.from(begun)).query(Boolean.class).single()).findFirst();
    }

    private List<String> known() {
        return managers.names().isEmpty() ? List.of("-") : managers.names();
    }

    private void noteSeen(String campaign, Run run, List<Seen> devices) {
        db.sql("""
                insert into device_finding (campaign, device, run, seen_at) select :campaign, id, :run, last_sync from device where manager = :manager and managed_id = any(:ids::text[])
                on conflict (campaign, device) do update set run = excluded.run, seen_at = excluded.seen_at""")
                .param("campaign", campaign).param("run", run.id()).param("manager", run.manager()).param("ids", column(devices, Seen::managedId)).update();
    }

    /**
     * Several versions on one device, or one listed twice, are one finding. Found by their devices, not by the index of the run, `run + 0`:
     * a planner that does not know yet how many a run has would read all of them for each.
     */
    private void noteListed(String campaign, Run run, List<Listed> listed) {
        db.sql("""
                update device_finding f set listed_run = :run, versions = found.versions
                from (select d.id, string_agg(distinct l.version, ', ' order by l.version) as versions from unnest(:ids::text[], :versions::text[]) l (id, version)
                      join device d on d.manager = :manager and d.managed_id = l.id group by d.id) found
                where f.campaign = :campaign and f.device = found.id and f.run + 0 = :run""")
                .param("campaign", campaign).param("run", run.id()).param("manager", run.manager()).param("ids", column(listed, Listed::managedId)).param("versions", column(listed, Listed::version)).update();
    }

    /** Of several answers to one command the first that ends it counts; while none does, the last. */
    private void noteOutcomes(String campaign, Run run, List<Outcome> outcomes) {
        db.sql("""
                update device_command c set state = o.state, answered_at = coalesce(o.at::timestamptz, :now)
                from (select distinct on (id, kind) * from unnest(:ids::text[], :kinds::text[], :states::text[], :ats::text[]) with ordinality o (id, kind, state, at, n) order by id, kind, state = 'PENDING', case state when 'PENDING' then -n else n end) o
                join device d on d.manager = :manager and d.managed_id = o.id
                where c.campaign = :campaign and c.device = d.id and c.kind = o.kind and c.state in ('WRITTEN', 'PENDING')""")
                .param("now", now()).param("ids", column(outcomes, Outcome::managedId)).param("kinds", column(outcomes, outcome -> outcome.kind().name()))
                .param("states", column(outcomes, outcome -> outcome.state().name())).param("ats", column(outcomes, outcome -> outcome.at() == null ? null : outcome.at().toString()))
                .param("manager", run.manager()).param("campaign", campaign).update();
    }

    private void conclude(String campaign, Run run) {
        db.sql("update device_finding set listed = listed_run is not distinct from run, reported_at = seen_at, versions = case when listed_run = run then versions end where run = :run")
                .param("run", run.id()).update();
        db.sql("update inventory_run set ended_at = :now, cursor = null where id = :id").param("now", now()).param("id", run.id()).update();
        dropMissing(campaign, run);
    }

    /** Devices that their system no longer has, and that nobody saw since the run began; a run that misses more than a tenth of them is not believed. Unless the asset list has them, they have left the city. */
    private void dropMissing(String campaign, Run run) {
        List<Long> missing = db.sql("""
                select id from device d where manager = :manager and updated_at < (select started_at from inventory_run where id = :run)
                and not exists (select from device_finding f where f.campaign = :campaign and f.device = d.id and f.run >= :run)""")
                .param("manager", run.manager()).param("campaign", campaign).param("run", run.id()).query(Long.class).list();
        long known = db.sql("select count(*) from device where manager = :manager").param("manager", run.manager()).query(Long.class).single();
        if (missing.isEmpty() || missing.size() > Math.max(BELIEVED_MISSING, known / 10)) return;
        db.sql("delete from device_finding where device in (:missing)").param("missing", missing).update();
        db.sql("""
                update device set manager = null, managed_id = null, updated_at = :now,
                    gone_at = case when listed_at is null and reported_lost is null then cast(:now as timestamptz) end, holder_email = case when listed_at is null and reported_lost is null then null else holder_email end
                where id in (:missing)""").param("now", now()).param("missing", missing).update();
    }

    private static <T> String[] column(List<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
