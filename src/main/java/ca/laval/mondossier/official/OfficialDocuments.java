package ca.laval.mondossier.official;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the city issues under its name: a certificate, a permit, an agreement. Each is an accessible, signed PDF with a code by which
 * anybody can verify it. Its SHA-256 is kept; issued again, a document is a new one.
 */
@Component
public class OfficialDocuments {
    /** How long a link to a document works before it is renewed. */
    static final Duration LINK = Duration.ofDays(90);

    private static final String COLUMNS = "id, code, case_number, key, title, property, issued_at, size_bytes, sha256, revoked_at, revoked_reason";

    private final JdbcClient db;
    private final Clock clock;
    private final CaseFiles caseFiles;
    private final Paper paper;
    private final PdfPrinter printer;
    private final PdfSigner signer;

    OfficialDocuments(JdbcClient db, Clock clock, CaseFiles caseFiles, Paper paper, PdfPrinter printer, PdfSigner signer) {
        this.db = db;
        this.clock = clock;
        this.caseFiles = caseFiles;
        this.paper = paper;
        this.printer = printer;
        this.signer = signer;
    }

    /**
     * @param key      of the step or line that issues it: one document per case and key
     * @param template file name below `processes/<service>/documents/`, without `_fr.html`; `payment/receipt` for one of another folder
     * @param title    word key of what it is, in the words of the case's service, e.g. `certificate.CERT_EVALUATION`
     * @param property what the verification page may show beside type and date, e.g. the address; never a person
     * @param facts    what the template may use: text, whole numbers, amounts in cents (names ending in `Cents`), ISO dates, lists of such facts
     */
    public record Issue(String caseNumber, String key, String template, String title, String property, Map<String, Object> facts) {
    }

    /** Makes, signs and keeps a document, once per case and key: called again, it answers the one that is there. Takes part in the caller's transaction. */
    @Transactional
    public OfficialDocument issue(Issue issue) {
        // Two that issue the same wait for each other, until the transaction ends.
        db.sql("select pg_advisory_xact_lock(hashtextextended(:what, 0))").param("what", issue.caseNumber() + "/" + issue.key()).query((row, i) -> 0).single();
        return db.sql("select " + COLUMNS + " from official_document where case_number = :number and key = :key").param("number", issue.caseNumber()).param("key", issue.key())
                .query(OfficialDocuments::row).optional().orElseGet(() -> make(issue));
    }

    /** No longer valid, for this reason; the verification page says so. What was revoked before stays as it is. */
    @Transactional
    public void revoke(UUID id, String reason) {
        db.sql("update official_document set revoked_at = :now, revoked_reason = :reason where id = :id and revoked_at is null")
                .param("now", Timestamp.from(clock.instant())).param("reason", reason).param("id", id).update();
    }

    /** Of a case, oldest first. */
    public List<OfficialDocument> of(CaseNumber caseNumber) {
        return db.sql("select " + COLUMNS + " from official_document where case_number = :number order by issued_at, key").param("number", caseNumber.value())
                .query(OfficialDocuments::row).list();
    }

    /** The PDF itself; empty when this case has no such document. */
    public Optional<byte[]> content(CaseNumber caseNumber, UUID id) {
        return db.sql("select content from official_document where case_number = :number and id = :id").param("number", caseNumber.value()).param("id", id)
                .query(byte[].class).optional();
    }

    /**
     * A document with its link.
     *
     * @param open until when the link works, null once it no longer does
     */
    record Link(OfficialDocument document, Instant open) {
    }

    /** The links of a case, oldest first. */
    List<Link> links(CaseNumber caseNumber) {
        return db.sql("select " + COLUMNS + ", case when available_until > :now then available_until end as open from official_document where case_number = :number order by issued_at, key")
                .param("now", Timestamp.from(clock.instant())).param("number", caseNumber.value())
                .query((row, i) -> new Link(row(row, i), Optional.ofNullable(row.getTimestamp("open")).map(Timestamp::toInstant).orElse(null))).list();
    }

    /** The link of a document of this case works again from now on. */
    @Transactional
    void renew(CaseNumber caseNumber, UUID id) {
        db.sql("update official_document set available_until = greatest(available_until, :until) where case_number = :number and id = :id")
                .param("until", Timestamp.from(clock.instant().plus(LINK))).param("number", caseNumber.value()).param("id", id).update();
    }

    private OfficialDocument make(Issue issue) {
        CaseFile file = caseFiles.find(new CaseNumber(issue.caseNumber())).orElseThrow(() -> new IllegalStateException("No case file " + issue.caseNumber()));
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var code = VerificationCode.random();
        byte[] content = signer.sign(printer.print(paper.write(file, issue, code, now)), code, now);
        return db.sql("insert into official_document (id, case_number, key, code, title, property, issued_at, available_until, content, sha256) "
                        + "values (:id, :number, :key, :code, :title, :property, :now, :until, :content, :sha256) returning " + COLUMNS)
                .param("id", UUID.randomUUID()).param("number", issue.caseNumber()).param("key", issue.key()).param("code", code.value()).param("title", issue.title())
                .param("property", issue.property()).param("now", Timestamp.from(now)).param("until", Timestamp.from(now.plus(LINK)))
                .param("content", content).param("sha256", sha256(content)).query(OfficialDocuments::row).single();
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static OfficialDocument row(ResultSet row, int index) throws SQLException {
        return new OfficialDocument(row.getObject("id", UUID.class), new VerificationCode(row.getString("code")).toString(), row.getString("case_number"), row.getString("key"),
                row.getString("title"), row.getString("property"), row.getTimestamp("issued_at").toInstant(), row.getInt("size_bytes"), row.getString("sha256"),
                Optional.ofNullable(row.getTimestamp("revoked_at")).map(Timestamp::toInstant).orElse(null), row.getString("revoked_reason"));
    }
}
