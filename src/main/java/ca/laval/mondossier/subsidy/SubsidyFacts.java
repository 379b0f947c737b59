package ca.laval.mondossier.subsidy;

import ca.laval.mondossier.address.AddressFile;
import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.Documents;
import ca.laval.mondossier.casefile.Sealer;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** What the decision tables need to know about an application, drawn from the personal information that only the case file holds. */
@Component
public class SubsidyFacts {
    private final CaseFiles caseFiles;
    private final Documents documents;
    private final AddressFile addresses;
    private final Sealer sealer;

    public SubsidyFacts(CaseFiles caseFiles, Documents documents, AddressFile addresses, Sealer sealer) {
        this.sealer = sealer;
        this.caseFiles = caseFiles;
        this.documents = documents;
        this.addresses = addresses;
    }

    /**
     * Months begun count: a child of 24 months and a day is 25 months old (domain.md, section 1.3).
     *
     * @param childAgeMonths    at purchase; null without a child
     * @param medicalNoteMonths from the note to the application; null without a note in the file
     * @param envelopeYear      the year whose envelope pays
     * @param sampleNumber      0 to 99, drawn once for the case, for the random sample
     */
    public record Facts(boolean addressMatched, LocalDate applicationDate, Integer childAgeMonths, Integer medicalNoteMonths, int envelopeYear, int sampleNumber) {
    }

    /** The facts of a case, for a purchase on this day (the applicant's, or corrected by the analyst). */
    public Facts of(String caseNumber, LocalDate purchasedOn) {
        CaseFile file = caseFiles.find(new CaseNumber(caseNumber)).orElseThrow();
        LocalDate appliedOn = LocalDate.ofInstant(file.receivedAt(), BusinessCalendar.ZONE);
        String postalCode = text(file, "postalCode");
        boolean inLaval = postalCode != null && postalCode.startsWith("H7") && addresses.knows(text(file, "address"), postalCode);
        return new Facts(inLaval, appliedOn, monthsBegun(text(file, "childBirthDate"), purchasedOn),
                hasMedicalNote(file) ? monthsBegun(text(file, "medicalNoteDate"), appliedOn) : null,
                BusinessCalendar.budgetYear(appliedOn, purchasedOn), sealer.draw("sample " + caseNumber, 100));
    }

    private boolean hasMedicalNote(CaseFile file) {
        return text(file, "medicalNoteDate") != null
                && documents.ofCase(new CaseNumber(file.number())).stream().anyMatch(document -> document.kind().equals("MEDICAL_NOTE"));
    }

    private static String text(CaseFile file, String field) {
        return (String) file.answers().get(field);
    }

    private static Integer monthsBegun(String from, LocalDate to) {
        if (from == null) return null;
        LocalDate day = LocalDate.parse(from);
        int full = (int) ChronoUnit.MONTHS.between(day, to);
        return day.plusMonths(full).isBefore(to) ? full + 1 : full;
    }
}
