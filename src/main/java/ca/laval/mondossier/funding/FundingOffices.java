package ca.laval.mondossier.funding;

import ca.laval.mondossier.catalogue.DecisionTables;
import ca.laval.mondossier.staff.StaffMember;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Who sees the envelopes: the city's offices that handle them see all, a funder's office what it funds; for everybody else there is nothing. */
@Component
class FundingOffices {
    static final Set<String> READERS = Set.of("developpement-social", "comite-prds", "affaires-juridiques", "greffe", "tresorerie", "finance-ap", "direction-generale");
    /** The decision table that names a funder's office. */
    private static final String TABLE = "funder-office";
    /** The table's answer for funders without an office of their own: not theirs. */
    private static final String HOUSE = "developpement-social";

    private final DecisionTables tables;
    private final FundingFigures figures;

    FundingOffices(DecisionTables tables, FundingFigures figures) {
        this.tables = tables;
        this.figures = figures;
    }

    boolean readsAll(StaffMember staff) {
        return staff.reads(READERS);
    }

    /** Whether they belong to the office of this funder. */
    boolean isOf(StaffMember staff, String funder) {
        return tables.evaluate(TABLE, Map.of("funder", funder)).stream().flatMap(row -> row.values().stream()).map(String::valueOf)
                .anyMatch(office -> !office.equals(HOUSE) && staff.groups().contains(office));
    }

    /** Codes of the funders to whose office they belong; none for most people. */
    List<String> codesOf(StaffMember staff) {
        return figures.codes().stream().filter(code -> isOf(staff, code)).toList();
    }

    /** Not found for who may not see it. */
    void reads(StaffMember staff, List<Funder> funders) {
        if (!readsAll(staff) && funders.stream().noneMatch(funder -> isOf(staff, funder.code()))) throw notFound();
    }

    static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
