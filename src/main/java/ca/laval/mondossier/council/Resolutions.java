package ca.laval.mondossier.council;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.council.ResolutionRefused.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the bodies resolved, as their offices record it: nobody clicks for a councillor. */
@Component
public class Resolutions {
    private final JdbcClient db;
    private final Clock clock;
    private final Agenda agenda;
    private final Notices notices;

    Resolutions(JdbcClient db, Clock clock, Agenda agenda, Notices notices) {
        this.db = db;
        this.clock = clock;
        this.agenda = agenda;
        this.notices = notices;
    }

    /**
     * Records what a body resolved about a case at the sitting on whose agenda it is; the case is then on no agenda of that body any more. The same resolution
     * again, sent twice, changes nothing; once the case is on another agenda it is refused, as its number is of another day.
     *
     * @param number     its number, unique in the city
     * @param conditions null or blank without any
     * @param paid       whether what the case owes the city is paid
     * @throws ResolutionRefused when it cannot be
     */
    @Transactional
    public void record(String caseNumber, Body body, String number, Outcome outcome, String conditions, String staff, BooleanSupplier paid) {
        agenda.lock(body);
        boolean again = agenda.of(caseNumber, body).isEmpty();
        if (again && of(caseNumber).stream().anyMatch(known -> known.number().equals(number) && known.body() == body && known.outcome() == outcome)) return;
        Placed placed = check(caseNumber, body, number, paid);
        try {
            db.sql("""
                    insert into council_resolution (number, item, outcome, conditions, recorded_by, recorded_at)
                    select :number, id, :outcome, :conditions, :staff, :now from council_item where case_number = :case and body = :body and state = 'ON_AGENDA'""")
                    .param("number", number).param("outcome", outcome.name()).param("conditions", conditions == null || conditions.isBlank() ? null : conditions.strip())
                    .param("staff", staff).param("now", Timestamp.from(clock.instant())).param("case", caseNumber).param("body", body.name()).update();
        } catch (DuplicateKeyException e) {
            throw new ResolutionRefused(caseNumber, Reason.NUMBER_TAKEN);
        }
        agenda.close(caseNumber, body, "DECIDED");
        db.sql("update council_sitting set state = 'HELD', version = version + 1, changed_by = :staff, changed_at = :now where id = :id and state = 'PLANNED'")
                .param("staff", staff).param("now", Timestamp.from(clock.instant())).param("id", placed.sittingId()).update();
    }

    /** Everything that {@link #record} checks, without recording anything. */
    public Placed check(String caseNumber, Body body, String number, BooleanSupplier paid) {
        Placed placed = agenda.of(caseNumber, body).orElseThrow(() -> new ResolutionRefused(caseNumber, Reason.NOT_ON_AGENDA));
        if (placed.on().isAfter(LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE))) throw new ResolutionRefused(caseNumber, Reason.SITTING_AHEAD);
        if (!number.matches(shape(body, placed.on()))) throw new ResolutionRefused(caseNumber, Reason.NUMBER_SHAPE);
        if (isTaken(number)) throw new ResolutionRefused(caseNumber, Reason.NUMBER_TAKEN);
        if (placed.needsNotice() && notices.of(caseNumber, body).isEmpty()) throw new ResolutionRefused(caseNumber, Reason.NOTICE_MISSING);
        if (!paid.getAsBoolean()) throw new ResolutionRefused(caseNumber, Reason.NOT_PAID);
        return placed;
    }

    /** What was resolved about a case, oldest first. */
    public List<Resolution> of(String caseNumber) {
        return db.sql("""
                select r.number, i.case_number, i.body, s.held_on, r.outcome, r.conditions from council_resolution r
                join council_item i on i.id = r.item join council_sitting s on s.id = i.sitting where i.case_number = :number order by s.held_on, i.id""")
                .param("number", caseNumber).query(Resolutions::row).list();
    }

    /** What the body that decides adopted or refused last; empty while it did not. The planning committee only recommends. */
    public Optional<Resolution> decided(String caseNumber) {
        return of(caseNumber).stream().filter(one -> one.body() != Body.CCU && one.outcome() != Outcome.POSTPONED).reduce((earlier, later) -> later);
    }

    private boolean isTaken(String number) {
        return db.sql("select exists (select from council_resolution where number = :number)").param("number", number).query(Boolean.class).single();
    }

    /** `CM-20260602-431`: a number of another day or another body was mistyped. */
    private String shape(Body body, LocalDate on) {
        return db.sql("select number_prefix from council_body where body = :body").param("body", body.name()).query(String.class).single()
                + "-" + on.format(DateTimeFormatter.BASIC_ISO_DATE) + "-[1-9][0-9]{0,4}";
    }

    private static Resolution row(ResultSet row, int index) throws SQLException {
        return new Resolution(row.getString(1), row.getString(2), Body.valueOf(row.getString(3)), row.getObject(4, LocalDate.class), Outcome.valueOf(row.getString(5)), row.getString(6));
    }
}
