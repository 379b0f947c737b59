package ca.laval.mondossier.council;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.council.Sittings.Plan;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The demonstration's calendar for half a year, on an empty one, before its first cases ask for a sitting: the days and hours are invented. */
@Component
@Profile("demo")
@ConditionalOnProperty(name = "mondossier.demo-cases", havingValue = "true")
@Order(1)
class DemoSittings implements ApplicationRunner {
    private static final int MONTHS = 6;

    private final Sittings sittings;
    private final JdbcClient db;
    private final Clock clock;

    DemoSittings(Sittings sittings, JdbcClient db, Clock clock) {
        this.sittings = sittings;
        this.db = db;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        if (db.sql("select exists (select from council_sitting)").query(Boolean.class).single()) return;
        LocalDate today = LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE);
        for (LocalDate month = today.withDayOfMonth(1); month.isBefore(today.plusMonths(MONTHS)); month = month.plusMonths(1)) {
            plan(Body.COUNCIL, month.with(TemporalAdjusters.dayOfWeekInMonth(1, DayOfWeek.TUESDAY)), LocalTime.of(19, 0), "Hôtel de ville, salle du conseil", today);
            plan(Body.EXECUTIVE, month.with(TemporalAdjusters.dayOfWeekInMonth(2, DayOfWeek.WEDNESDAY)), LocalTime.of(9, 0), "Hôtel de ville, salle 200", today);
            plan(Body.EXECUTIVE, month.with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.WEDNESDAY)), LocalTime.of(9, 0), "Hôtel de ville, salle 200", today);
            plan(Body.CCU, month.with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.WEDNESDAY)), LocalTime.of(17, 30), "1333, boulevard Chomedey", today);
        }
    }

    private void plan(Body body, LocalDate on, LocalTime at, String place, LocalDate today) {
        if (on.isAfter(today)) sittings.add(body, new Plan(on, at, place, null), body == Body.CCU ? "chantal" : "isabelle");
    }
}
