package ca.laval.mondossier.removal;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseProcesses;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Exceptions to a measure: who and why stand here and nowhere else; none lasts longer than {@link #LONGEST_DAYS} days. */
@Component
public class RemovalExceptions {
    public static final int LONGEST_DAYS = 30;
    /** The exceptions that hold on the day `:today`, of a campaign and a device that are named by columns. */
    static final String IN_FORCE = "from removal_exception e where e.campaign = %s and e.device = %s and e.granted_on is not null and e.ended_at is null and e.until >= :today";
    private static final String PROCESS = "app-removal-exception";

    private final JdbcClient db;
    private final Clock clock;
    private final CaseProcesses processes;

    RemovalExceptions(JdbcClient db, Clock clock, CaseProcesses processes) {
        this.db = db;
        this.clock = clock;
        this.processes = processes;
    }

    /** Writes down who asks, and why, and puts it before the committee; false when the device has a request or an exception already, or the measure is lifted. */
    @Transactional
    public boolean ask(String number, String campaign, long device, String person, String reason) {
        int asked = db.sql("""
                insert into removal_exception (number, campaign, device, person, reason, asked_at)
                select :number, c.number, :device, :person, :reason, :now from removal_campaign c where c.number = :campaign and c.state <> 'LIFTED' for share on conflict do nothing""")
                .param("number", number).param("campaign", campaign).param("device", device).param("person", person).param("reason", reason).param("now", now()).update();
        if (asked == 1) processes.start(PROCESS, number, Map.of("caseNumber", campaign, "deviceId", device));
        return asked == 1;
    }

    /** Why a measure does not reach a device, so that there is nothing to be excepted from: LIFTED, GONE, PERSONAL or CATEGORY. Empty when it does. */
    public Optional<String> outOfScope(String campaign, long device) {
        return db.sql("""
                select case when c.state = 'LIFTED' then 'LIFTED' when d.gone_at is not null then 'GONE' when d.owner_type = 'PERSONAL' then 'PERSONAL'
                            when not d.category = any(string_to_array(c.categories, ',')) then 'CATEGORY' else '' end from removal_campaign c, device d where c.number = :campaign and d.id = :device""")
                .param("campaign", campaign).param("device", device).query(String.class).optional().filter(reason -> !reason.isEmpty());
    }

    /**
     * Writes the committee's decision down, once; a request for a device that the measure does not reach ends instead.
     *
     * @return why it does not reach it, as {@link #outOfScope}
     */
    @Transactional
    public Optional<String> grant(String number, String resolution, LocalDate until) {
        Optional<String> reason = db.sql("select campaign, device from removal_exception where number = :number").param("number", number)
                .query((row, index) -> outOfScope(row.getString(1), row.getLong(2))).single();
        if (reason.isPresent()) {
            end(number);
            return reason;
        }
        db.sql("update removal_exception set resolution = :resolution, granted_on = :today, until = :until where number = :number and granted_on is null")
                .param("resolution", resolution).param("today", Date.valueOf(today())).param("until", Date.valueOf(until)).param("number", number).update();
        return reason;
    }

    /** The requests of a campaign that nobody has decided. */
    public List<String> undecided(String campaign) {
        return db.sql("select number from removal_exception where campaign = :campaign and granted_on is null and ended_at is null order by number").param("campaign", campaign).query(String.class).list();
    }

    /** The exceptions of a campaign that are granted and not over. */
    public List<String> inForce(String campaign) {
        return db.sql("select number from removal_exception where campaign = :campaign and granted_on is not null and ended_at is null order by number").param("campaign", campaign).query(String.class).list();
    }

    /** Over, revoked or denied. */
    @Transactional
    public void end(String number) {
        db.sql("update removal_exception set ended_at = coalesce(ended_at, :now) where number = :number").param("now", now()).param("number", number).update();
    }

    /** Whether a last day is neither past nor too far. */
    public boolean isAllowed(LocalDate until) {
        return !until.isBefore(today()) && !until.isAfter(today().plusDays(LONGEST_DAYS));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
