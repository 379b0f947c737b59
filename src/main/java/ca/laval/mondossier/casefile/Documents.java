package ca.laval.mondossier.casefile;

import ca.laval.mondossier.casefile.Document.Scan;
import ca.laval.mondossier.casefile.DocumentRefused.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The documents of drafts and case files. Each was checked by its content before it was stored, and is scanned before anyone opens it. */
@Component
public class Documents {
    /** Who added a document when it was not a member of the staff. */
    public static final String RESIDENT = "RESIDENT";
    /** The most documents that a draft or a case file holds. */
    public static final int MOST = 10;
    /** The largest document, in bytes. */
    public static final int LARGEST = DocumentCheck.LARGEST;

    private static final Logger LOG = LoggerFactory.getLogger(Documents.class);
    private static final String COLUMNS = "id, kind, file_name, media_type, size_bytes, sha256, scan, added_at, added_by";
    /** Ten with the application, and ten more each time the city asks: who sent ten must still be able to answer. */
    private static final String COUNTED = """
            select count(*) from document where %s
            and (case_number is null or added_at >= (select status_since from case_file where number = case_number))""";
    private static final int LONGEST_NAME = 200;
    private static final Map<String, List<String>> EXTENSIONS = Map.of(
            DocumentCheck.PDF, List.of(".pdf"), DocumentCheck.JPEG, List.of(".jpg", ".jpeg", ".jpe", ".jfif"),
            DocumentCheck.PNG, List.of(".png"), DocumentCheck.HEIC, List.of(".heic", ".heif"));

    private final JdbcClient db;
    private final Clock clock;
    private final VirusScanner scanner;
    private final TransactionTemplate transaction;

    Documents(JdbcClient db, Clock clock, VirusScanner scanner, PlatformTransactionManager transactions) {
        this.db = db;
        this.clock = clock;
        this.scanner = scanner;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** A document with its bytes, ready to be shown. */
    public record Opened(Document document, byte[] content) {
    }

    private record Owner(UUID draft, String caseNumber) {
    }

    /**
     * Adds a document to a draft that was not sent yet. The same bytes for the same kind are kept once. Scanning takes its time, so no
     * transaction may be open.
     *
     * @param kind     a code of the service's documents table
     * @param fileName as the browser sent it
     * @param addedBy  {@link #RESIDENT} or the staff member's id
     * @throws DocumentRefused       with the reason; nothing was stored
     * @throws IllegalStateException when there is no such draft, or it was sent
     */
    @Transactional(propagation = Propagation.NEVER)
    public UUID addToDraft(UUID draft, String kind, String fileName, InputStream content, String addedBy) throws IOException {
        return add(new Owner(draft, null), kind, fileName, content, addedBy);
    }

    /** Adds a document to a case file, like {@link #addToDraft}. */
    @Transactional(propagation = Propagation.NEVER)
    public UUID addToCase(CaseNumber number, String kind, String fileName, InputStream content, String addedBy) throws IOException {
        return add(new Owner(null, number.value()), kind, fileName, content, addedBy);
    }

    /** The documents of a draft, in the order they were added. */
    public List<Document> ofDraft(UUID draft) {
        return db.sql("select " + COLUMNS + " from document where draft_id = :draft order by added_at, id").param("draft", draft)
                .query(Documents::document).list();
    }

    /** The documents of a case file, in the order they were added. */
    public List<Document> ofCase(CaseNumber number) {
        return db.sql("select " + COLUMNS + " from document where case_number = :number order by added_at, id").param("number", number.value())
                .query(Documents::document).list();
    }

    /**
     * A document of this case file with its bytes; empty when it is not one of this case's.
     *
     * @throws DocumentNotScanned while the virus scanner has not seen it
     * @throws DocumentRefused    `infected`, when the scanner finds something only now; it is no longer kept
     */
    @Transactional(propagation = Propagation.NEVER)
    public Optional<Opened> open(CaseNumber number, UUID id) {
        return open(new Owner(null, number.value()), id);
    }

    /** A document of this draft, like {@link #open}. */
    @Transactional(propagation = Propagation.NEVER)
    public Optional<Opened> openOfDraft(UUID draft, UUID id) {
        return open(new Owner(draft, null), id);
    }

    /** The draft was sent: its documents are the case file's. Part of the caller's transaction. */
    @Transactional
    public void moveToCase(UUID draft, CaseNumber number) {
        db.sql("update document set case_number = :number, draft_id = null where draft_id = :draft")
                .param("number", number.value()).param("draft", draft).update();
    }

    /** Takes a document back from a draft; nothing happens when it is not one of this draft's. */
    @Transactional
    public void removeFromDraft(UUID draft, UUID id) {
        db.sql("delete from document where id = :id and draft_id = :draft").param("id", id).param("draft", draft).update();
    }

    private UUID add(Owner owner, String kind, String fileName, InputStream content, String addedBy) throws IOException {
        byte[] bytes = content.readNBytes(LARGEST + 1);
        String mediaType = DocumentCheck.mediaType(bytes);
        Scan scan = scan(bytes);
        if (scan == null) {
            transaction.executeWithoutResult(status -> recordInfected(owner, addedBy));
            throw new DocumentRefused(Reason.INFECTED);
        }
        return transaction.execute(status -> store(owner, kind, safeName(fileName, mediaType), mediaType, bytes, scan, addedBy));
    }

    /** What becomes of the document; null for an infected one. */
    private Scan scan(byte[] bytes) {
        if (!scanner.isConfigured()) return Scan.NOT_SCANNED;
        try {
            return scanner.isClean(bytes) ? Scan.CLEAN : null;
        } catch (VirusScannerUnreachable e) {
            return Scan.PENDING;
        }
    }

    private UUID store(Owner owner, String kind, String fileName, String mediaType, byte[] bytes, Scan scan, String addedBy) {
        lock(owner);
        byte[] digest = sha256(bytes);
        var twin = mine(owner, "select id from document where %s and kind = :kind and sha256 = :sha256")
                .param("kind", kind).param("sha256", digest).query(UUID.class).list();
        if (!twin.isEmpty()) return twin.get(0);
        if (mine(owner, COUNTED).query(Integer.class).single() >= MOST) throw new DocumentRefused(Reason.COUNT);
        UUID id = UUID.randomUUID();
        db.sql("""
                insert into document (id, draft_id, case_number, kind, file_name, media_type, size_bytes, sha256, scan, content, added_at, added_by)
                values (:id, :draft, :number, :kind, :name, :type, :size, :sha256, :scan, :content, :now, :addedBy)""")
                .param("id", id).param("draft", owner.draft()).param("number", owner.caseNumber()).param("kind", kind).param("name", fileName)
                .param("type", mediaType).param("size", bytes.length).param("sha256", digest).param("scan", scan.name())
                .param("content", bytes).param("now", Timestamp.from(clock.instant())).param("addedBy", addedBy).update();
        record(owner, "DOCUMENT_ADDED", addedBy);
        return id;
    }

    /** Uploads to one draft or case wait for each other, so that two at once cannot make one too many. */
    private void lock(Owner owner) {
        boolean there = owner.draft() != null
                ? db.sql("select 1 from draft where id = :id and case_number is null for no key update").param("id", owner.draft())
                        .query(Integer.class).optional().isPresent()
                : db.sql("select 1 from case_file where number = :number for no key update").param("number", owner.caseNumber())
                        .query(Integer.class).optional().isPresent();
        if (!there) throw new IllegalStateException("No such draft or case file, or the draft was sent");
    }

    private JdbcClient.StatementSpec mine(Owner owner, String sql) {
        return owner.draft() != null
                ? db.sql(sql.formatted("draft_id = :owner")).param("owner", owner.draft())
                : db.sql(sql.formatted("case_number = :owner")).param("owner", owner.caseNumber());
    }

    private Optional<Opened> open(Owner owner, UUID id) {
        return mine(owner, "select " + COLUMNS + ", content from document where %s and id = :id").param("id", id)
                .query((row, i) -> new Opened(document(row, i), row.getBytes("content"))).optional()
                .map(opened -> scanned(owner, opened));
    }

    private Opened scanned(Owner owner, Opened opened) {
        if (!scanner.isConfigured() || opened.document().scan() == Scan.CLEAN) return opened;
        boolean clean;
        try {
            clean = scanner.isClean(opened.content());
        } catch (VirusScannerUnreachable e) {
            throw new DocumentNotScanned(e);
        }
        UUID id = opened.document().id();
        if (clean) {
            db.sql("update document set scan = 'CLEAN' where id = :id").param("id", id).update();
            return opened;
        }
        transaction.executeWithoutResult(status -> {
            if (db.sql("delete from document where id = :id").param("id", id).update() > 0) recordInfected(owner, opened.document().addedBy());
        });
        throw new DocumentRefused(Reason.INFECTED);
    }

    private void recordInfected(Owner owner, String addedBy) {
        LOG.warn("An infected document was refused: draft {}, case {}", owner.draft(), owner.caseNumber());
        record(owner, "DOCUMENT_INFECTED", addedBy);
    }

    /** A line in the case file's history; a draft has none. */
    private void record(Owner owner, String code, String addedBy) {
        if (owner.caseNumber() == null) return;
        boolean resident = addedBy.equals(RESIDENT);
        db.sql("insert into case_event (case_number, at, code, actor, staff) values (:number, :now, :code, :actor, :staff)")
                .param("number", owner.caseNumber()).param("now", Timestamp.from(clock.instant())).param("code", code)
                .param("actor", resident ? "RESIDENT" : "CITY").param("staff", resident ? null : addedBy, java.sql.Types.VARCHAR).update();
    }

    private static Document document(ResultSet row, int index) throws SQLException {
        return new Document(row.getObject("id", UUID.class), row.getString("kind"), row.getString("file_name"), row.getString("media_type"),
                row.getInt("size_bytes"), HexFormat.of().formatHex(row.getBytes("sha256")), Scan.valueOf(row.getString("scan")),
                row.getTimestamp("added_at").toInstant(), row.getString("added_by"));
    }

    /**
     * A name without folders, control characters, invisible or reordering marks, or characters that a disk refuses; it ends like
     * its content, so that what is saved opens as what it is.
     */
    static String safeName(String fileName, String mediaType) {
        String name = Normalizer.normalize(fileName == null ? "" : fileName, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]", "")
                .replaceAll("^.*[/\\\\]", "")
                .replaceAll("[<>:\"|?*]", "_")
                .replaceAll("\\p{Z}+", " ")
                .replaceAll("^[. ]+|[. ]+$", "");
        var extensions = EXTENSIONS.get(mediaType);
        String lower = name.toLowerCase(java.util.Locale.ROOT);
        String extension = extensions.stream().filter(lower::endsWith).findFirst()
                .map(known -> name.substring(name.length() - known.length())).orElse(null);
        String base = extension == null ? name : name.substring(0, name.length() - extension.length());
        if (base.isBlank()) base = "document";
        if (extension == null) extension = extensions.get(0);
        int room = LONGEST_NAME - extension.length();
        if (base.length() > room) base = base.substring(0, Character.isHighSurrogate(base.charAt(room - 1)) ? room - 1 : room);
        return base + extension;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
