package ca.laval.mondossier.removal;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Visits of sites: one at a time per campaign and site, with the list of its devices. What a person finds there is an inventory by hand. */
@Component
public class SiteVisits {
    private static final int AT_ONCE = 50;
    private static final String NOWHERE = "?";

    private final JdbcClient db;
    private final Clock clock;
    private final Campaigns campaigns;

    SiteVisits(JdbcClient db, Clock clock, Campaigns campaigns) {
        this.db = db;
        this.clock = clock;
        this.campaigns = campaigns;
    }

    /** @param isNew whether its process is still to be begun */
    public record Joined(String visit, boolean isNew) {
    }

    /** @param outcome REMOVED, ABSENT or NOT_FOUND */
    public record Visited(long device, String outcome) {
    }

    /** Enters a device on the list of its site's visit; again when its case had heard of it, and sends somebody once more. */
    @Transactional
    public Joined join(String campaign, long device) {
        String site = db.sql("select coalesce(site, :nowhere) from device where id = :device").param("nowhere", NOWHERE).param("device", device).query(String.class).single();
        Optional<String> open = open(campaign, site);
        String visit = open.orElseGet(() -> campaigns.nextNumber("VIS"));
        int begun = open.isPresent() ? 0 : db.sql("insert into site_visit (number, campaign, site) values (:number, :campaign, :site) on conflict do nothing")
                .param("number", visit).param("campaign", campaign).param("site", site).update();
        String there = begun == 1 ? visit : open(campaign, site).orElseThrow();
        db.sql("insert into site_visit_device (visit, device) values (:visit, :device) on conflict (visit, device) do update set outcome = null, told = false, seen_by = null, seen_at = null where site_visit_device.told").param("visit", there).param("device", device).update();
        return new Joined(there, begun == 1);
    }

    private Optional<String> open(String campaign, String site) {
        return db.sql("select number from site_visit where campaign = :campaign and site = :site and ended_at is null for update").param("campaign", campaign).param("site", site).query(String.class).optional();
    }

    public String campaign(String visit) {
        return db.sql("select campaign from site_visit where number = :visit").param("visit", visit).query(String.class).single();
    }

    /** @param endedAt null while somebody still has to go there */
    record Visit(String number, String campaign, String site, Instant endedAt) {
    }

    /** A device on the list. @param told whether its case knows the outcome already; then it stays as it is */
    record OnList(long device, String name, String serial, String category, String outcome, boolean told) {
    }

    Optional<Visit> find(String visit) {
        return db.sql("select * from site_visit where number = :visit").param("visit", visit)
                .query((row, index) -> new Visit(row.getString("number"), row.getString("campaign"), row.getString("site").equals(NOWHERE) ? null : row.getString("site"),
                        Optional.ofNullable(row.getTimestamp("ended_at")).map(Timestamp::toInstant).orElse(null))).optional();
    }

    List<OnList> devices(String visit) {
        return db.sql("select d.id, d.name, d.serial, d.category, v.outcome, v.told from site_visit_device v join device d on d.id = v.device where v.visit = :visit order by d.serial").param("visit", visit)
                .query((row, index) -> new OnList(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getBoolean(6))).list();
    }

    /** Somebody stood before it: REMOVED, ABSENT or NOT_FOUND. */
    @Transactional
    public void found(String visit, long device, String outcome, String by) {
        db.sql("update site_visit_device set outcome = :outcome, seen_by = :by, seen_at = :now where visit = :visit and device = :device and not told")
                .param("outcome", outcome).param("by", by).param("now", now()).param("visit", visit).param("device", device).update();
    }

    /** Devices that were seen and whose cases do not know yet; their findings are written with it. */
    @Transactional
    public List<Visited> untold(String visit) {
        var visited = db.sql("update site_visit_device set told = true where visit = :visit and device in (select device from site_visit_device where visit = :visit and outcome is not null and not told order by device limit :most) returning device, outcome")
                .param("visit", visit).param("most", AT_ONCE).query((row, index) -> new Visited(row.getLong(1), row.getString(2))).list();
        if (visited.isEmpty()) return visited;
        List<Long> devices = visited.stream().map(Visited::device).toList();
        String campaign = campaign(visit);
        long run = db.sql("insert into inventory_run (campaign, manager, started_at, ended_at) values (:campaign, 'BY_HAND', :now, :now) returning id").param("campaign", campaign).param("now", now()).query(Long.class).single();
        db.sql("""
                insert into device_finding (campaign, device, run, listed, reported_at, seen_at) select :campaign, device, :run, false, seen_at, seen_at from site_visit_device
                where visit = :visit and device in (:devices) and outcome in ('REMOVED', 'ABSENT')
                on conflict (campaign, device) do update set run = excluded.run, listed = excluded.listed, reported_at = excluded.reported_at, seen_at = excluded.seen_at""")
                .param("campaign", campaign).param("run", run).param("visit", visit).param("devices", devices).update();
        return visited;
    }

    /** Ends the visit when everything on its list was seen; whether it did. */
    @Transactional
    public boolean end(String visit) {
        return db.sql("update site_visit v set ended_at = :now where number = :visit and ended_at is null and not exists (select from site_visit_device d where d.visit = v.number and outcome is null)")
                .param("now", now()).param("visit", visit).update() == 1;
    }

    /** Ends the visits of a lifted campaign that nobody made; their numbers. */
    @Transactional
    public List<String> cancel(String campaign) {
        return db.sql("update site_visit set ended_at = :now where campaign = :campaign and ended_at is null returning number").param("now", now()).param("campaign", campaign).query(String.class).list();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
