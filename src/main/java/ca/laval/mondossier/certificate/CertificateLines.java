package ca.laval.mondossier.certificate;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.payment.AmountLine;
import ca.laval.mondossier.property.Property;
import ca.laval.mondossier.property.PropertyRoll;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The lines of orders and what becomes of each. The table lets no line go a way that is not drawn there, so that a step done twice changes
 * nothing; everything happens in the transaction of the step that does it.
 */
@Component
public class CertificateLines {
    private final JdbcClient db;
    private final Clock clock;
    private final CaseFiles caseFiles;
    private final CertificateCatalogue catalogue;
    private final PropertyRoll properties;

    CertificateLines(JdbcClient db, Clock clock, CaseFiles caseFiles, CertificateCatalogue catalogue, PropertyRoll properties) {
        this.db = db;
        this.clock = clock;
        this.caseFiles = caseFiles;
        this.catalogue = catalogue;
        this.properties = properties;
    }

    /** Every certificate asked for that the city still sells, for every property named, at today's price; done once. */
    @Transactional
    public List<CertificateLine> order(String caseNumber) {
        CaseFile file = caseFiles.find(new CaseNumber(caseNumber)).orElseThrow();
        List<String> asked = file.answers().get("properties").toString().lines().toList();
        int line = 0;
        for (Object code : (Collection<?>) file.answers().get("certificates")) {
            CertificateType type = catalogue.type(code.toString());
            if (!type.offered()) continue;
            for (String property : asked) add(caseNumber, ++line, type, property, catalogue.price(type));
        }
        return of(caseNumber);
    }

    private void add(String caseNumber, int line, CertificateType type, String asked, CertificateCatalogue.Price price) {
        db.sql("""
                insert into certificate_line (case_number, line, type, asked, matricule, fee_cents, gst_cents, qst_cents, delivery, standard_days, template, state, changed_at)
                values (:number, :line, :type, :asked, :matricule, :fee, :gst, :qst, :delivery, :days, :template, 'ORDERED', :now)
                on conflict (case_number, line) do nothing""")
                .param("number", caseNumber).param("line", line).param("type", type.code()).param("asked", asked)
                .param("matricule", properties.find(asked).map(Property::matricule).orElse(null), java.sql.Types.VARCHAR)
                .param("fee", price.feeCents()).param("gst", price.gstCents()).param("qst", price.qstCents())
                .param("delivery", type.delivery()).param("days", type.standardDays()).param("template", type.template())
                .param("now", now()).update();
    }

    public List<CertificateLine> of(String caseNumber) {
        return db.sql("select * from certificate_line where case_number = :number order by line").param("number", caseNumber).query(CertificateLines::row).list();
    }

    public Optional<CertificateLine> find(String caseNumber, int line) {
        return of(caseNumber).stream().filter(one -> one.line() == line).findFirst();
    }

    /** The property a line is made out for; empty until it is found, or when it has left the roll. */
    public Optional<Property> property(CertificateLine line) {
        return Optional.ofNullable(line.matricule()).flatMap(properties::byMatricule);
    }

    /** What the order costs, line by line. The payment's provider reads it: a property that is not in the roll is a number there, since who asked may have written anything. */
    List<AmountLine> amounts(String caseNumber) {
        return of(caseNumber).stream().map(line -> new AmountLine("certificate." + line.type(), property(line).map(Property::address).orElse("#" + line.line()),
                        line.feeCents(), line.gstCents(), line.qstCents())).toList();
    }

    /** Paid, or free: its lines may be produced. */
    @Transactional
    public void release(String caseNumber) {
        move(caseNumber, "ORDERED", "PAID");
    }

    /** Neither paid nor produced. */
    @Transactional
    public void cancel(String caseNumber) {
        move(caseNumber, "ORDERED", "CANCELLED");
    }

    private void move(String caseNumber, String from, String to) {
        db.sql("update certificate_line set state = :to, changed_at = :now where case_number = :number and state = :from")
                .param("number", caseNumber).param("from", from).param("to", to).param("now", now()).update();
    }

    /** The next line that may be issued, locked; empty when there is none. */
    Optional<CertificateLine> nextToIssue(String caseNumber) {
        try (Stream<CertificateLine> lines = db.sql("select * from certificate_line where case_number = :number and state in ('PAID', 'SIGNED') order by line for update")
                .param("number", caseNumber).query(CertificateLines::row).stream()) {
            return lines.filter(line -> line.state().equals("SIGNED") || line.isAutomatic()).findFirst();
        }
    }

    void issued(CertificateLine line, UUID document) {
        db.sql("update certificate_line set state = 'ISSUED', document = :document, changed_at = :now where case_number = :number and line = :line")
                .param("number", line.caseNumber()).param("line", line.line()).param("document", document).param("now", now()).update();
    }

    /** Lines that wait for a person. */
    public int open(String caseNumber) {
        return (int) of(caseNumber).stream().filter(CertificateLine::isOpen).count();
    }

    /** Of these, what waits for the decision about a refund. */
    public int held(String caseNumber) {
        return (int) of(caseNumber).stream().filter(CertificateLine::isHeld).count();
    }

    /** The agent says which property is meant. */
    @Transactional
    public void choose(String caseNumber, int line, Property property, String staff) {
        change(caseNumber, line, "matricule = :value, prepared_by = :staff", "state = 'PAID' and refund is null", property.matricule(), staff);
    }

    /** Ready to be signed by somebody else. */
    @Transactional
    public void prepare(String caseNumber, int line, String findings, LocalDate visitedOn, String staff) {
        var open = locked(caseNumber, line);
        if (!open.isOpen() || open.isHeld() || open.matricule() == null || open.needsVisit() && visitedOn == null) throw notNow(caseNumber, line);
        db.sql("""
                update certificate_line set state = 'PREPARED', findings = :findings, visited_on = :visited, prepared_by = :staff, changed_at = :now
                where case_number = :number and line = :line""")
                .param("number", caseNumber).param("line", line).param("findings", findings, java.sql.Types.VARCHAR).param("visited", visitedOn, java.sql.Types.DATE)
                .param("staff", staff).param("now", now()).update();
    }

    /** Will not be issued, for this reason: what is given back, the table of refunds says. */
    @Transactional
    public void close(String caseNumber, int line, String situation, String why, String staff) {
        var open = locked(caseNumber, line);
        if (!open.isOpen() || open.isHeld()) throw notNow(caseNumber, line);
        db.sql("""
                update certificate_line set state = 'NOT_ISSUED', situation = :situation, findings = :why, prepared_by = :staff, changed_at = :now
                where case_number = :number and line = :line""")
                .param("number", caseNumber).param("line", line).param("situation", situation).param("why", why, java.sql.Types.VARCHAR)
                .param("staff", staff).param("now", now()).update();
    }

    /** Back on the desk: it was prepared or closed by mistake. */
    @Transactional
    public void reopen(String caseNumber, int line, String staff) {
        change(caseNumber, line, "state = 'PAID', situation = null, prepared_by = :staff", "state in ('PREPARED', 'NOT_ISSUED') and refund is null and :value is null", null, staff);
    }

    /** Signs everything that is prepared. */
    @Transactional
    public void sign(String caseNumber, String staff) {
        db.sql("update certificate_line set state = 'SIGNED', signed_by = :staff, changed_at = :now where case_number = :number and state = 'PREPARED'")
                .param("number", caseNumber).param("staff", staff).param("now", now()).update();
    }

    /** The approver wants it changed: back to the desk. */
    @Transactional
    public void sendBack(String caseNumber) {
        move(caseNumber, "PREPARED", "PAID");
    }

    /** Nobody made it in time: what is not signed is given up by the city. About what is held, finance decides. */
    @Transactional
    public void giveUp(String caseNumber) {
        db.sql("update certificate_line set state = 'NOT_ISSUED', situation = 'NOT_DELIVERED', findings = null, changed_at = :now where case_number = :number and state in ('PAID', 'PREPARED') and refund is null")
                .param("number", caseNumber).param("now", now()).update();
    }

    public boolean anythingPrepared(String caseNumber) {
        return of(caseNumber).stream().anyMatch(line -> line.state().equals("PREPARED"));
    }

    /** Whether this person had any of the prepared lines in hand. */
    public boolean prepared(String caseNumber, String staff) {
        return of(caseNumber).stream().anyMatch(line -> line.state().equals("PREPARED") && line.preparedBy().equals(staff));
    }

    /** What became of the money of the lines that were closed for this reason. */
    @Transactional
    public void refunded(String caseNumber, String situation, boolean moneyWentBack) {
        db.sql("update certificate_line set state = :to, changed_at = :now where case_number = :number and state = 'NOT_ISSUED' and refund is null and situation = :situation")
                .param("number", caseNumber).param("situation", situation).param("to", moneyWentBack ? "REFUNDED" : "FEE_KEPT").param("now", now()).update();
    }

    /** A line under its lock; empty when the case has none of that number. */
    Optional<CertificateLine> lock(String caseNumber, int line) {
        return db.sql("select * from certificate_line where case_number = :number and line = :line for update").param("number", caseNumber).param("line", line)
                .query(CertificateLines::row).optional();
    }

    /** On no desk until the refund is decided; what was prepared is prepared again, should it be refused. */
    void hold(CertificateLine line, String refund) {
        db.sql("update certificate_line set state = 'PAID', refund = :refund, changed_at = :now where case_number = :number and line = :line")
                .param("number", line.caseNumber()).param("line", line.line()).param("refund", refund).param("now", now()).update();
    }

    /** A fee that was kept is asked back after all. */
    void note(CertificateLine line, String refund) {
        db.sql("update certificate_line set refund = :refund, changed_at = :now where case_number = :number and line = :line")
                .param("number", line.caseNumber()).param("line", line.line()).param("refund", refund).param("now", now()).update();
    }

    /** Back on its desk. */
    void letGo(String refund) {
        db.sql("update certificate_line set refund = null, changed_at = :now where refund = :refund and state in ('PAID', 'FEE_KEPT')").param("refund", refund).param("now", now()).update();
    }

    void giveUp(String refund, String situation) {
        db.sql("update certificate_line set state = 'NOT_ISSUED', situation = :situation, findings = null, changed_at = :now where refund = :refund and state = 'PAID'")
                .param("refund", refund).param("situation", situation).param("now", now()).update();
    }

    void givenBack(String refund) {
        db.sql("update certificate_line set state = 'REFUNDED', changed_at = :now where refund = :refund and state in ('NOT_ISSUED', 'FEE_KEPT')").param("refund", refund).param("now", now()).update();
    }

    private void change(String caseNumber, int line, String set, String when, String value, String staff) {
        int changed = db.sql("update certificate_line set %s, changed_at = :now where case_number = :number and line = :line and %s".formatted(set, when))
                .param("number", caseNumber).param("line", line).param("value", value, java.sql.Types.VARCHAR).param("staff", staff).param("now", now()).update();
        if (changed == 0) throw notNow(caseNumber, line);
    }

    private CertificateLine locked(String caseNumber, int line) {
        return lock(caseNumber, line).orElseThrow(() -> notNow(caseNumber, line));
    }

    private static IllegalStateException notNow(String caseNumber, int line) {
        return new IllegalStateException("Line %d of %s is not on the desk".formatted(line, caseNumber));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static CertificateLine row(ResultSet row, int index) throws SQLException {
        return new CertificateLine(row.getString("case_number"), row.getInt("line"), row.getString("type"), row.getString("asked"), row.getString("matricule"),
                row.getLong("fee_cents"), row.getLong("gst_cents"), row.getLong("qst_cents"), row.getString("delivery"), row.getInt("standard_days"), row.getString("template"),
                row.getString("state"), row.getString("situation"), row.getString("findings"), row.getObject("visited_on", LocalDate.class), row.getString("prepared_by"),
                row.getString("signed_by"), row.getObject("document", UUID.class), row.getString("refund"));
    }
}
