package ca.laval.mondossier.permit;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.Status;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What managers ask of the permits: where the open applications are, how old, waiting for whom, and whether the promise of each type is kept. */
@Component
class PermitFigures {
    private static final Duration LOOK_BACK = Duration.ofDays(365);
    /** In the order of the drawing. */
    private static final List<String> STEPS = List.of("intake", "account", "assessment", "council", "sitting", "decision", "other");

    private final JdbcClient db;
    private final Clock clock;
    private final BusinessCalendar calendar;
    private final PermitSteps steps;

    PermitFigures(JdbcClient db, Clock clock, BusinessCalendar calendar, PermitSteps steps) {
        this.db = db;
        this.clock = clock;
        this.calendar = calendar;
        this.steps = steps;
    }

    /**
     * An open application.
     *
     * @param age       business days since it was received
     * @param late      the promised day has passed while the city's clock runs
     * @param turn      who must act
     */
    record Open(String caseNumber, String type, String step, LocalDate receivedOn, int age, LocalDate expectedOn, boolean late, Status.Turn turn) {
    }

    /** @param oldest age in business days  @param turns who must act, and in how many */
    record Step(String step, int cases, int oldest, int late, Map<Status.Turn, Long> turns) {
    }

    /** Of one type: open ones, and those decided in a year. */
    record Promise(String type, int open, int openLate, int decided, int decidedInTime) {
        public int percent() {
            return decided == 0 ? 0 : decidedInTime * 100 / decided;
        }
    }

    /** The oldest first. What has its permit is no application any more, even while the fee of a renewal is open. */
    List<Open> open() {
        Map<String, String> where = steps.open();
        LocalDate today = day(clock.instant());
        return db.sql("""
                select f.number, f.answers ->> 'type' as type, f.status, f.received_at, f.expected_on, f.clock_stopped_on from case_file f
                where f.service = 'permit-application' and f.closed_at is null
                and not exists (select from permit p where p.case_number = f.number) order by f.received_at, f.number""").query((row, i) -> {
                    LocalDate received = day(row.getTimestamp("received_at").toInstant());
                    LocalDate expected = row.getObject("expected_on", LocalDate.class);
                    boolean late = expected != null && row.getObject("clock_stopped_on", LocalDate.class) == null && today.isAfter(expected);
                    return new Open(row.getString("number"), row.getString("type"), where.getOrDefault(row.getString("number"), "other"), received, calendar.between(received, today),
                            expected, late, Status.valueOf(row.getString("status")).turn());
                }).list();
    }

    static List<Step> steps(List<Open> open) {
        return STEPS.stream().map(step -> open.stream().filter(one -> one.step().equals(step)).toList()).filter(all -> !all.isEmpty())
                .map(all -> new Step(all.get(0).step(), all.size(), all.stream().mapToInt(Open::age).max().orElse(0), (int) all.stream().filter(Open::late).count(),
                        all.stream().collect(Collectors.groupingBy(Open::turn, TreeMap::new, Collectors.counting())))).toList();
    }

    /** By type, as the codes are ordered. */
    List<Promise> promises(List<Open> open) {
        Map<String, List<Open>> byType = open.stream().collect(Collectors.groupingBy(Open::type));
        Map<String, Promise> decided = db.sql("""
                select f.answers ->> 'type', count(*), count(*) filter (where f.expected_on is null or cast(d.at at time zone 'America/Toronto' as date) <= f.expected_on)
                from case_file f cross join lateral (select min(e.at) as at from case_event e where e.case_number = f.number and e.code in ('STATUS.ISSUED', 'STATUS.REFUSED')) d
                where f.service = 'permit-application' and d.at > :since group by 1""")
                .param("since", Timestamp.from(clock.instant().minus(LOOK_BACK))).query((row, i) -> new Promise(row.getString(1), 0, 0, row.getInt(2), row.getInt(3))).list()
                .stream().collect(Collectors.toMap(Promise::type, Function.identity()));
        var types = new java.util.TreeSet<>(byType.keySet());
        types.addAll(decided.keySet());
        return types.stream().map(type -> {
            List<Open> now = byType.getOrDefault(type, List.of());
            Promise past = Optional.ofNullable(decided.get(type)).orElse(new Promise(type, 0, 0, 0, 0));
            return new Promise(type, now.size(), (int) now.stream().filter(Open::late).count(), past.decided(), past.decidedInTime());
        }).sorted(Comparator.comparing(Promise::type)).toList();
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, BusinessCalendar.ZONE);
    }
}
