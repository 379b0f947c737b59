package ca.laval.mondossier.portal;

import ca.laval.mondossier.catalogue.Language;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Applications being written, kept on the server from the first page on. Each belongs to whoever fills it in, and is nobody else's. */
@Component
public class Drafts {
    private static final String COLUMNS = "select id, service, channel, answers, updated_at, case_number from draft ";
    /** How long a draft is kept that nobody changes (domain.md, section 6.1). */
    static final Duration KEPT = Duration.ofDays(90);
    private static final String MINE = "id = :id and resident_id is not distinct from :resident and filed_by is not distinct from :staff";

    private final JdbcClient db;
    private final ObjectMapper json;
    private final ObjectReader reader;
    private final Clock clock;

    Drafts(JdbcClient db, ObjectMapper json, Clock clock) {
        this.db = db;
        this.json = json;
        // Decimals stay what was typed.
        this.reader = json.readerFor(new TypeReference<Map<String, Object>>() { })
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.USE_LONG_FOR_INTS);
        this.clock = clock;
    }

    public Optional<Draft> find(UUID id, Filer filer) {
        return mine(COLUMNS + "where " + MINE, id, filer).query(this::row).optional();
    }

    /** For sending: a second click waits here, and then finds the case number. */
    Optional<Draft> lock(UUID id, Filer filer) {
        return mine(COLUMNS + "where " + MINE + " for update", id, filer).query(this::row).optional();
    }

    /** The applications not sent yet, the latest first. */
    public List<Draft> of(Filer filer) {
        return db.sql(COLUMNS + "where case_number is null and " + (filer.residentId() != null ? "resident_id = :owner" : "filed_by = :owner")
                        + " order by updated_at desc")
                .param("owner", filer.residentId() != null ? filer.residentId() : filer.staff()).query(this::row).list();
    }

    /**
     * Keeps what stands on one page; the other pages' answers stay as they are. The first page kept makes the draft.
     *
     * @return false when there is no such draft of this filer, or it was sent
     */
    @Transactional
    public boolean save(UUID id, String service, Filer filer, Language language, Collection<String> page, Map<String, Object> answers, boolean first) {
        String update = "answers = (draft.answers - cast(:page as text[])) || cast(:answers as jsonb), language = :language, updated_at = :now";
        var statement = db.sql(first ? """
                insert into draft (id, service, resident_id, filed_by, channel, language, answers, updated_at)
                values (:id, :service, :resident, :staff, :channel, :language, cast(:answers as jsonb), :now)
                on conflict (id) do update set %s
                where draft.service = excluded.service and draft.resident_id is not distinct from excluded.resident_id
                  and draft.filed_by is not distinct from excluded.filed_by and draft.case_number is null""".formatted(update)
                : "update draft set " + update + " where " + MINE + " and case_number is null")
                .param("id", id).param("resident", filer.residentId(), Types.BIGINT).param("staff", filer.staff(), Types.VARCHAR)
                .param("page", page.toArray(String[]::new)).param("answers", write(answers)).param("language", language.code())
                .param("now", Timestamp.from(clock.instant()));
        if (first) statement = statement.param("service", service).param("channel", filer.channel());
        return statement.update() == 1;
    }

    /** Deletes a draft with its documents and says whether there was one; nothing happens to one that was sent. */
    @Transactional
    public boolean delete(UUID id, Filer filer) {
        if (lock(id, filer).filter(draft -> !draft.isSent()).isEmpty()) return false;
        db.sql("delete from document where draft_id = :id").param("id", id).update();
        return db.sql("delete from draft where id = :id").param("id", id).update() == 1;
    }

    /** Erases, with their documents, the drafts that nobody sent or changed for so long. */
    @Transactional
    void eraseAbandoned() {
        db.sql("""
                with old as (select id from draft where case_number is null and updated_at < :since for update skip locked),
                     documents as (delete from document using old where draft_id = old.id)
                delete from draft using old where draft.id = old.id""")
                .param("since", Timestamp.from(clock.instant().minus(KEPT))).update();
    }

    /** The answers are the case file's now; only the number stays, for a second click and pages left open. */
    void sent(UUID id, String caseNumber) {
        db.sql("update draft set case_number = :number, answers = '{}' where id = :id").param("number", caseNumber).param("id", id).update();
    }

    private JdbcClient.StatementSpec mine(String sql, UUID id, Filer filer) {
        return db.sql(sql).param("id", id).param("resident", filer.residentId(), Types.BIGINT).param("staff", filer.staff(), Types.VARCHAR);
    }

    private Draft row(ResultSet row, int index) throws SQLException {
        try {
            return new Draft(row.getObject("id", UUID.class), row.getString("service"), row.getString("channel"), reader.readValue(row.getString("answers")),
                    row.getTimestamp("updated_at").toInstant(), row.getString("case_number"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored answers that are not JSON", e);
        }
    }

    private String write(Map<String, Object> answers) {
        try {
            return json.writeValueAsString(answers);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Answers that are not JSON", e);
        }
    }
}
