package ca.laval.mondossier.permit;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.RelatedCases;
import ca.laval.mondossier.property.Property;
import ca.laval.mondossier.property.PropertyRoll;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which property each application is about, and what the offices think of it. */
@Component
public class PermitCases implements RelatedCases {
    private final JdbcClient db;
    private final Clock clock;
    private final CaseFiles caseFiles;
    private final PropertyRoll roll;

    PermitCases(JdbcClient db, Clock clock, CaseFiles caseFiles, PropertyRoll roll) {
        this.db = db;
        this.clock = clock;
        this.caseFiles = caseFiles;
        this.roll = roll;
    }

    /**
     * What the roll and the case file say, without naming anyone.
     *
     * @param otherFiles      another open application is about the same property
     * @param licenceTooShort the contractor's licence ends before the works begin
     */
    public record Facts(boolean inRoll, boolean piia, boolean constraint, boolean otherFiles, boolean licenceTooShort) {
    }

    /** Looks the property up and remembers it, once; asked again, it looks again. */
    @Transactional
    public Facts register(String caseNumber) {
        CaseFile file = file(caseNumber);
        String place = String.valueOf(file.answers().get("propertyPlace"));
        Optional<Property> property = roll.find(place);
        db.sql("""
                insert into permit_case (case_number, type, place, matricule, registered_at) values (:number, :type, :place, :matricule, :now)
                on conflict (case_number) do update set matricule = coalesce(excluded.matricule, permit_case.matricule)""")
                .param("number", caseNumber).param("type", file.answers().get("type")).param("place", place)
                .param("matricule", property.map(Property::matricule).orElse(null), java.sql.Types.VARCHAR).param("now", Timestamp.from(clock.instant())).update();
        return new Facts(property.isPresent(), property.map(Property::piia).orElse(false), property.map(found -> found.constraintWord() != null).orElse(false),
                !of(caseNumber).isEmpty(), licenceTooShort(file));
    }

    /** A member of the staff says which property it is; false when the roll has no such matricule. */
    @Transactional
    public boolean found(String caseNumber, String matricule) {
        Optional<Property> property = roll.byMatricule(matricule);
        property.ifPresent(known -> db.sql("update permit_case set matricule = :matricule where case_number = :number")
                .param("matricule", known.matricule()).param("number", caseNumber).update());
        return property.isPresent();
    }

    public Optional<PermitCase> find(String caseNumber) {
        return db.sql("select * from permit_case where case_number = :number").param("number", caseNumber)
                .query((row, i) -> new PermitCase(row.getString("case_number"), row.getString("type"), row.getString("place"), row.getString("matricule"), row.getString("conditions"))).optional();
    }

    /** What the roll has about a case's property; empty when it does not know it. */
    public Optional<Property> property(String caseNumber) {
        return find(caseNumber).map(PermitCase::matricule).flatMap(roll::byMatricule);
    }

    /** Open applications about the same property. */
    @Override
    public Set<String> of(String caseNumber) {
        return new HashSet<>(db.sql("""
                select other.case_number from permit_case own join permit_case other on other.matricule = own.matricule and other.case_number <> own.case_number
                join case_file f on f.number = other.case_number where own.case_number = :number and f.closed_at is null""")
                .param("number", caseNumber).query(String.class).list());
    }

    /** @param office   that was asked  @param opinion favourable, conditions, unfavourable or missing */
    public record Opinion(String office, String opinion) {
    }

    /** The first word of an office stays. */
    @Transactional
    public void opine(String caseNumber, String office, String opinion, String staff) {
        db.sql("insert into permit_opinion (case_number, office, opinion, given_by, given_at) values (:number, :office, :opinion, :staff, :now) on conflict do nothing")
                .param("number", caseNumber).param("office", office).param("opinion", opinion).param("staff", staff, java.sql.Types.VARCHAR)
                .param("now", Timestamp.from(clock.instant())).update();
    }

    public List<Opinion> opinions(String caseNumber) {
        return db.sql("select office, opinion from permit_opinion where case_number = :number order by office").param("number", caseNumber)
                .query((row, i) -> new Opinion(row.getString(1), row.getString(2))).list();
    }

    /**
     * Keeps as the permit's conditions what the form that ends the task has just told the applicant, and those of the body that decided.
     *
     * @param resolved of the resolution; null without any
     */
    @Transactional
    public void keepConditions(String caseNumber, String resolved) {
        String told = justWritten(caseNumber, "CITY");
        String all;
        if (told == null) all = resolved;
        else all = resolved == null || told.contains(resolved) ? told : told + "\n" + resolved;
        db.sql("update permit_case set conditions = :conditions where case_number = :number").param("conditions", all, java.sql.Types.VARCHAR)
                .param("number", caseNumber).update();
    }

    /** What the form that ends the task has just noted in the file; null for nothing. */
    public String noted(String caseNumber) {
        return justWritten(caseNumber, "NOTE");
    }

    /** The check of the form wrote it in this very transaction, a moment ago: nothing else is. */
    private String justWritten(String caseNumber, String author) {
        return db.sql("""
                select string_agg(body, E'\n' order by id) from case_message
                where case_number = :number and author = :author and cast(cast(xmin as text) as bigint) = cast(cast(pg_current_xact_id() as text) as bigint) & 4294967295""")
                .param("number", caseNumber).param("author", author).query(String.class).optional().orElse(null);
    }

    /** Whether the owner's procuration still holds today; true for an owner. */
    public boolean mayStillAct(String caseNumber) {
        Object until = file(caseNumber).answers().get("procurationExpiresOn");
        return until == null || !LocalDate.parse(until.toString()).isBefore(today());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ca.laval.mondossier.calendar.BusinessCalendar.ZONE);
    }

    private CaseFile file(String caseNumber) {
        return caseFiles.find(new CaseNumber(caseNumber)).orElseThrow(() -> new IllegalStateException("No case file " + caseNumber));
    }

    private static boolean licenceTooShort(CaseFile file) {
        Object licence = file.answers().get("licenceExpiresOn");
        Object start = file.answers().get("worksStartOn");
        return licence != null && start != null && LocalDate.parse(licence.toString()).isBefore(LocalDate.parse(start.toString()));
    }
}
