package ca.laval.mondossier.casefile;

import ca.laval.mondossier.calendar.BusinessCalendar;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The case files: the record of what was asked, what was said and what became of it. The engine only carries the thread. */
@Component
public class CaseFiles {
    private static final TypeReference<Map<String, Object>> ANSWERS = new TypeReference<>() { };

    private final JdbcClient db;
    private final ObjectMapper json;
    private final Clock clock;
    private final BusinessCalendar calendar;
    private final CaseProcesses processes;
    private final ObjectProvider<CaseHold> holds;

    CaseFiles(JdbcClient db, ObjectMapper json, Clock clock, BusinessCalendar calendar, CaseProcesses processes, ObjectProvider<CaseHold> holds) {
        this.db = db;
        this.json = json;
        this.clock = clock;
        this.calendar = calendar;
        this.processes = processes;
        this.holds = holds;
    }

    /**
     * What is needed to open a case file.
     *
     * @param prefix        of the case number, e.g. `SUB`
     * @param standardDays  business days to a decision; null when the service promises none
     * @param variables     the answers that the process may know, beside the case number
     */
    public record Application(String service, String prefix, Integer standardDays, Long residentId, String filedBy, String channel,
                              String language, String email, String applicantName, String applicantAddress,
                              Map<String, Object> answers, Map<String, Object> variables) {
    }

    /** Stores the case file and starts its process, together or not at all. Answers the case number. */
    @Transactional
    public String receive(Application application) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, BusinessCalendar.ZONE);
        long sequence = db.sql("select next_case_sequence(:prefix, :year)")
                .param("prefix", application.prefix()).param("year", today.getYear()).query(Long.class).single();
        String number = CaseNumber.of(application.prefix(), today.getYear(), sequence).value();
        db.sql("""
                with opened as (
                    insert into case_file (number, service, resident_id, filed_by, channel, language, email, applicant_name,
                        applicant_address, search_text, answers, status, status_since, received_at, expected_on)
                    values (:number, :service, :resident, :filedBy, :channel, :language, :email, :name,
                        :address, :search, cast(:answers as jsonb), 'RECEIVED', :now, :now, :expected))
                insert into case_event (case_number, at, code, actor, staff) values (:number, :now, 'STATUS.RECEIVED', :actor, :filedBy)""")
                .param("number", number).param("service", application.service()).param("resident", application.residentId())
                .param("filedBy", application.filedBy()).param("channel", application.channel())
                .param("language", application.language()).param("email", application.email())
                .param("name", application.applicantName()).param("address", application.applicantAddress())
                .param("search", searchable(application.applicantName() + " " + application.applicantAddress()))
                .param("answers", write(application.answers())).param("now", Timestamp.from(now))
                .param("expected", application.standardDays() == null ? null : calendar.plus(today, application.standardDays()))
                .param("actor", application.filedBy() == null ? "RESIDENT" : "CITY")
                .update();
        processes.start(application.service(), number, application.variables());
        return number;
    }

    public Optional<CaseFile> find(CaseNumber number) {
        return db.sql("select * from case_file where number = :number").param("number", number.value()).query(this::row).optional();
    }

    /** One resident's case file; empty for anybody else's, as if it did not exist. */
    public Optional<CaseFile> findOf(long residentId, CaseNumber number) {
        return find(number).filter(file -> file.residentId() != null && file.residentId() == residentId);
    }

    public List<CaseFile> listOf(long residentId) {
        return db.sql("select * from case_file where resident_id = :resident order by received_at desc")
                .param("resident", residentId).query(this::row).list();
    }

    /**
     * Case files of these services whose number, name or address holds every word of the text; the newest first, 50 at most.
     * Accents and capitals do not matter.
     */
    public List<CaseFile> search(Collection<String> services, String text) {
        if (services.isEmpty()) return List.of();
        var words = List.of(searchable(text).split("\\s+"));
        return db.sql("""
                select * from case_file
                where service in (:services)
                  and (select bool_and(search_text like w or lower(number) like w) from unnest(cast(:words as text[])) w)
                order by received_at desc limit 50""")
                .param("services", services)
                .param("words", words.stream().map(word -> "%" + word.replaceAll("([%_\\\\])", "\\\\$1") + "%").toArray(String[]::new))
                .query(this::row).list();
    }

    /** Case files of these services that wait for their resident, the longest wait first, at most so many. */
    public List<CaseFile> waitingForResidents(Collection<String> services, int atMost) {
        if (services.isEmpty()) return List.of();
        return db.sql("select * from case_file where service in (:services) and clock_stopped_on is not null order by status_since limit :most")
                .param("services", services).param("most", atMost).query(this::row).list();
    }

    /**
     * The diagram reached a status. Stops or restarts the clock and writes the history; nothing happens when the case is there already. Once a case was
     * decided its promised day stays, whatever it waits for afterwards, e.g. the fee of a renewal.
     * Called in the engine's transaction.
     */
    @Transactional
    public void enter(String number, Status status) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, BusinessCalendar.ZONE);
        var stopped = db.sql("""
                select expected_on, clock_stopped_on from case_file where number = :number and clock_stopped_on is not null
                and not exists (select from case_event where case_number = :number and code in ('STATUS.ISSUED', 'STATUS.REFUSED')) for update""")
                .param("number", number)
                .query((row, i) -> new LocalDate[] {row.getObject(1, LocalDate.class), row.getObject(2, LocalDate.class)}).optional();
        LocalDate moved = stopped.filter(dates -> dates[0] != null && !status.stopsTheClock())
                .map(dates -> calendar.plus(dates[0], calendar.between(dates[1], today))).orElse(null);
        db.sql("""
                with entered as (
                    update case_file set status = :status, status_since = :now,
                        expected_on = coalesce(:moved, expected_on),
                        clock_stopped_on = case when :stops then coalesce(clock_stopped_on, :today) end,
                        closed_at = case when :final then coalesce(closed_at, :now) end
                    where number = :number and status <> :status returning number)
                insert into case_event (case_number, at, code, actor)
                select number, :now, 'STATUS.' || :status, 'SYSTEM' from entered""")
                .param("number", number).param("status", status.name()).param("now", Timestamp.from(now))
                .param("moved", moved, java.sql.Types.DATE).param("today", today)
                .param("stops", status.stopsTheClock()).param("final", status.isFinal())
                .update();
    }

    /** The decision comes by that day, e.g. after the sitting that takes it; never said to come earlier than before. */
    @Transactional
    public void expect(CaseNumber number, LocalDate day) {
        db.sql("update case_file set expected_on = greatest(expected_on, :day) where number = :number and closed_at is null")
                .param("day", day).param("number", number.value()).update();
    }

    /** The decision cannot come before that day; where no day was promised, none is. */
    @Transactional
    public void notBefore(CaseNumber number, LocalDate day) {
        db.sql("update case_file set expected_on = :day where number = :number and closed_at is null and expected_on < :day")
                .param("day", day).param("number", number.value()).update();
    }

    /** Withdraws a case on the resident's word; an {@link IllegalStateException} when it is decided or no longer waits for that. */
    @Transactional
    public void withdraw(CaseNumber number, String staff) {
        CaseFile file = lock(number);
        if (file.status().isFinal()) throw new IllegalStateException("Already decided: " + number);
        record(number, "WITHDRAWAL_ASKED", staff);
        processes.correlate(awaited(file, "applicationWithdrawn"), number.value());
    }

    /** The resident says that what was asked for is there; an {@link IllegalStateException} when nothing was asked for. */
    @Transactional
    public void documentsSent(CaseNumber number, String staff) {
        CaseFile file = lock(number);
        record(number, "DOCUMENTS_SENT", staff);
        processes.correlate(awaited(file, "documentsReceived"), number.value());
    }

    /** Replaces some answers with corrected ones and tells the case, with those that the process may know; an {@link IllegalStateException} when it waits for none. */
    @Transactional
    public void correctAnswers(CaseNumber number, Map<String, Object> corrected, Map<String, Object> variables, String staff) {
        CaseFile file = lock(number);
        db.sql("update case_file set answers = answers || cast(:answers as jsonb) where number = :number")
                .param("answers", write(corrected)).param("number", number.value()).update();
        record(number, "ANSWERS_CORRECTED", staff);
        processes.correlate(awaited(file, "answersCorrected"), number.value(), variables);
    }

    /** Keeps what staff answered in a task's form and the process may not know, e.g. a list of names. */
    @Transactional
    public void keepAnswer(CaseNumber number, String field, String answer) {
        db.sql("update case_file set answers = answers || cast(:answers as jsonb) where number = :number")
                .param("answers", write(Map.of(field, answer))).param("number", number.value()).update();
    }

    /** Erases the answers that are kept encrypted, when nobody needs them any more. */
    @Transactional
    public void eraseSealed(CaseNumber number) {
        db.sql("""
                update case_file set answers = (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(answers)
                                                where jsonb_typeof(value) <> 'object' or not jsonb_exists(value, 'sealed'))
                where number = :number and cast(answers as text) like '%"sealed"%'""").param("number", number.value()).update();
    }

    /** The resident asks that a person reviews the decision; an {@link IllegalStateException} when that is no longer, or not yet, possible. */
    @Transactional
    public void askReview(CaseNumber number, String staff) {
        CaseFile file = lock(number);
        record(number, "REVIEW_ASKED", staff);
        processes.correlate(awaited(file, "reviewAsked"), number.value());
    }

    /**
     * The resident does what the diagram offers beside that, e.g. `permit-life.renewalAsked`; an {@link IllegalStateException} when the case does not, or no
     * longer, wait for it, or when it is held back.
     */
    @Transactional
    public void act(CaseNumber number, String message, String staff) {
        lock(number);
        if (held(number.value(), message)) throw new IllegalStateException("Case %s holds %s back".formatted(number, message));
        record(number, "ACTION." + message.substring(message.lastIndexOf('.') + 1), staff);
        processes.correlate(message, number.value());
    }

    /** Whichever of the case's processes waits: its service's own, or one that this called. */
    private String awaited(CaseFile file, String event) {
        return processes.awaitedMessages(file.number()).stream().filter(message -> message.endsWith("." + event)).findFirst()
                .orElseThrow(() -> new IllegalStateException("Case %s does not wait for %s".formatted(file.number(), event)));
    }

    /** What the case waits for from the resident; a case that has ended waits for nothing. */
    public Choices choices(CaseFile file) {
        var awaited = processes.awaitedMessages(file.number());
        var events = awaited.stream().map(message -> message.substring(message.lastIndexOf('.') + 1)).collect(Collectors.toSet());
        return new Choices(events.contains("documentsReceived"), !file.status().isFinal() && events.contains("applicationWithdrawn"),
                events.contains("reviewAsked"), events.contains("answersCorrected"), awaited,
                awaited.stream().filter(message -> !held(file.number(), message)).collect(Collectors.toSet()));
    }

    private boolean held(String number, String message) {
        return holds.stream().anyMatch(hold -> hold.holds(number, message));
    }

    /**
     * What a resident may do with a case now.
     *
     * @param awaited the messages that the case waits for, by full name
     * @param offered those of them that nobody holds back
     */
    public record Choices(boolean sendDocuments, boolean withdraw, boolean askReview, boolean correctAnswers, Set<String> awaited, Set<String> offered) {

        /** The case still waits for something, e.g. its payment; who must act is then the city, whatever was decided. */
        public boolean goesOn() {
            return !awaited.isEmpty();
        }
    }

    /** Adds a message or a note. `formKey` is the page's: sent twice, it is stored once. `author`: RESIDENT, CITY or NOTE. */
    @Transactional
    public void say(CaseNumber number, String author, String staff, String body, UUID formKey) {
        db.sql("""
                insert into case_message (case_number, at, author, staff, body, form_key)
                values (:number, :now, :author, :staff, :body, :formKey) on conflict (form_key) do nothing""")
                .param("number", number.value()).param("now", Timestamp.from(clock.instant())).param("author", author)
                .param("staff", staff).param("body", body.strip()).param("formKey", formKey).update();
    }

    /** Messages of a case, oldest first; with the internal notes for staff. */
    public List<CaseMessage> messages(CaseNumber number, boolean withNotes) {
        return db.sql("select at, author, staff, body from case_message where case_number = :number and (:notes or author <> 'NOTE') order by id")
                .param("number", number.value()).param("notes", withNotes)
                .query((row, i) -> new CaseMessage(row.getTimestamp(1).toInstant(), row.getString(2), row.getString(3), row.getString(4))).list();
    }

    /** The history of a case, oldest first. */
    public List<CaseEvent> events(CaseNumber number) {
        return db.sql("select at, code, actor, staff from case_event where case_number = :number order by id")
                .param("number", number.value())
                .query((row, i) -> new CaseEvent(row.getTimestamp(1).toInstant(), row.getString(2), row.getString(3), row.getString(4))).list();
    }

    /**
     * The case is somebody else's from now on, e.g. the property was sold: their account, opened if there is none yet, and their letters. What was answered
     * stays as it was, for the staff; see {@link #handover}.
     */
    @Transactional
    public void transfer(CaseNumber number, String name, String email, String staff) {
        lock(number);
        Timestamp now = Timestamp.from(clock.instant());
        String address = email.strip().toLowerCase(Locale.ROOT);
        long resident = db.sql("""
                insert into resident (email, created_at) values (:email, :now)
                on conflict (email) do update set email = excluded.email returning id""").param("email", address).param("now", now).query(Long.class).single();
        db.sql("""
                update case_file set applicant_name = :name, applicant_address = null, email = :email, search_text = :search, resident_id = :resident, transferred_at = :now
                where number = :number""")
                .param("name", name.strip()).param("email", address).param("search", searchable(name)).param("resident", resident).param("now", now)
                .param("number", number.value()).update();
        record(number, "TRANSFERRED", staff);
    }

    /** Since when the case is its resident's, for what they may read of the time before. */
    public Handover handover(CaseNumber number) {
        return new Handover(db.sql("select coalesce(transferred_at, 'epoch') from case_file where number = :number").param("number", number.value()).query(Timestamp.class).single().toInstant());
    }

    private void record(CaseNumber number, String code, String staff) {
        db.sql("insert into case_event (case_number, at, code, actor, staff) values (:number, :now, :code, :actor, :staff)")
                .param("number", number.value()).param("now", Timestamp.from(clock.instant())).param("code", code)
                .param("actor", staff == null ? "RESIDENT" : "CITY").param("staff", staff).update();
    }

    private CaseFile lock(CaseNumber number) {
        return db.sql("select * from case_file where number = :number for update").param("number", number.value()).query(this::row).single();
    }

    private CaseFile row(ResultSet row, int index) throws SQLException {
        return new CaseFile(row.getString("number"), row.getString("service"), row.getObject("resident_id", Long.class),
                row.getString("filed_by"), row.getString("channel"), row.getString("language"), row.getString("email"),
                row.getString("applicant_name"), row.getString("applicant_address"), read(row.getString("answers")),
                Status.valueOf(row.getString("status")), row.getTimestamp("status_since").toInstant(),
                row.getTimestamp("received_at").toInstant(), row.getObject("expected_on", LocalDate.class),
                row.getObject("clock_stopped_on", LocalDate.class),
                Optional.ofNullable(row.getTimestamp("closed_at")).map(Timestamp::toInstant).orElse(null));
    }

    private String write(Map<String, Object> answers) {
        try {
            return json.writeValueAsString(answers);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Answers that are not JSON", e);
        }
    }

    private Map<String, Object> read(String answers) {
        try {
            return json.readValue(answers, ANSWERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored answers that are not JSON", e);
        }
    }

    /** As the counter's search compares it: without accents, in lower case. */
    public static String searchable(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT).strip();
    }
}
