package ca.laval.mondossier.certificate;

import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.official.OfficialDocument;
import ca.laval.mondossier.official.OfficialDocuments;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Documents without a page. */
@Component
class StandInDocuments implements OfficialDocuments {
    private final JdbcClient db;

    StandInDocuments(JdbcClient db) {
        this.db = db;
        db.sql("create table if not exists official_document (id uuid primary key, case_number text, key text, title text, property text, unique (case_number, key))").update();
    }

    @Override
    public OfficialDocument issue(Issue issue) {
        db.sql("insert into official_document values (:id, :number, :key, :title, :property) on conflict (case_number, key) do nothing").param("id", UUID.randomUUID())
                .param("number", issue.caseNumber()).param("key", issue.key()).param("title", issue.title()).param("property", issue.property()).update();
        return of(new CaseNumber(issue.caseNumber())).stream().filter(one -> one.key().equals(issue.key())).findFirst().orElseThrow();
    }

    @Override
    public void revoke(UUID id, String reason) {
    }

    @Override
    public List<OfficialDocument> of(CaseNumber caseNumber) {
        return db.sql("select * from official_document where case_number = :number").param("number", caseNumber.value()).query((row, i) -> new OfficialDocument(row.getObject("id", UUID.class),
                "CODE-" + row.getString("key"), caseNumber.value(), row.getString("key"), row.getString("title"), row.getString("property"), Instant.EPOCH, 1, "00", null, null)).list();
    }

    @Override
    public Optional<byte[]> content(CaseNumber caseNumber, UUID id) {
        return Optional.empty();
    }
}
