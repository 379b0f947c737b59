package ca.laval.mondossier.removal;

import ca.laval.mondossier.calendar.BusinessCalendar;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Exceptions to a measure: who and why stand here and nowhere else; none lasts longer than {@link #LONGEST_DAYS} days. */
@Component
public class RemovalExceptions {
    public static final int LONGEST_DAYS = 30;

    private final JdbcClient db;
    private final Clock clock;

    RemovalExceptions(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Writes down who asks, and why, before the committee decides: see `removal_exception`, where it stands only once granted. */
    @Transactional
    public boolean grant(String number, String campaign, long device, String person, String reason, String resolution, LocalDate until) {
        boolean inScope = db.sql("""
                select exists (select from device d join removal_campaign c on c.number = :campaign and c.state <> 'LIFTED'
                               where d.id = :device and d.gone_at is null and d.owner_type <> 'PERSONAL' and d.category = any(string_to_array(c.categories, ',')))""")
                .param("campaign", campaign).param("device", device).query(Boolean.class).single();
        if (!inScope) return false;
        db.sql("""
                insert into removal_exception (number, campaign, device, person, reason, resolution, granted_on, until)
                values (:number, :campaign, :device, :person, :reason, :resolution, :today, :until) on conflict (number) do nothing""")
                .param("number", number).param("campaign", campaign).param("device", device).param("person", person).param("reason", reason).param("resolution", resolution)
                .param("today", Date.valueOf(today())).param("until", Date.valueOf(until)).update();
        return true;
    }

    @Transactional
    public void end(String number) {
        db.sql("update removal_exception set ended_at = coalesce(ended_at, :now) where number = :number").param("now", Timestamp.from(clock.instant())).param("number", number).update();
    }

    /** Whether a last day is neither past nor too far. */
    public boolean isAllowed(LocalDate until) {
        return !until.isBefore(today()) && !until.isAfter(today().plusDays(LONGEST_DAYS));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE);
    }
}
