package ca.laval.mondossier.removal;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.device.Device;
import ca.laval.mondossier.device.DeviceRegister;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The cases of a campaign's devices: which are to be opened, what is known of each, and where each stands. A device has one open case at most. */
@Component
public class RemovalCases {
    /** A device that never had the application and is blocked: a case that was closed as it was opened, without a process. */
    public static final String KEPT_AWAY = "KEPT_AWAY";
    /** States that a case ends in. */
    public static final Set<String> CLOSED = Set.of("COMPLIANT", "BLOCKED_HIDDEN", "CLEAN", KEPT_AWAY, "OUT_OF_SCOPE", "INCIDENT", "CANCELLED");
    static final int PAGE = 200;
    /** Below this many commanded devices a rate says nothing. */
    private static final int ENOUGH = 20;
    /** A report from further ahead comes from a clock that is wrong. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    private final JdbcClient db;
    private final Clock clock;
    private final Campaigns campaigns;

    RemovalCases(JdbcClient db, Clock clock, Campaigns campaigns) {
        this.db = db;
        this.clock = clock;
        this.campaigns = campaigns;
    }

    /** What the tables ask of a device. */
    public record Facts(String ownerType, String category, boolean lost, boolean exceptionValid, LocalDate exceptionUntil, boolean campaignPaused, boolean jailBroken, boolean enrolled,
                        long syncAgeDays, boolean detected, boolean controllable) {
    }

    /** Of the devices those whose id, divided by `of`, leaves `number`: shares that are worked on beside each other have none in common. */
    public record Share(int number, int of) {
        public static final Share WHOLE = new Share(0, 1);
    }

    /** What an inventory says of a device that was told something. */
    public record News(long device, String state, boolean lost, boolean tampered, boolean listed, boolean reportLater, String commandState, boolean blocked, long waitingHours, long resyncs) {
        /** Not believed of a device that somebody else may have in hand. */
        public boolean isGone() {
            return !listed && reportLater && !lost && !tampered;
        }

        public boolean isInSomebodysHands() {
            return state.equals("BY_HAND") || isChased();
        }

        /** One that was chased reports again, with the application. */
        public boolean isBack() {
            return isChased() && reportLater;
        }

        private boolean isChased() {
            return state.equals("CHASED");
        }
    }

    /**
     * Opens the next cases, two hundred at most: devices in scope that have the application, are silent, lost, tampered with, or in no
     * system, and have no open case. One that was done is opened again when a later report has the application; a hidden one each month. One that
     * had nothing to remove is opened when it falls silent, is lost or tampered with; one that had left, or was somebody's own, when it is the city's (again).
     *
     * @param after their ids are above this one
     * @return their devices, by id; none at the end
     */
    @Transactional
    public List<Long> open(String campaign, long after) {
        if (!campaigns.holds(campaign)) return List.of();
        return db.sql("""
                with opened as (
                insert into removal_case (campaign, device, round, state, opened_at)
                select :campaign, d.id, coalesce(last.round, 0) + 1, 'OPEN', :now
                from device d join removal_campaign c on c.number = :campaign
                left join device_finding f on f.campaign = :campaign and f.device = d.id
                left join lateral (select round, state, closed_at from removal_case r where r.campaign = :campaign and r.device = d.id order by round desc limit 1) last on true
                where d.id > :after and d.gone_at is null and d.category = any(string_to_array(c.categories, ','))
                  and (f.listed or d.owner_type <> 'PERSONAL' and (d.reported_lost is not null or d.jail_broken or d.manager is null or d.last_sync is null or d.last_sync < :silent))
                  and (last.round is null or last.state in ('COMPLIANT', 'CLEAN', 'KEPT_AWAY') and f.listed and f.reported_at > last.closed_at
                       or last.state in ('CLEAN', 'KEPT_AWAY') and f.listed is not true
                       or last.state = 'CANCELLED' or last.state = 'OUT_OF_SCOPE' and d.owner_type <> 'PERSONAL'
                       or last.state = 'BLOCKED_HIDDEN' and f.listed and last.closed_at < :aMonthAgo)
                order by d.id limit :page on conflict do nothing returning device)
                select device from opened order by device""")
                .param("campaign", campaign).param("after", after).param("now", now()).param("silent", ago(Duration.ofDays(14))).param("aMonthAgo", ago(Duration.ofDays(30))).param("page", PAGE).query(Long.class).list();
    }

    /** The exception of a device without an open case is over: it was unblocked, and is looked at again in a further round. Whether there is one now. */
    @Transactional
    public boolean reopen(String campaign, long device) {
        if (!campaigns.holds(campaign)) return false;
        return db.sql("""
                insert into removal_case (campaign, device, round, state, opened_at)
                select campaign, device, max(round) + 1, 'OPEN', :now from removal_case r where campaign = :campaign and device = :device
                and exists (select from device_command u where (u.campaign, u.device, u.kind) = (r.campaign, r.device, 'UNBLOCK')) group by campaign, device having bool_and(closed_at is not null)
                on conflict do nothing""").param("campaign", campaign).param("device", device).param("now", now()).update() == 1;
    }

    /** Of these devices those whose application an inventory proved gone, and that have it again without an exception. */
    public List<Long> cameBack(String campaign, List<Long> devices) {
        if (devices.isEmpty()) return List.of();
        return db.sql("""
                select r.device from removal_case r join removal_case before on (before.campaign, before.device, before.round) = (r.campaign, r.device, r.round - 1) and before.state = 'COMPLIANT'
                where r.campaign = :campaign and r.device in (:devices) and r.closed_at is null
                  and not exists (select %s) order by r.device""".formatted(RemovalExceptions.IN_FORCE.formatted("r.campaign", "r.device"))).param("today", today()).param("campaign", campaign).param("devices", devices).query(Long.class).list();
    }

    /**
     * The next devices in scope without the application that have no case, or were found clean and never blocked because a pause or an
     * exception came between; two hundred at most, by their ids.
     */
    @Transactional
    public List<Long> untouched(String campaign, long after) {
        if (!campaigns.holds(campaign)) return List.of();
        return db.sql("""
                select d.id from device d join removal_campaign c on c.number = :campaign join device_finding f on f.campaign = :campaign and f.device = d.id and not f.listed
                where d.id > :after and d.gone_at is null and d.owner_type <> 'PERSONAL' and d.category = any(string_to_array(c.categories, ','))
                  and not exists (select from removal_case r where r.campaign = :campaign and r.device = d.id and r.state <> 'CLEAN')
                  and not exists (select from device_command b where b.campaign = :campaign and b.device = d.id and b.kind = 'BLOCK') order by d.id limit :page""")
                .param("campaign", campaign).param("after", after).param("page", PAGE).query(Long.class).list();
    }

    /** These never had the application and are about to be blocked: each a case that needs no process. */
    @Transactional
    public void keepAway(String campaign, List<Long> devices) {
        db.sql("""
                insert into removal_case (campaign, device, round, state, opened_at, closed_at) select :campaign, id, 1, 'KEPT_AWAY', :now, :now from device where id in (:devices) on conflict do nothing""")
                .param("campaign", campaign).param("now", now()).param("devices", devices).update();
    }

    /** As if they had not been looked at: their system had no time for them. */
    @Transactional
    public void leaveForLater(String campaign, List<Long> devices) {
        if (devices.isEmpty()) return;
        db.sql("delete from removal_case where campaign = :campaign and device in (:devices) and round = 1 and state = 'KEPT_AWAY'").param("campaign", campaign).param("devices", devices).update();
    }

    /** They cannot be blocked: without the application, and no more than that. */
    @Transactional
    public void onlyClean(String campaign, List<Long> devices) {
        if (devices.isEmpty()) return;
        db.sql("update removal_case set state = 'CLEAN' where campaign = :campaign and device in (:devices) and round = 1 and state = 'KEPT_AWAY'").param("campaign", campaign).param("devices", devices).update();
    }

    /** What is known of a device now. */
    public Facts facts(String campaign, long device) {
        return Optional.ofNullable(facts(campaign, List.of(device)).get(device)).orElseThrow(() -> new IllegalStateException("No device " + device + " or campaign " + campaign));
    }

    /** What is known of these devices now; what no inventory has concluded yet counts as there. */
    public Map<Long, Facts> facts(String campaign, List<Long> devices) {
        Instant now = clock.instant();
        var facts = new LinkedHashMap<Long, Facts>();
        if (devices.isEmpty()) return facts;
        db.sql("""
                select d.*, c.state = 'PAUSED' as paused, f.device is not null as seen, coalesce(f.listed, true) as listed, (select max(until) %s) as excepted_until
                from removal_campaign c join device d on d.id in (:devices) left join device_finding f on f.campaign = c.number and f.device = d.id
                where c.number = :campaign order by d.id""".formatted(RemovalExceptions.IN_FORCE.formatted("c.number", "d.id")))
                .param("campaign", campaign).param("devices", devices).param("today", today()).query((row, index) -> {
                    Device device = DeviceRegister.row(row, index);
                    LocalDate exception = row.getObject("excepted_until", LocalDate.class);
                    return facts.put(device.id(), new Facts(device.ownerType(), device.category(), device.reportedLost() != null, exception != null, exception, row.getBoolean("paused"), device.jailBroken(),
                            device.isEnrolled(), device.daysSilent(now), row.getBoolean("seen") ? row.getBoolean("listed") : device.isEnrolled(), device.isControllable()));
                }).list();
        return facts;
    }

    /**
     * Open cases that a complete run has news of, two hundred at most, by the ids of their devices; each is told of a run once.
     *
     * @param after their ids are above this one
     */
    @Transactional
    public List<News> news(String campaign, Share share, long after) {
        Instant now = clock.instant();
        return db.sql("""
                with told as (
                    update removal_case r set told_run = f.run from device_finding f join inventory_run i on i.id = f.run and i.ended_at is not null
                    where r.campaign = :campaign and r.closed_at is null and f.campaign = r.campaign and f.device = r.device and r.told_run is distinct from f.run
                      and r.ctid = any(array(select r2.ctid from removal_case r2 join device_finding f2 on f2.campaign = r2.campaign and f2.device = r2.device
                                             join inventory_run i2 on i2.id = f2.run and i2.ended_at is not null
                                             where r2.campaign = :campaign and r2.device > :after and mod(r2.device, :of) = :share and r2.closed_at is null and r2.told_run is distinct from f2.run order by r2.device limit :page for update of r2 skip locked))
                    returning r.campaign, r.device, r.round, r.state, r.opened_at, f.listed, f.reported_at)
                select t.*, d.reported_lost is not null as lost, d.jail_broken, u.state as command_state, coalesce(u.written_at, t.opened_at) as since,
                       exists (select from device_command b where (b.campaign, b.device, b.round, b.kind, b.state) = (t.campaign, t.device, t.round, 'BLOCK', 'DONE')
                                and b.attempt = (select max(attempt) from device_command l where (l.campaign, l.device, l.round, l.kind) = (t.campaign, t.device, t.round, 'BLOCK'))) as blocked,
                       (select count(*) from device_command s where (s.campaign, s.device, s.round, s.kind) = (t.campaign, t.device, t.round, 'SYNC')) as resyncs
                from told t join device d on d.id = t.device
                left join lateral (select state, written_at from device_command c where (c.campaign, c.device, c.round, c.kind) = (t.campaign, t.device, t.round, 'UNINSTALL')
                                   order by attempt desc limit 1) u on true
                order by t.device""")
                .param("share", share.number()).param("of", share.of()).param("campaign", campaign).param("after", after).param("page", PAGE).query((row, index) -> {
                    Instant since = row.getTimestamp("since").toInstant();
                    Timestamp reported = row.getTimestamp("reported_at");
                    String command = row.getString("command_state");
                    return new News(row.getLong("device"), row.getString("state"), row.getBoolean("lost"), row.getBoolean("jail_broken"), row.getBoolean("listed"), reported != null && reported.toInstant().isAfter(since) && !reported.toInstant().isAfter(now.plus(CLOCKS_APART)),
                            command == null ? "NONE" : command, row.getBoolean("blocked"), Math.max(0, Duration.between(since, now).toHours()), row.getLong("resyncs"));
                }).list();
    }

    /** Cases that wait for an inventory which no system will ever give: nobody has their device. Each is answered once per run, to be decided again. */
    @Transactional
    public List<News> ofUnmanagedDevices(String campaign, Share share) {
        return db.sql("""
                update removal_case r set told_run = last.id
                from device d, (select max(id) as id from inventory_run where campaign = :campaign and ended_at is not null) last
                where r.campaign = :campaign and r.state = 'COMMANDED' and (r.told_run is null or r.told_run < last.id) and d.id = r.device and d.manager is null and mod(d.id, :of) = :share
                  and not exists (select from device_finding f where f.campaign = r.campaign and f.device = r.device) returning r.device""")
                .param("share", share.number()).param("of", share.of()).param("campaign", campaign).query((row, index) -> new News(row.getLong(1), "COMMANDED", false, false, true, true, "NONE", false, 0, 0)).list();
    }

    /** Where the open case stands: COMMANDED, BY_HAND, CHASED, EXCEPTED or HELD. */
    @Transactional
    public void now(String campaign, long device, String state) {
        db.sql("update removal_case set state = :state where campaign = :campaign and device = :device and closed_at is null").param("state", state).param("campaign", campaign).param("device", device).update();
    }

    /** The end of the open case, once. */
    @Transactional
    public void close(String campaign, long device, String state) {
        db.sql("update removal_case set state = :state, closed_at = :now where campaign = :campaign and device = :device and closed_at is null")
                .param("state", state).param("now", now()).param("campaign", campaign).param("device", device).update();
    }

    /**
     * A removal that was commanded failed. Pauses the campaign when too many did; whether this one did it. The commanded ones are counted no
     * further than to where they are enough for the failed ones: a failure among forty thousand costs what one among a thousand does.
     */
    @Transactional
    public boolean failed(String campaign, long device) {
        db.sql("""
                update removal_case r set failures = failures + 1 where campaign = :campaign and device = :device and closed_at is null
                and exists (select from device_command k where (k.campaign, k.device, k.round, k.kind) = (r.campaign, r.device, r.round, 'UNINSTALL'))""").param("campaign", campaign).param("device", device).update();
        boolean tooMany = db.sql("""
                with failed as materialized (select count(*) as cases from removal_case where campaign = :campaign and failures > 0)
                select commanded.cases >= :enough and 100 * failed.cases > c.failure_percent * commanded.cases
                from removal_campaign c, failed, lateral (select count(*) as cases from (
                    select from device_command k where k.campaign = :campaign and k.kind = 'UNINSTALL' and k.attempt = 1 limit greatest(:enough, 1 + 100 * failed.cases / c.failure_percent)) k) commanded
                where c.number = :campaign""")
                .param("enough", ENOUGH).param("campaign", campaign).query(Boolean.class).single();
        return tooMany && campaigns.pause(campaign);
    }

    /** Open cases of devices that are neither listed nor managed any more, two hundred at most. */
    public List<Long> ofGoneDevices(String campaign, Share share) {
        return db.sql("select r.device from removal_case r join device d on d.id = r.device where r.campaign = :campaign and r.closed_at is null and d.gone_at is not null and mod(d.id, :of) = :share order by r.device limit :page")
                .param("share", share.number()).param("of", share.of())
                .param("campaign", campaign).param("page", PAGE).query(Long.class).list();
    }

    /** Open cases of a lifted campaign, two hundred at most. */
    public List<Long> stillOpen(String campaign) {
        return db.sql("select device from removal_case where campaign = :campaign and closed_at is null order by device limit :page").param("campaign", campaign).param("page", PAGE).query(Long.class).list();
    }

    /** Writes down how many devices stand where, and answers it: they add up to the cases of the campaign, each device once. */
    @Transactional
    public Map<String, Integer> count(String campaign) {
        var counts = new LinkedHashMap<String, Integer>();
        db.sql("""
                insert into removal_count (campaign, at, state, devices)
                select :campaign, :now, state, count(*) from (select distinct on (device) device, state from removal_case where campaign = :campaign order by device, round desc) latest group by state
                on conflict (campaign, at, state) do update set devices = excluded.devices returning state, devices""")
                .param("campaign", campaign).param("now", now()).query((row, index) -> counts.put(row.getString(1), row.getInt(2))).list();
        return counts;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE);
    }

    private Timestamp ago(Duration time) {
        return Timestamp.from(clock.instant().minus(time));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
