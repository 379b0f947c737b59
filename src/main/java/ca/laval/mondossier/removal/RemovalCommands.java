package ca.laval.mondossier.removal;

import ca.laval.mondossier.device.Device;
import ca.laval.mondossier.device.DeviceManager.Answer;
import ca.laval.mondossier.device.DeviceManager.Command;
import ca.laval.mondossier.device.DeviceManager.Kind;
import ca.laval.mondossier.device.DeviceManager.ManagerBusy;
import ca.laval.mondossier.device.DeviceManager.ManagerUnreachable;
import ca.laval.mondossier.device.DeviceManagers;
import ca.laval.mondossier.device.DeviceRegister;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Commands to devices. Each is a row with a key that is the same however often its step is repeated, and the management system takes a key
 * once: a crash between the command and the commit sends it again without a second effect.
 */
@Component
public class RemovalCommands {
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
        var measure = campaigns.find(campaign).orElseThrow(() -> new IllegalStateException("No campaign " + campaign));
        Device device = register.find(id).orElseThrow(() -> new IllegalStateException("No device " + id));
        int round = db.sql("select max(round) from removal_case where campaign = :campaign and device = :device").param("campaign", campaign).param("device", id).query(Integer.class).single();
        int attempt = kind == Kind.SYNC ? 1 + db.sql("select count(*) from device_command where campaign = :campaign and device = :device and round = :round and kind = 'SYNC'")
                .param("campaign", campaign).param("device", id).param("round", round).query(Integer.class).single() : 1;
        int written = db.sql("""
                insert into device_command (campaign, device, round, kind, attempt, state, written_at) values (:campaign, :device, :round, :kind, :attempt, 'WRITTEN', :now) on conflict do nothing""")
                .param("campaign", campaign).param("device", id).param("round", round).param("kind", kind.name()).param("attempt", attempt).param("now", now()).update();
        if (written == 0) return;
        String key = "%s.%d.%d.%s.%d".formatted(campaign, id, round, kind, attempt);
        Answer answer = managers.command(device.manager(), new Command(key, kind, device.managedId(), device.directoryId(), device.platform(), measure.terms().sought()));
        db.sql("update device_command set state = :state, answered_at = :at where campaign = :campaign and device = :device and round = :round and kind = :kind and attempt = :attempt")
                .param("state", answer.state().name()).param("at", Timestamp.from(answer.at())).param("campaign", campaign).param("device", id).param("round", round).param("kind", kind.name())
                .param("attempt", attempt).update();
    }

    /** Devices that are blocked and not yet unblocked, of a lifted campaign. */
    public List<Long> blocked(String campaign, int atMost) {
        return db.sql("""
                select distinct b.device from device_command b where b.campaign = :campaign and b.kind = 'BLOCK' and b.state <> 'NOT_SUPPORTED'
                and not exists (select from device_command u where u.campaign = b.campaign and u.device = b.device and u.kind = 'UNBLOCK') order by b.device limit :most""")
                .param("campaign", campaign).param("most", atMost).query(Long.class).list();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
