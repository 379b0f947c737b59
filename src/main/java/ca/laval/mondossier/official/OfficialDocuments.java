package ca.laval.mondossier.official;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the city issues under its name: a certificate, a permit, an agreement. Each is an accessible, signed PDF with a code by which
 * anybody can verify it. Its SHA-256 is kept; issued again, a document is a new one.
 */
@Component
public class OfficialDocuments {
    private static final String COLUMNS = "id, code, case_number, key, title, property, issued_at, size, sha256, available_until, revoked_at, revoked_reason";

    private final JdbcClient db;
    private final Clock clock;
    private final CaseFiles caseFiles;
    private final DocumentWording wording;
    private final DocumentPrinter printer;
    private final DocumentSigner signer;
    private final Duration available;
    private final String baseUrl;

    OfficialDocuments(JdbcClient db, Clock clock, CaseFiles caseFiles, DocumentWording wording, DocumentPrinter printer, DocumentSigner signer,
                      @Value("${mondossier.document-link:90d}") Duration available, @Value("${mondossier.base-url}") String baseUrl) {
        this.db = db;
        this.clock = clock;
        this.caseFiles = caseFiles;
        this.wording = wording;
        this.printer = printer;
        this.signer = signer;
        this.available = available;
        this.baseUrl = baseUrl;
    }

    /**
     * @param key      of the step or line that issues it: one document per case and key
     * @param template file name below `processes/<service>/documents/`, without `_fr.html`; that of another process with its name before it: `payment/receipt`
     * @param title    word key of what it is, in the words of the case's service, e.g. `certificate.CERT_EVALUATION`
     * @param property what the verification page may show beside type and date, e.g. the address; never a person
     * @param facts    what the template may use: text, whole numbers, amounts in cents (names ending in `Cents`), ISO dates, instants, a {@link Word},
     *                 yes or no, and lists of these or of maps of these
     */
    public record Issue(String caseNumber, String key, String template, String title, String property, Map<String, Object> facts) {
    }

    /** A fact that is written in the language of each part: a key of the service's words or of the common ones. */
    public record Word(String key) {
    }

    /** Makes, signs and keeps a document, once per case and key: called again, it answers the one that is there. Takes part in the caller's transaction. */
    @Transactional
    public OfficialDocument issue(Issue issue) {
        return find(issue).orElseGet(() -> {
            CaseFile file = caseFiles.find(new CaseNumber(issue.caseNumber())).orElseThrow(() -> new IllegalArgumentException("No case " + issue.caseNumber()));
            String code = DocumentCode.random();
            Instant now = clock.instant();
            byte[] content = make(file, issue, code, now);
            // Somebody else may be issuing the same one: then this waits for them, and theirs is the document.
            db.sql("""
                    insert into official_document (id, case_number, key, code, title, property, content, size, sha256, issued_at, available_until)
                    values (:id, :number, :key, :code, :title, :property, :content, :size, :sha, :now, :until) on conflict (case_number, key) do nothing""")
                    .param("id", UUID.randomUUID()).param("number", issue.caseNumber()).param("key", issue.key()).param("code", code).param("title", issue.title())
                    .param("property", issue.property()).param("content", content).param("size", content.length).param("sha", sha256(content))
                    .param("now", Timestamp.from(now)).param("until", Timestamp.from(now.plus(available))).update();
            return find(issue).orElseThrow();
        });
    }

    /** What {@link #issue} would make, marked as a draft: for who reads it before signing. Neither signed nor kept. */
    public byte[] draft(Issue issue) {
        CaseFile file = caseFiles.find(new CaseNumber(issue.caseNumber())).orElseThrow(() -> new IllegalArgumentException("No case " + issue.caseNumber()));
        return printer.print(wording.draft(file, issue, clock.instant()), baseUrl + "/verify");
    }

    byte[] make(CaseFile file, Issue issue, String code, Instant at) {
        byte[] printed = printer.print(wording.write(file, issue, code, at), baseUrl + "/verify/" + code);
        return signer.sign(printed, "Document " + code + " de la Ville de Laval", at);
    }

    /** No longer valid, for this reason; the verification page says so. The first reason stays. */
    @Transactional
    public void revoke(UUID id, String reason) {
        db.sql("update official_document set revoked_at = :now, revoked_reason = :reason where id = :id and revoked_at is null")
                .param("now", Timestamp.from(clock.instant())).param("reason", reason).param("id", id).update();
    }

    /** Of a case, oldest first. */
    public List<OfficialDocument> of(CaseNumber caseNumber) {
        return db.sql("select " + COLUMNS + " from official_document where case_number = :number order by issued_at, key").param("number", caseNumber.value()).query(this::row).list();
    }

    public Optional<OfficialDocument> find(CaseNumber caseNumber, UUID id) {
        return db.sql("select " + COLUMNS + " from official_document where case_number = :number and id = :id").param("number", caseNumber.value()).param("id", id)
                .query(this::row).optional();
    }

    /** The PDF itself; empty when this case has no such document. */
    public Optional<byte[]> content(CaseNumber caseNumber, UUID id) {
        return db.sql("select content from official_document where case_number = :number and id = :id").param("number", caseNumber.value()).param("id", id)
                .query((row, index) -> row.getBytes("content")).optional();
    }

    /** The resident's link opens the document again, for as long as the first time. A revoked one stays closed. */
    @Transactional
    public void openAgain(CaseNumber caseNumber, UUID id) {
        db.sql("update official_document set available_until = :until where case_number = :number and id = :id and revoked_at is null")
                .param("until", Timestamp.from(clock.instant().plus(available))).param("number", caseNumber.value()).param("id", id).update();
    }

    /** Whether the resident's link opens it now. */
    public boolean isOpen(OfficialDocument document) {
        return document.revokedAt() == null && clock.instant().isBefore(document.availableUntil());
    }

    Optional<OfficialDocument> byCode(String code) {
        return db.sql("select " + COLUMNS + " from official_document where code = :code").param("code", code).query(this::row).optional();
    }

    Optional<OfficialDocument> byContent(byte[] content) {
        return db.sql("select " + COLUMNS + " from official_document where sha256 = :sha").param("sha", sha256(content)).query(this::row).optional();
    }

    private Optional<OfficialDocument> find(Issue issue) {
        return db.sql("select " + COLUMNS + " from official_document where case_number = :number and key = :key")
                .param("number", issue.caseNumber()).param("key", issue.key()).query(this::row).optional();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private OfficialDocument row(ResultSet row, int index) throws SQLException {
        return new OfficialDocument(row.getObject("id", UUID.class), row.getString("code"), row.getString("case_number"), row.getString("key"), row.getString("title"),
                row.getString("property"), row.getTimestamp("issued_at").toInstant(), row.getInt("size"), row.getString("sha256"), row.getTimestamp("available_until").toInstant(),
                Optional.ofNullable(row.getTimestamp("revoked_at")).map(Timestamp::toInstant).orElse(null), row.getString("revoked_reason"));
    }
}
