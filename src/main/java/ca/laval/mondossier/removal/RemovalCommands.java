package ca.laval.mondossier.removal;

import ca.laval.mondossier.device.Device;
import ca.laval.mondossier.device.DeviceManager.Answer;
import ca.laval.mondossier.device.DeviceManager.Command;
import ca.laval.mondossier.device.DeviceManager.Kind;
import ca.laval.mondossier.device.DeviceManager.ManagerBusy;
import ca.laval.mondossier.device.DeviceManager.ManagerUnreachable;
import ca.laval.mondossier.device.DeviceManager.State;
import ca.laval.mondossier.device.DeviceManagers;
import ca.laval.mondossier.device.DeviceRegister;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Commands to devices. Each is a row with a key that is the same however often its step is repeated, and the management system takes a key
 * once: a crash between the command and the commit sends it again without a second effect.
 */
@Component
public class RemovalCommands {
    /** A report asked for again is a further attempt, and so is what follows an unblocking; the unblocking is that of the last block. */
    private static final String ATTEMPT = """
            (select case :kind when 'UNBLOCK' then greatest(1, coalesce(max(k.attempt) filter (where k.kind = 'BLOCK'), 1))
                               when 'SYNC' then 1 + count(*) filter (where k.kind = 'SYNC') when 'LOCK' then 1 else 1 + count(*) filter (where k.kind = 'UNBLOCK') end
             from device_command k where k.campaign = c.campaign and k.device = c.device and k.round = c.round)""";
    private static final String BLOCKED = """
            from device_command b where b.campaign = :campaign and b.kind = 'BLOCK' and b.state <> 'NOT_SUPPORTED'
            and not exists (select from device_command u where u.campaign = b.campaign and u.device = b.device and u.kind = 'UNBLOCK' and (u.round, u.attempt) >= (b.round, b.attempt))""";

    private static final Set<Kind> FORBIDDING = EnumSet.of(Kind.UNINSTALL, Kind.BLOCK);

    private final JdbcClient db;
    private final Clock clock;
    private final Campaigns campaigns;
    private final DeviceRegister register;
    private final DeviceManagers managers;

    RemovalCommands(JdbcClient db, Clock clock, Campaigns campaigns, DeviceRegister register, DeviceManagers managers) {
        this.db = db;
        this.clock = clock;
        this.campaigns = campaigns;
        this.register = register;
        this.managers = managers;
    }

    /** Commands the device of the last case, once per round; a report asked for again is a further attempt. */
    @Transactional(rollbackFor = {ManagerBusy.class, ManagerUnreachable.class})
    public void send(String campaign, long id, Kind kind) throws ManagerBusy, ManagerUnreachable {
        // Asked here as well: a lifting waits for the command, or the command finds it lifted; the next inventory sends the case back to the tables.
        if (FORBIDDING.contains(kind) && !campaigns.commands(campaign)) return;
        var measure = campaigns.find(campaign).orElseThrow(() -> new IllegalStateException("No campaign " + campaign));
        Device device = register.find(id).orElseThrow(() -> new IllegalStateException("No device " + id));
        int round = db.sql("select max(round) from removal_case where campaign = :campaign and device = :device").param("campaign", campaign).param("device", id).query(Integer.class).single();
        int attempt = db.sql("select " + ATTEMPT + " from (select :campaign::text as campaign, :device::bigint as device, :round::int as round) c")
                .param("kind", kind.name()).param("campaign", campaign).param("device", id).param("round", round).query(Integer.class).single();
        int written = db.sql("""
                insert into device_command (campaign, device, round, kind, attempt, state, written_at) values (:campaign, :device, :round, :kind, :attempt, 'WRITTEN', :now) on conflict do nothing""")
                .param("campaign", campaign).param("device", id).param("round", round).param("kind", kind.name()).param("attempt", attempt).param("now", now()).update();
        if (written == 0) return;
        String key = key(campaign, id, round, kind, attempt);
        Answer answer = managers.command(device.manager(), new Command(key, kind, device.managedId(), device.directoryId(), device.platform(), measure.terms().sought()));
        db.sql("update device_command set state = :state, answered_at = :at where campaign = :campaign and device = :device and round = :round and kind = :kind and attempt = :attempt")
                .param("state", answer.state().name()).param("at", Timestamp.from(answer.at())).param("campaign", campaign).param("device", id).param("round", round).param("kind", kind.name())
                .param("attempt", attempt).update();
    }

    private record Told(long device, String manager, Command command) {
    }

    /**
     * Commands many devices at once, each as {@link #send}; a system that has no more time is left alone.
     *
     * @return what became of those that were commanded; at least one, or it throws
     */
    @Transactional(rollbackFor = {ManagerBusy.class, ManagerUnreachable.class})
    public Map<Long, State> sendAll(String campaign, List<Long> devices, Kind kind) throws ManagerBusy, ManagerUnreachable {
        if (devices.isEmpty()) return Map.of();
        var sought = campaigns.find(campaign).orElseThrow(() -> new IllegalStateException("No campaign " + campaign)).terms().sought();
        var written = db.sql("""
                with written as (
                    insert into device_command (campaign, device, round, kind, attempt, state, written_at)
                    select campaign, device, round, :kind, %s, 'WRITTEN', :now from (select campaign, device, max(round) as round from removal_case where campaign = :campaign and device in (:devices) group by campaign, device) c
                    on conflict do nothing returning device, round, attempt)
                select w.round, w.attempt, d.* from written w join device d on d.id = w.device order by d.id""".formatted(ATTEMPT))
                .param("kind", kind.name()).param("now", now()).param("campaign", campaign).param("devices", devices).query((row, index) -> {
                    Device device = DeviceRegister.row(row, index);
                    String key = key(campaign, device.id(), row.getInt("round"), kind, row.getInt("attempt"));
                    return new Told(device.id(), device.manager(), new Command(key, kind, device.managedId(), device.directoryId(), device.platform(), sought));
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

    /** Devices that are blocked and not unblocked since. */
    public List<Long> blocked(String campaign, int atMost) {
        return db.sql("select distinct b.device " + BLOCKED + " order by b.device limit :most").param("campaign", campaign).param("most", atMost).query(Long.class).list();
    }

    /** Gives a device the application back for the time of an exception; nothing when it is not blocked. */
    @Transactional(rollbackFor = {ManagerBusy.class, ManagerUnreachable.class})
    public void unblock(String campaign, long device) throws ManagerBusy, ManagerUnreachable {
        boolean blocked = db.sql("select exists (select " + BLOCKED + " and b.device = :device)").param("campaign", campaign).param("device", device).query(Boolean.class).single();
        if (blocked) send(campaign, device, Kind.UNBLOCK);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
