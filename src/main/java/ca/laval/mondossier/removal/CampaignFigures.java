package ca.laval.mondossier.removal;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A campaign in figures, for its page and its report: each device counts once, by its latest case. */
@Component
public class CampaignFigures {
    /** Of the states, in the order in which they are shown: what is open first, then how a case ends. */
    public static final List<String> STATES = List.of("OPEN", "COMMANDED", "BY_HAND", "CHASED", "EXCEPTED", "HELD", "COMPLIANT", "BLOCKED_HIDDEN", "CLEAN", RemovalCases.KEPT_AWAY, "OUT_OF_SCOPE", "INCIDENT", "CANCELLED");
    private static final String LATEST = "(select distinct on (device) * from removal_case where campaign = :campaign order by device, round desc)";
    private static final Duration FORECAST_FROM = Duration.ofDays(7);

    private final JdbcClient db;
    private final Clock clock;

    CampaignFigures(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** A campaign on the list. */
    public record Line(String number, String application, String state, Instant openedAt, LocalDate reviewOn, int open, int closed) {
    }

    /** @param open devices whose case was open at that moment */
    public record Point(Instant at, int open, int closed) {
        public int all() {
            return open + closed;
        }
    }

    /** A site or department; its name is null where the register has none. */
    public record Group(String name, int devices, int open) {
    }

    /** A device of a campaign where it stands. */
    public record Standing(long device, String name, String serial, String category, String site, String department, int round, String state, Instant openedAt, Instant closedAt) {
    }

    /** Who was excepted until when, by which decision; a null day stands for a request that is not decided. */
    public record Excepted(String number, long device, String name, String person, String reason, String resolution, LocalDate until, Instant endedAt) {
    }

    /** The measures, the latest first. */
    public List<Line> campaigns() {
        return db.sql("""
                select c.number, c.application, c.state, c.opened_at, c.review_on, count(r.device) filter (where r.closed_at is null) as open, count(r.device) filter (where r.closed_at is not null and r.state <> 'KEPT_AWAY') as closed
                from removal_campaign c left join (select distinct on (campaign, device) campaign, device, state, closed_at from removal_case order by campaign, device, round desc) r on r.campaign = c.number
                group by c.number order by c.opened_at desc""")
                .query((row, index) -> new Line(row.getString(1), row.getString(2), row.getString(3), row.getTimestamp(4).toInstant(), row.getDate(5).toLocalDate(), row.getInt(6), row.getInt(7))).list();
    }

    /** Devices by state, none left out; they add up to the devices of the campaign. */
    public Map<String, Integer> states(String campaign) {
        var states = new LinkedHashMap<String, Integer>();
        STATES.forEach(state -> states.put(state, 0));
        db.sql("select state, count(*) from " + LATEST + " latest group by state").param("campaign", campaign).query((row, index) -> states.put(row.getString(1), row.getInt(2))).list();
        return states;
    }

    /** What was counted so far, oldest first, and how it is now: the devices that needed something, without those that were blocked ahead. */
    public List<Point> course(String campaign) {
        var points = new ArrayList<>(db.sql("""
                select at, coalesce(sum(devices) filter (where not state = any(:closed::text[])), 0) as open, coalesce(sum(devices) filter (where state = any(:closed::text[])), 0) as closed
                from removal_count where campaign = :campaign and state <> 'KEPT_AWAY' group by at order by at""")
                .param("campaign", campaign).param("closed", RemovalCases.CLOSED.toArray(new String[0])).query((row, index) -> new Point(row.getTimestamp(1).toInstant(), row.getInt(2), row.getInt(3))).list());
        var states = states(campaign);
        states.remove(RemovalCases.KEPT_AWAY);
        int closed = states.entrySet().stream().filter(state -> RemovalCases.CLOSED.contains(state.getKey())).mapToInt(Map.Entry::getValue).sum();
        points.add(new Point(clock.instant(), states.values().stream().mapToInt(Integer::intValue).sum() - closed, closed));
        return points;
    }

    /** When the last case would end at the pace of the last seven days; empty while nothing ended or nothing is open. */
    public Optional<LocalDate> forecast(String campaign, LocalDate today) {
        Instant now = clock.instant();
        Timestamp from = Timestamp.from(now.minus(FORECAST_FROM));
        return db.sql("""
                select (select count(*) from removal_case where campaign = :campaign and closed_at is null) as open,
                       (select count(*) from removal_case where campaign = :campaign and closed_at > :from and state <> 'KEPT_AWAY') as ended,
                       (select greatest(min(opened_at), :from) from removal_case where campaign = :campaign and state <> 'KEPT_AWAY') as since""").param("campaign", campaign).param("from", from)
                .query((row, index) -> {
                    long open = row.getLong("open");
                    long ended = row.getLong("ended");
                    if (open == 0 || ended == 0) return Optional.<LocalDate>empty();
                    double days = Math.max(1, Duration.between(row.getTimestamp("since").toInstant(), now).toHours() / 24.0);
                    return Optional.of(today.plusDays((long) Math.ceil(open / (ended / days))));
                }).single();
    }

    public List<Group> bySite(String campaign) {
        return by("site", campaign);
    }

    public List<Group> byDepartment(String campaign) {
        return by("department", campaign);
    }

    private List<Group> by(String column, String campaign) {
        return db.sql("select d." + column + ", count(*) as devices, count(*) filter (where l.closed_at is null) as open from " + LATEST
                        + " l join device d on d.id = l.device where l.state <> 'KEPT_AWAY' group by d." + column + " order by open desc, devices desc, 1 nulls last limit 30")
                .param("campaign", campaign).query((row, index) -> new Group(row.getString(1), row.getInt(2), row.getInt(3))).list();
    }

    /** The open cases, oldest first. */
    public List<Standing> oldest(String campaign, int atMost) {
        return standing(campaign, "where l.closed_at is null order by l.opened_at, l.device limit " + atMost);
    }

    /** Every device of the campaign, for the list that belongs to the report. */
    public List<Standing> all(String campaign) {
        return standing(campaign, "order by d.serial");
    }

    private List<Standing> standing(String campaign, String rest) {
        return db.sql("select l.*, d.name, d.serial, d.category, d.site, d.department from " + LATEST + " l join device d on d.id = l.device " + rest).param("campaign", campaign)
                .query((row, index) -> new Standing(row.getLong("device"), row.getString("name"), row.getString("serial"), row.getString("category"), row.getString("site"), row.getString("department"),
                        row.getInt("round"), row.getString("state"), row.getTimestamp("opened_at").toInstant(),
                        Optional.ofNullable(row.getTimestamp("closed_at")).map(Timestamp::toInstant).orElse(null))).list();
    }

    /** Exceptions of a campaign, or of one device, the latest first. */
    public List<Excepted> exceptions(String campaign, Long device) {
        return db.sql("""
                select e.*, coalesce(d.name, d.serial) as called from removal_exception e join device d on d.id = e.device
                where (:campaign::text is null or e.campaign = :campaign) and (:device::bigint is null or e.device = :device) order by e.asked_at desc""")
                .param("campaign", campaign, java.sql.Types.VARCHAR).param("device", device, java.sql.Types.BIGINT)
                .query((row, index) -> new Excepted(row.getString("number"), row.getLong("device"), row.getString("called"), row.getString("person"), row.getString("reason"), row.getString("resolution"),
                        row.getObject("until", LocalDate.class), Optional.ofNullable(row.getTimestamp("ended_at")).map(Timestamp::toInstant).orElse(null))).list();
    }

    /** A device that its system would not unblock. @param refused how often; it is asked {@link RemovalCommands#TRIES} times */
    public record Stuck(long device, String name, String serial, int refused) {
        public boolean isAskedAgain() {
            return refused < RemovalCommands.TRIES;
        }
    }

    /** Devices that are blocked still and should not be: excepted ones, and those of a lifted measure. Whoever has left its system is none of them. */
    public List<Stuck> stillBlocked(String campaign) {
        return db.sql("select b.device, d.name, d.serial, u.refused " + RemovalCommands.BLOCKED + " and u.refused > 0 and d.manager is not null order by d.serial").param("campaign", campaign).param("after", 0)
                .query((row, index) -> new Stuck(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4))).list();
    }

    /** A command and what became of it. */
    public record Told(String campaign, int round, String kind, int attempt, String state, Instant writtenAt) {
    }

    /** Commands to one device, the latest first. */
    public List<Told> commands(long device) {
        return db.sql("select * from device_command where device = :device order by written_at desc, kind limit 50").param("device", device)
                .query((row, index) -> new Told(row.getString("campaign"), row.getInt("round"), row.getString("kind"), row.getInt("attempt"), row.getString("state"), row.getTimestamp("written_at").toInstant())).list();
    }

    /** A case of a device, with what the last inventory said. @param listed null while no inventory has said anything */
    public record DeviceCase(String campaign, String application, int round, String state, Instant openedAt, Instant closedAt, Boolean listed, String versions, Instant reportedAt) {
    }

    /** Cases of one device, the latest first. */
    public List<DeviceCase> cases(long device) {
        return db.sql("""
                select r.*, c.application, f.listed, f.versions, f.reported_at from removal_case r join removal_campaign c on c.number = r.campaign
                left join device_finding f on f.campaign = r.campaign and f.device = r.device where r.device = :device order by r.opened_at desc""").param("device", device)
                .query((row, index) -> new DeviceCase(row.getString("campaign"), row.getString("application"), row.getInt("round"), row.getString("state"), row.getTimestamp("opened_at").toInstant(),
                        instant(row.getTimestamp("closed_at")), row.getObject("listed", Boolean.class), row.getString("versions"), instant(row.getTimestamp("reported_at")))).list();
    }

    private static Instant instant(Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
