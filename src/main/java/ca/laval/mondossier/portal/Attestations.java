package ca.laval.mondossier.portal;

import ca.laval.mondossier.calendar.BusinessCalendar;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The declarations that open the portal's English side: recorded when made, tied to the resident at sign-in. */
@Component
class Attestations {
    private final JdbcClient db;
    private final Clock clock;

    Attestations(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * What somebody declared.
     *
     * @param error the word that says what is wrong with it, at `field`; null when nothing is
     */
    record Declared(Attestation.Reason reason, LocalDate arrivedOn, String error, String field) {
    }

    Declared read(String reason, String arrivedOn) {
        var chosen = Arrays.stream(Attestation.Reason.values()).filter(known -> known.name().equals(reason)).findFirst().orElse(null);
        if (chosen == null) return new Declared(null, null, "english.error.reason", "reason");
        if (chosen != Attestation.Reason.IMMIGRANT_6M) return new Declared(chosen, null, null, null);
        try {
            LocalDate arrived = LocalDate.parse(arrivedOn.strip());
            boolean holds = !arrived.isAfter(today()) && today().isBefore(arrived.plusMonths(6));
            return new Declared(chosen, arrived, holds ? null : "english.error.sixMonths", holds ? null : "arrivedOn");
        } catch (DateTimeException e) {
            return new Declared(chosen, null, "english.error.arrivedOn", "arrivedOn");
        }
    }

    Attestation record(Attestation.Reason reason, LocalDate arrivedOn, Long residentId) {
        long id = db.sql("""
                insert into english_attestation (resident_id, exception_code, arrived_on, attested_at)
                values (:resident, :code, :arrived, :now) returning id""")
                .param("resident", residentId, java.sql.Types.BIGINT).param("code", reason.name())
                .param("arrived", arrivedOn, java.sql.Types.DATE).param("now", Timestamp.from(clock.instant()))
                .query(Long.class).single();
        return new Attestation(id, reason, arrivedOn);
    }

    void tie(long attestationId, long residentId) {
        db.sql("update english_attestation set resident_id = :resident where id = :id and resident_id is null")
                .param("resident", residentId).param("id", attestationId).update();
    }

    /** The resident's latest declaration, while it holds. */
    Optional<Attestation> of(long residentId) {
        return db.sql("""
                select id, exception_code, arrived_on from english_attestation
                where resident_id = :resident and ended_at is null order by attested_at desc limit 1""")
                .param("resident", residentId)
                .query((row, i) -> new Attestation(row.getLong(1), Attestation.Reason.valueOf(row.getString(2)), row.getObject(3, LocalDate.class)))
                .optional().filter(attestation -> attestation.holdsOn(today()));
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE);
    }

    /** Six months after an arrival English has ended: for the resident, and for the letters of their case files. */
    @Transactional
    void end() {
        db.sql("update english_attestation set ended_at = :now where ended_at is null and arrived_on + interval '6 months' <= :today")
                .param("now", Timestamp.from(clock.instant())).param("today", today()).update();
        db.sql("""
                update case_file c set language = 'fr'
                where language = 'en' and closed_at is null
                  and exists (select from english_attestation a where a.resident_id = c.resident_id and a.ended_at is not null)
                  and not exists (select from english_attestation a where a.resident_id = c.resident_id and a.ended_at is null)""").update();
    }
}
