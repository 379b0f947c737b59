package ca.laval.mondossier.subsidy;

import ca.laval.mondossier.calendar.BusinessCalendar;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What managers ask of the subsidies: how many come in, and how long a decision takes while the city's clock runs. */
@Component
class SubsidyFigures {
    private static final int WEEKS = 12;
    private static final Duration LOOK_BACK = Duration.ofDays(365);

    private final JdbcClient db;
    private final Clock clock;
    private final BusinessCalendar calendar;

    SubsidyFigures(JdbcClient db, Clock clock, BusinessCalendar calendar) {
        this.db = db;
        this.clock = clock;
        this.calendar = calendar;
    }

    /** @param program its code  @param monday of the week */
    record Week(String program, LocalDate monday, int applications) {
    }

    /** Business days to the decision of the last year's decided applications; 0 of 0 when there are none. */
    record Decisions(int decided, int median, int ninetieth) {
    }

    /** Decisions of applications received before are not counted: the figures show how the city works now. */
    Instant since() {
        return clock.instant().minus(LOOK_BACK);
    }

    /** Applications per programme and week, of the last twelve weeks, the latest first. */
    List<Week> weeks() {
        return db.sql("""
                select answers ->> 'program', cast(date_trunc('week', received_at at time zone 'America/Toronto') as date), count(*) from case_file
                where service = 'subsidy-application' and received_at > :since group by 1, 2 order by 2 desc, 1""")
                .param("since", Timestamp.from(clock.instant().minus(Duration.ofDays(7L * WEEKS))))
                .query((row, i) -> new Week(row.getString(1), row.getObject(2, LocalDate.class), row.getInt(3))).list();
    }

    /** Without the business days in which the city waited for the resident. */
    Decisions decisions() {
        var events = new LinkedHashMap<String, List<Map.Entry<String, LocalDate>>>();
        db.sql("""
                select e.case_number, e.code, e.at from case_event e join case_file f on f.number = e.case_number
                where f.service = 'subsidy-application' and e.code like 'STATUS.%' and f.received_at > :since order by e.case_number, e.id""")
                .param("since", Timestamp.from(since()))
                .query((row, i) -> events.computeIfAbsent(row.getString(1), number -> new ArrayList<>()).add(Map.entry(row.getString(2), day(row.getTimestamp(3).toInstant())))).list();
        var days = events.values().stream().map(this::daysToDecision).filter(taken -> taken >= 0).sorted().toList();
        return days.isEmpty() ? new Decisions(0, 0, 0) : new Decisions(days.size(), days.get((days.size() - 1) / 2), days.get((int) Math.ceil(days.size() * 0.9) - 1));
    }

    /** -1 when it is not decided. */
    private int daysToDecision(List<Map.Entry<String, LocalDate>> statuses) {
        int waited = 0;
        LocalDate stopped = null;
        for (var status : statuses) {
            if (stopped != null) waited += calendar.between(stopped, status.getValue());
            stopped = status.getKey().equals("STATUS.DOCUMENTS_MISSING") ? status.getValue() : null;
            if (status.getKey().equals("STATUS.APPROVED") || status.getKey().equals("STATUS.REFUSED")) {
                return calendar.between(statuses.get(0).getValue(), status.getValue()) - waited;
            }
        }
        return -1;
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, BusinessCalendar.ZONE);
    }
}
