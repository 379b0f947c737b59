package ca.laval.mondossier.device;

import ca.laval.mondossier.device.DeviceManager.Seen;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The city's devices. A device is its serial number: enrolled again, in another system even, it stays the same row. What a system says of
 * a device counts unless the row knows of a later report.
 */
@Component
public class DeviceRegister {
    private final JdbcClient db;
    private final Clock clock;

    DeviceRegister(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    public Optional<Device> find(long id) {
        return db.sql("select * from device where id = :id").param("id", id).query(DeviceRegister::row).optional();
    }

    /** As it is compared: capital letters and digits, without spaces. */
    public static String serial(String text) {
        return text == null ? "" : text.replaceAll("[\\s\\u00A0-]+", "").toUpperCase(Locale.ROOT);
    }

    /**
     * Takes in a page of a system's inventory. Devices without a serial number are left out: they cannot be told from others.
     *
     * @return how many devices of the page are in the register now
     */
    @Transactional
    public int seen(String manager, List<Seen> page) {
        var devices = latest(page);
        if (devices.isEmpty()) return 0;
        // The id went to another device: the row that had it loses it first.
        db.sql("""
                update device set manager = null, managed_id = null, updated_at = :now from unnest(:serials::text[], :ids::text[]) seen (serial, id)
                where device.manager = :manager and device.managed_id = seen.id and device.serial <> seen.serial""")
                .param("now", now()).param("manager", manager).param("serials", column(devices, seen -> serial(seen.serial()))).param("ids", column(devices, Seen::managedId)).update();
        return db.sql("""
                insert into device (serial, name, category, owner_type, platform, supervised, jail_broken, holder_email, manager, managed_id, directory_id, last_sync, updated_at)
                select serial, name, category, owner_type, platform, supervised, jail_broken, holder_email, :manager, managed_id, directory_id, last_sync, :now
                from unnest(:serials::text[], :names::text[], :categories::text[], :owners::text[], :platforms::text[], :supervised::boolean[], :jailBroken::boolean[],
                            :holders::text[], :ids::text[], :directoryIds::text[], :syncs::timestamptz[])
                     seen (serial, name, category, owner_type, platform, supervised, jail_broken, holder_email, managed_id, directory_id, last_sync)
                on conflict (serial) do update set name = excluded.name, platform = excluded.platform, supervised = excluded.supervised, jail_broken = excluded.jail_broken,
                    -- What is public or a kiosk the asset list knows better, and who owns it as well.
                    category = case when device.listed_at is null then excluded.category else device.category end,
                    owner_type = case when device.listed_at is null or device.owner_type = 'UNKNOWN' then excluded.owner_type else device.owner_type end,
                    holder_email = coalesce(excluded.holder_email, device.holder_email), manager = excluded.manager, managed_id = excluded.managed_id,
                    directory_id = excluded.directory_id, last_sync = excluded.last_sync, gone_at = null, updated_at = excluded.updated_at
                where device.manager is null or device.last_sync is null or excluded.last_sync >= device.last_sync""")
                .param("manager", manager).param("now", now()).param("serials", column(devices, seen -> serial(seen.serial()))).param("names", column(devices, Seen::name))
                .param("categories", column(devices, Seen::category)).param("owners", column(devices, Seen::ownerType)).param("platforms", column(devices, Seen::platform))
                .param("supervised", column(devices, seen -> String.valueOf(seen.supervised()))).param("jailBroken", column(devices, seen -> String.valueOf(seen.jailBroken())))
                .param("holders", column(devices, Seen::holderEmail)).param("ids", column(devices, Seen::managedId)).param("directoryIds", column(devices, Seen::directoryId))
                .param("syncs", column(devices, seen -> seen.lastSync() == null ? null : seen.lastSync().toString())).update();
    }

    /** Listed twice, e.g. before and after it was enrolled again: the later report counts. */
    private static Collection<Seen> latest(List<Seen> page) {
        var bySerial = new LinkedHashMap<String, Seen>();
        for (Seen seen : page) {
            if (serial(seen.serial()).isEmpty()) continue;
            bySerial.merge(serial(seen.serial()), seen, (one, other) -> at(other).isBefore(at(one)) ? one : other);
        }
        return bySerial.values();
    }

    private static Instant at(Seen seen) {
        return seen.lastSync() == null ? Instant.MIN : seen.lastSync();
    }

    private static String[] column(Collection<Seen> devices, Function<Seen, String> value) {
        return devices.stream().map(value).toArray(String[]::new);
    }

    /** Somebody says that it is lost or stolen. */
    @Transactional
    public void lost(long id) {
        db.sql("update device set reported_lost = coalesce(reported_lost, :now), updated_at = :now where id = :id").param("now", now()).param("id", id).update();
    }

    /** Devices in use whose serial number, name or site holds the text. */
    public List<Device> search(String text, int atMost) {
        String like = "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
        return db.sql("select * from device where gone_at is null and (lower(serial) like :like or lower(name) like :like or lower(site) like :like) order by serial limit :most")
                .param("like", like).param("most", atMost).query(DeviceRegister::row).list();
    }

    /** Devices in use by category, for the page of the register. */
    public Map<String, Long> counts() {
        var counts = new LinkedHashMap<String, Long>();
        db.sql("select category, count(*) as devices from device where gone_at is null group by category order by category").query((row, index) -> counts.put(row.getString(1), row.getLong(2))).list();
        return counts;
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    /** A row of the table `device`, whoever asked for it. */
    public static Device row(ResultSet row, int index) throws SQLException {
        return new Device(row.getLong("id"), row.getString("serial"), row.getString("name"), row.getString("category"), row.getString("owner_type"), row.getString("platform"),
                row.getBoolean("supervised"), row.getBoolean("jail_broken"), row.getString("site"), row.getString("department"), row.getString("manager"),
                row.getString("managed_id"), row.getString("directory_id"), instant(row, "last_sync"), instant(row, "reported_lost"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
