package ca.laval.mondossier.removal;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.device.Device;
import ca.laval.mondossier.device.DeviceManager.Answer;
import ca.laval.mondossier.device.DeviceManager.Command;
import ca.laval.mondossier.device.DeviceManager.Forbidden;
import ca.laval.mondossier.device.DeviceManager.Kind;
import ca.laval.mondossier.device.DeviceManager.ManagerBusy;
import ca.laval.mondossier.device.DeviceManager.ManagerUnreachable;
import ca.laval.mondossier.device.DeviceManager.State;
import ca.laval.mondossier.device.DeviceManagers;
import ca.laval.mondossier.device.DeviceRegister;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Commands to devices. Each is a row with a key that is the same however often its step is repeated, and the management system takes a key
 * once: a crash between the command and the commit sends it again without a second effect.
 */
@Component
public class RemovalCommands {
    /** How often a device is asked to open again before it is left to people. */
    static final int TRIES = 3;
    /** Less than the hour of the drawing: whoever was refused in a pass is not asked twice in it. */
    private static final Duration BETWEEN_TRIES = Duration.ofMinutes(30);
    private static final String REFUSED = "('FAILED', 'NOT_SUPPORTED')";
    /**
     * A report asked for again is a further attempt, and so are what follows an unblocking, a block with ids that were amended, and an
     * unblocking that was refused; otherwise the unblocking is that of the last block.
     */
    private static final String ATTEMPT = """
            (select case c.kind when 'UNBLOCK' then greatest(1, max(k.attempt) filter (where k.kind = 'BLOCK'), 1 + max(k.attempt) filter (where k.kind = 'UNBLOCK' and k.state in %s))
                               when 'SYNC' then 1 + count(*) filter (where k.kind = 'SYNC') when 'LOCK' then 1
                               when 'BLOCK' then 1 + count(*) filter (where k.kind = 'UNBLOCK' or k.kind = 'BLOCK' and k.written_at < (select ids_changed_at from removal_campaign m where m.number = k.campaign))
                               else 1 + count(*) filter (where k.kind = 'UNBLOCK') end
             from device_command k where k.campaign = c.campaign and k.device = c.device and k.round = c.round)""".formatted(REFUSED);
    /** A device's last block, b, and what its system said to unblockings since: `refused` times no, and never yes. */
    static final String BLOCKED = """
            from (select distinct on (device) campaign, device, round, attempt from device_command where campaign = :campaign and kind = 'BLOCK' and state <> 'NOT_SUPPORTED'
                  and device > :after order by device, round desc, attempt desc) b
            join device d on d.id = b.device
            cross join lateral (select coalesce(bool_or(u.state not in %s), false) as opened, count(*) as refused, max(u.written_at) as asked_at from device_command u
                                where u.campaign = b.campaign and u.device = b.device and u.kind = 'UNBLOCK' and (u.round, u.attempt) >= (b.round, b.attempt)) u
            where not u.opened""".formatted(REFUSED);
    /** Of these, those that are still to be asked: again only where a system has the device. */
    private static final String TO_UNBLOCK = BLOCKED + " and (u.refused = 0 or u.refused < " + TRIES + " and d.manager is not null)";
    /** Of a device, c: the other measures that keep an application away from it. */
    private static final String OTHERS = """
            array(select m.number from removal_campaign m where m.state <> 'LIFTED' and m.number <> c.campaign and exists (
                select from device_command b where b.campaign = m.number and b.device = c.device and b.kind = 'BLOCK' and b.state <> 'NOT_SUPPORTED' and not exists (
                    select from device_command u where u.campaign = b.campaign and u.device = b.device and u.kind = 'UNBLOCK' and u.state not in %s and (u.round, u.attempt) >= (b.round, b.attempt))))"""
            .formatted(REFUSED);

    private static final Set<Kind> FORBIDDING = EnumSet.of(Kind.UNINSTALL, Kind.BLOCK);
    /** What is granted while a command is on its way goes before it: c is the command. */
    private static final String ALLOWED = "(c.kind not in ('UNINSTALL', 'BLOCK') or not exists (select %s))".formatted(RemovalExceptions.IN_FORCE.formatted("c.campaign", "c.device"));

    private final JdbcClient db;
    private final Clock clock;
    private final Campaigns campaigns;
    private final DeviceManagers managers;

    RemovalCommands(JdbcClient db, Clock clock, Campaigns campaigns, DeviceManagers managers) {
        this.db = db;
        this.clock = clock;
        this.campaigns = campaigns;
        this.managers = managers;
    }

    /**
     * Commands the device of the last case, each kind once per round, in this order; a report asked for again is a further attempt. A system
     * that has no more time after the first has them all rolled back, and hears the same keys again.
     *
     * @return false when the campaign is paused, or the device has an exception, and something was to be forbidden
     */
    @Transactional(rollbackFor = {ManagerBusy.class, ManagerUnreachable.class})
    public boolean send(String campaign, long id, Kind... kinds) throws ManagerBusy, ManagerUnreachable {
        // Asked here as well: a lifting waits for the command, or the command finds it lifted, and its case is about to be cancelled.
        boolean forbidding = Stream.of(kinds).anyMatch(FORBIDDING::contains);
        Campaign measure = (forbidding ? campaigns.hold(campaign) : campaigns.find(campaign)).orElseThrow(() -> new IllegalStateException("No campaign " + campaign));
        if (forbidding && !measure.isInForce()) return measure.isLifted();
        // One command to a device at a time: what a measure says of the others is what they have committed.
        Last last = db.sql("select d.*, (select max(round) from removal_case where campaign = :campaign and device = d.id) as round, pg_advisory_xact_lock(d.id) from device d where d.id = :device")
                .param("campaign", campaign).param("device", id).query((row, index) -> new Last(DeviceRegister.row(row, index), row.getInt("round"))).optional()
                .orElseThrow(() -> new IllegalStateException("No device " + id));
        Device device = last.device();
        int round = last.round();
        var commands = db.sql("""
                with written as (
                    insert into device_command (campaign, device, round, kind, attempt, state, written_at)
                    select campaign, device, round, kind, %s, 'WRITTEN', :now
                    from (select :campaign::text as campaign, :device::bigint as device, :round::int as round, kind, n from unnest(:kinds::text[]) with ordinality k (kind, n)) c where %s
                    on conflict do nothing returning campaign, device, kind, attempt)
                select kind, attempt, %s as others from written c order by array_position(:kinds::text[], kind)""".formatted(ATTEMPT, ALLOWED, OTHERS))
                .param("now", now()).param("today", today()).param("campaign", campaign).param("device", id).param("round", round).param("kinds", Stream.of(kinds).map(Kind::name).toArray(String[]::new))
                .query((row, index) -> {
                    Kind kind = Kind.valueOf(row.getString("kind"));
                    return new Command(key(campaign, id, round, kind, row.getInt("attempt")), kind, device.managedId(), device.directoryId(), device.platform(), forbidden(measure), others(row.getArray("others")));
                }).list();
        if (commands.isEmpty()) return !forbidding || !isExcepted(campaign, id);
        var answers = new ArrayList<>(managers.commands(device.manager(), commands));
        for (Command left : commands.subList(answers.size(), commands.size())) answers.add(managers.command(device.manager(), left));
        db.sql("""
                update device_command k set state = a.state, answered_at = a.at::timestamptz from unnest(:kinds::text[], :states::text[], :ats::text[]) a (kind, state, at)
                where k.campaign = :campaign and k.device = :device and k.round = :round and k.kind = a.kind and k.state = 'WRITTEN'""")
                .param("kinds", commands.stream().map(command -> command.kind().name()).toArray(String[]::new)).param("states", answers.stream().map(answer -> answer.state().name()).toArray(String[]::new))
                .param("ats", answers.stream().map(answer -> answer.at().toString()).toArray(String[]::new)).param("campaign", campaign).param("device", id).param("round", round).update();
        return true;
    }

    private boolean isExcepted(String campaign, long device) {
        return db.sql("select exists (select %s)".formatted(RemovalExceptions.IN_FORCE.formatted(":campaign", ":device"))).param("campaign", campaign).param("device", device).param("today", today())
                .query(Boolean.class).single();
    }

    /** A device, and the round of its last case. */
    private record Last(Device device, int round) {
    }

    private Forbidden forbidden(String campaign) {
        return forbidden(campaigns.find(campaign).orElseThrow(() -> new IllegalStateException("No campaign " + campaign)));
    }

    private static Forbidden forbidden(Campaign measure) {
        return new Forbidden(measure.terms().application(), measure.terms().sought());
    }

    private List<Forbidden> others(Array numbers) throws SQLException {
        return Stream.of((String[]) numbers.getArray()).map(this::forbidden).toList();
    }

    private record Told(long device, String manager, Command command) {
    }

    /**
     * Commands many devices at once, each as {@link #send}; a system that has no more time is left alone.
     *
     * @return what became of those that were commanded; at least one, or it throws, unless each was commanded already or has an exception
     */
    @Transactional(rollbackFor = {ManagerBusy.class, ManagerUnreachable.class})
    public Map<Long, State> sendAll(String campaign, List<Long> devices, Kind kind) throws ManagerBusy, ManagerUnreachable {
        if (devices.isEmpty()) return Map.of();
        Forbidden measure = forbidden(campaign);
        db.sql("select count(*) from (select pg_advisory_xact_lock(id) from device where id in (:devices) order by id) locked").param("devices", devices).query(Long.class).single();
        var written = db.sql("""
                with written as (
                    insert into device_command (campaign, device, round, kind, attempt, state, written_at)
                    select campaign, device, round, kind, %s, 'WRITTEN', :now from (select campaign, device, max(round) as round, :kind::text as kind from removal_case where campaign = :campaign and device in (:devices) group by campaign, device) c where %s
                    on conflict do nothing returning campaign, device, round, attempt)
                select c.round, c.attempt, %s as others, d.* from written c join device d on d.id = c.device order by d.id""".formatted(ATTEMPT, ALLOWED, OTHERS))
                .param("kind", kind.name()).param("now", now()).param("today", today()).param("campaign", campaign).param("devices", devices).query((row, index) -> {
                    Device device = DeviceRegister.row(row, index);
                    String key = key(campaign, device.id(), row.getInt("round"), kind, row.getInt("attempt"));
                    return new Told(device.id(), device.manager(), new Command(key, kind, device.managedId(), device.directoryId(), device.platform(), measure, others(row.getArray("others"))));
                }).list();
        var answers = new HashMap<Long, State>();
        var byManager = written.stream().collect(Collectors.groupingBy(told -> String.valueOf(told.manager()), TreeMap::new, Collectors.toList()));
        for (var told : byManager.entrySet()) tell(told.getKey(), told.getValue(), answers);
        var unsent = written.stream().map(Told::device).filter(device -> !answers.containsKey(device)).toList();
        if (!unsent.isEmpty()) {
            db.sql("delete from device_command where campaign = :campaign and device in (:devices) and kind = :kind and state = 'WRITTEN'").param("campaign", campaign).param("devices", unsent).param("kind", kind.name()).update();
        }
        db.sql("""
                update device_command c set state = a.state, answered_at = :now from unnest(:ids::bigint[], :states::text[]) a (device, state)
                where c.campaign = :campaign and c.device = a.device and c.kind = :kind and c.state = 'WRITTEN'""").param("now", now())
                .param("ids", answers.keySet().stream().map(String::valueOf).toArray(String[]::new)).param("states", answers.values().stream().map(State::name).toArray(String[]::new))
                .param("campaign", campaign).param("kind", kind.name()).update();
        return answers;
    }

    /** A system without an answer stops the page only when no other answered. */
    private void tell(String manager, List<Told> told, Map<Long, State> answers) throws ManagerBusy, ManagerUnreachable {
        try {
            List<Answer> said = managers.commands(manager, told.stream().map(Told::command).toList());
            for (int i = 0; i < said.size(); i++) answers.put(told.get(i).device(), said.get(i).state());
        } catch (ManagerBusy | ManagerUnreachable e) {
            if (answers.isEmpty()) throw e;
        }
    }

    private static String key(String campaign, long device, int round, Kind kind, int attempt) {
        return "%s.%d.%d.%s.%d".formatted(campaign, device, round, kind, attempt);
    }

    /** The next devices that are blocked and to be unblocked, by their ids: not opened since, asked less than {@link #TRIES} times, and not a moment ago. */
    public List<Long> blocked(String campaign, long after, int atMost) {
        return db.sql("select b.device " + TO_UNBLOCK + " and (u.refused = 0 or u.asked_at <= :before) order by b.device limit :most").param("campaign", campaign).param("after", after)
                .param("before", Timestamp.from(clock.instant().minus(BETWEEN_TRIES))).param("most", atMost).query(Long.class).list();
    }

    /** Whether a system refused to unblock a device that is to be asked again. */
    public boolean isToBeAskedAgain(String campaign) {
        return db.sql("select exists (select " + TO_UNBLOCK + " and u.refused > 0)").param("campaign", campaign).param("after", 0).query(Boolean.class).single();
    }

    /** Gives a device the application back for the time of an exception; nothing when it is not blocked. */
    @Transactional(rollbackFor = {ManagerBusy.class, ManagerUnreachable.class})
    public void unblock(String campaign, long device) throws ManagerBusy, ManagerUnreachable {
        // A command on its way is waited for; a later one finds the exception.
        db.sql("select pg_advisory_xact_lock(:device)").param("device", device).query().singleRow();
        boolean blocked = db.sql("select exists (select " + BLOCKED + " and b.device = :device)").param("campaign", campaign).param("after", device - 1).param("device", device).query(Boolean.class).single();
        if (blocked) send(campaign, device, Kind.UNBLOCK);
    }

    /** Asks again for excepted devices that were refused, once each. */
    @Transactional(rollbackFor = {ManagerBusy.class, ManagerUnreachable.class})
    public void unblockAgain(String campaign) throws ManagerBusy, ManagerUnreachable {
        List<Long> refused = db.sql("select b.device " + TO_UNBLOCK + """
                 and u.refused > 0 and exists (select %s)""".formatted(RemovalExceptions.IN_FORCE.formatted("b.campaign", "b.device")))
                .param("campaign", campaign).param("after", 0).param("today", today()).query(Long.class).list();
        sendAll(campaign, refused, Kind.UNBLOCK);
    }

    /**
     * Tells the next devices that are blocked what the measure is called since it was amended, two hundred at most: not those with an
     * exception, nor those whose open case will command them, nor whom the measure no longer reaches.
     *
     * @return what became of them; empty when there are no more
     */
    @Transactional(rollbackFor = {ManagerBusy.class, ManagerUnreachable.class})
    public Map<Long, State> blockAgain(String campaign) throws ManagerBusy, ManagerUnreachable {
        boolean amended = db.sql("select ids_changed_at is not null from removal_campaign where number = :campaign").param("campaign", campaign).query(Boolean.class).single();
        if (!amended || campaigns.hold(campaign).filter(Campaign::isInForce).isEmpty()) return Map.of();
        List<Long> before = db.sql("select b.device " + BLOCKED + """
                 and d.manager is not null and d.gone_at is null and d.owner_type <> 'PERSONAL'
                and exists (select from removal_campaign c where c.number = b.campaign and d.category = any(string_to_array(c.categories, ',')) and not exists (
                    select from device_command k where k.campaign = b.campaign and k.device = b.device and k.kind = 'BLOCK' and k.written_at >= c.ids_changed_at))
                and not exists (select from removal_case r where r.campaign = b.campaign and r.device = b.device and r.closed_at is null)
                and not exists (select %s) order by b.device limit 200""".formatted(RemovalExceptions.IN_FORCE.formatted("b.campaign", "b.device")))
                .param("campaign", campaign).param("after", 0).param("today", today()).query(Long.class).list();
        return sendAll(campaign, before, Kind.BLOCK);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
