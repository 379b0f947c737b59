package ca.laval.mondossier.removal;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.removal.Campaign.Terms;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The measures. Each page of work asks here first whether its measure still holds. */
@Component
public class Campaigns {
    private final JdbcClient db;
    private final Clock clock;

    Campaigns(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** A number for the next campaign (`APP`), exception (`EXC`) or visit (`VIS`). */
    @Transactional
    public String nextNumber(String prefix) {
        int year = LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE).getYear();
        long sequence = db.sql("select next_case_sequence(:prefix, :year)").param("prefix", prefix).param("year", year).query(Long.class).single();
        return CaseNumber.numbered(prefix, year, sequence).value();
    }

    /** Puts a measure in force, once; the same application twice is refused. */
    @Transactional
    public void open(String number, Terms terms) throws AlreadyForbiddenException {
        int opened = db.sql("""
                insert into removal_campaign (number, application, android_ids, ios_ids, computer_names, legal_basis, categories, starts_on, review_on, failure_percent, state, opened_at)
                values (:number, :application, :android, :ios, :computer, :basis, :categories, :starts, :review, :percent, 'IN_FORCE', :now) on conflict do nothing""")
                .param("number", number).param("application", terms.application().strip()).param("android", terms.androidIds()).param("ios", terms.iosIds()).param("computer", terms.computerNames())
                .param("basis", terms.legalBasis()).param("categories", terms.categories()).param("starts", Date.valueOf(terms.startsOn())).param("review", Date.valueOf(terms.reviewOn()))
                .param("percent", terms.failurePercent()).param("now", now()).update();
        if (opened == 0 && find(number).isEmpty()) throw new AlreadyForbiddenException(terms.application());
        // Nobody's application, but a case file like others: its report is an official document.
        db.sql("""
                insert into case_file (number, service, channel, language, answers, status, status_since, received_at)
                values (:number, 'app-removal', 'COUNTER', 'en', '{}', 'UNDER_REVIEW', :now, :now) on conflict do nothing""").param("number", number).param("now", now()).update();
    }

    public Optional<Campaign> find(String number) {
        return db.sql("select * from removal_campaign where number = :number").param("number", number).query(Campaigns::row).optional();
    }

    /** As it is, and stays until this transaction ends: nothing is opened or commanded beside its lifting. */
    @Transactional
    public Optional<Campaign> hold(String number) {
        return db.sql("select * from removal_campaign where number = :number for share").param("number", number).query(Campaigns::row).optional();
    }

    /** Whether it is in force or paused, and stays so until this transaction ends. */
    @Transactional
    public boolean holds(String number) {
        return hold(number).filter(measure -> !measure.isLifted()).isPresent();
    }

    public boolean isForbidden(String application) {
        return db.sql("select exists (select from removal_campaign where lower(application) = lower(:application) and state <> 'LIFTED')").param("application", application.strip()).query(Boolean.class).single();
    }

    /** A new day of review, and what the ids have become: when they differ, blocked devices are told. */
    @Transactional
    public void renew(String number, String androidIds, String iosIds, String computerNames, LocalDate reviewOn) {
        // Whoever commands at this moment has read what it was called: the moment of the change is after theirs.
        db.sql("select 1 from removal_campaign where number = :number for update").param("number", number).query(Integer.class).single();
        Terms before = find(number).orElseThrow().terms();
        Terms after = new Terms(before.application(), androidIds, iosIds, computerNames, before.legalBasis(), before.categories(), before.startsOn(), reviewOn, before.failurePercent());
        boolean same = after.seeksTheSame(before);
        db.sql("""
                update removal_campaign set android_ids = :android, ios_ids = :ios, computer_names = :computer, review_on = :review, ids_changed_at = case when :same then ids_changed_at else :now end
                where number = :number""")
                .param("same", same).param("now", now()).param("android", androidIds).param("ios", iosIds).param("computer", computerNames).param("review", Date.valueOf(reviewOn)).param("number", number).update();
    }

    /** Stops commanding; whether this call did it. */
    @Transactional
    public boolean pause(String number) {
        return db.sql("update removal_campaign set state = 'PAUSED' where number = :number and state = 'IN_FORCE'").param("number", number).update() == 1;
    }

    @Transactional
    public void resume(String number, int failurePercent) {
        db.sql("update removal_campaign set state = 'IN_FORCE', failure_percent = :percent where number = :number and state = 'PAUSED'").param("percent", failurePercent).param("number", number).update();
    }

    @Transactional
    public void lift(String number) {
        db.sql("update removal_campaign set state = 'LIFTED', lifted_at = :now where number = :number and state <> 'LIFTED'").param("now", now()).param("number", number).update();
        db.sql("update case_file set status = 'CLOSED', status_since = :now, closed_at = :now where number = :number and closed_at is null").param("now", now()).param("number", number).update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static Campaign row(ResultSet row, int index) throws SQLException {
        Timestamp lifted = row.getTimestamp("lifted_at");
        return new Campaign(row.getString("number"), new Terms(row.getString("application"), row.getString("android_ids"), row.getString("ios_ids"), row.getString("computer_names"),
                row.getString("legal_basis"), row.getString("categories"), row.getDate("starts_on").toLocalDate(), row.getDate("review_on").toLocalDate(), row.getInt("failure_percent")),
                row.getString("state"), row.getTimestamp("opened_at").toInstant(), lifted == null ? null : lifted.toInstant());
    }
}
