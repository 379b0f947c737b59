package ca.laval.mondossier.permit;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.official.OfficialDocuments;
import ca.laval.mondossier.property.Property;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The permits that were issued: each is a row and a signed document, and what becomes of it is on both. */
@Component
public class Permits {
    private static final int REMINDER_DAYS = 30;

    private final JdbcClient db;
    private final Clock clock;
    private final CaseFiles caseFiles;
    private final PermitCases cases;
    private final OfficialDocuments documents;

    Permits(JdbcClient db, Clock clock, CaseFiles caseFiles, PermitCases cases, OfficialDocuments documents) {
        this.db = db;
        this.clock = clock;
        this.caseFiles = caseFiles;
        this.cases = cases;
        this.documents = documents;
    }

    /**
     * Issues the permit of a case, once.
     *
     * @param validityMonths 0 for one without end
     * @param instrument     code of what it is: CERTIFICATE, PERMIT, OCCUPANCY or RESOLUTION
     * @param resolution     null without one
     */
    @Transactional
    public Permit issue(String caseNumber, int validityMonths, String instrument, String resolution) {
        Optional<Permit> there = find(caseNumber);
        if (there.isPresent()) return there.get();
        LocalDate today = LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE);
        LocalDate expires = validityMonths == 0 ? null : today.plusMonths(validityMonths);
        UUID document = document(caseNumber, "permit", instrument, expires, resolution);
        db.sql("""
                insert into permit (case_number, state, issued_at, expires_on, reminder_on, resolution, document)
                values (:number, 'VALID', :now, :expires, :reminder, :resolution, :document)""")
                .param("number", caseNumber).param("now", Timestamp.from(clock.instant())).param("expires", expires, java.sql.Types.DATE)
                .param("reminder", reminder(expires), java.sql.Types.DATE).param("resolution", resolution, java.sql.Types.VARCHAR).param("document", document).update();
        return find(caseNumber).orElseThrow();
    }

    /** The same term again from the old end on, once, with a document of its own; works that are stopped stay stopped; an {@link IllegalStateException} for a second time, or for a permit that is over. */
    @Transactional
    public Permit renew(String caseNumber, int validityMonths, String instrument) {
        Permit permit = locked(caseNumber);
        if (permit.renewed() || permit.expiresOn() == null) throw new IllegalStateException("The permit %s was renewed before, or has no end".formatted(caseNumber));
        LocalDate expires = permit.expiresOn().plusMonths(validityMonths);
        documents.revoke(permit.document(), "RENEWED");
        UUID document = document(caseNumber, "permit.renewal", instrument, expires, permit.resolution());
        int changed = db.sql("update permit set renewed = true, expires_on = :expires, reminder_on = :reminder, document = :document where case_number = :number and state in ('VALID', 'STOPPED')")
                .param("expires", expires).param("reminder", reminder(expires)).param("document", document).param("number", caseNumber).update();
        if (changed == 0) throw new IllegalStateException("The permit %s is over".formatted(caseNumber));
        return find(caseNumber).orElseThrow();
    }

    @Transactional
    public void stop(String caseNumber) {
        move(caseNumber, "VALID", "STOPPED", LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE));
    }

    @Transactional
    public void resume(String caseNumber) {
        move(caseNumber, "STOPPED", "VALID", null);
    }

    /** Its last day has passed. */
    @Transactional
    public void expire(String caseNumber) {
        end(caseNumber, "EXPIRED", "EXPIRED");
    }

    @Transactional
    public void revoke(String caseNumber) {
        end(caseNumber, "REVOKED", "PERMIT_REVOKED");
    }

    public Optional<Permit> find(String caseNumber) {
        return db.sql("select * from permit where case_number = :number").param("number", caseNumber).query(Permits::row).optional();
    }

    private Permit locked(String caseNumber) {
        return db.sql("select * from permit where case_number = :number for update").param("number", caseNumber).query(Permits::row).single();
    }

    private void move(String caseNumber, String from, String to, LocalDate stoppedOn) {
        db.sql("update permit set state = :to, stopped_on = :stopped where case_number = :number and state = :from").param("to", to).param("stopped", stoppedOn, java.sql.Types.DATE).param("number", caseNumber).param("from", from).update();
    }

    private void end(String caseNumber, String state, String reason) {
        Permit permit = locked(caseNumber);
        if (db.sql("update permit set state = :state where case_number = :number and state in ('VALID', 'STOPPED')").param("state", state).param("number", caseNumber).update() == 1) {
            documents.revoke(permit.document(), reason);
        }
    }

    private UUID document(String caseNumber, String key, String instrument, LocalDate expires, String resolution) {
        CaseFile file = caseFiles.find(new CaseNumber(caseNumber)).orElseThrow();
        PermitCase permit = cases.find(caseNumber).orElseThrow();
        Optional<Property> property = cases.property(caseNumber);
        String address = property.map(Property::address).orElse(permit.place());
        Map<String, Object> facts = new HashMap<>(Map.of("type", permit.type(), "instrument", new OfficialDocuments.Word("value." + instrument), "address", address, "holder", String.valueOf(file.applicantName()),
                "description", String.valueOf(file.answers().get("description"))));
        property.ifPresent(known -> facts.putAll(Map.of("matricule", known.shownMatricule(), "lots", known.lots().stream().map(Property::shownLot).collect(Collectors.joining(", ")))));
        if (expires != null) facts.put("expiresOn", expires.toString());
        if (resolution != null) facts.put("resolution", resolution);
        if (permit.conditions() != null) facts.put("conditions", permit.conditions());
        return documents.issue(new OfficialDocuments.Issue(caseNumber, key, "permit", "permit-application.start.type.option." + permit.type(), address, facts)).id();
    }

    private static LocalDate reminder(LocalDate expires) {
        return expires == null ? null : expires.minusDays(REMINDER_DAYS);
    }

    private static Permit row(ResultSet row, int index) throws SQLException {
        return new Permit(row.getString("case_number"), row.getString("state"), row.getTimestamp("issued_at").toInstant(), row.getObject("expires_on", LocalDate.class),
                row.getObject("reminder_on", LocalDate.class), row.getBoolean("renewed"), row.getString("resolution"), row.getObject("document", UUID.class));
    }
}
