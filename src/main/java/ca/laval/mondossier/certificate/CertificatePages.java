package ca.laval.mondossier.certificate;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.CaseProcesses;
import ca.laval.mondossier.official.OfficialFile;
import ca.laval.mondossier.property.Property;
import ca.laval.mondossier.property.PropertyRoll;
import ca.laval.mondossier.staff.StaffMember;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * The lines of an order for who prepares and who signs. Lines change only while the task of preparing them is open and not somebody
 * else's; for other offices there is nothing here.
 */
@Controller
@RequestMapping("/counter/certificates/{number}")
class CertificatePages {
    private static final Set<String> READERS = Set.of("certificats-agent", "certificats-approver", "finance-ar", "agent-311");
    private static final String PREPARERS = "certificats-agent";
    private static final Set<String> SITUATIONS = Set.of("PROPERTY_NOT_FOUND", "WRONG_PROPERTY_BEFORE_PRODUCTION", "REFUSED_FOR_LEGAL_REASON");
    private static final Set<String> DONE = Set.of("chosen", "prepared", "closed", "reopened");
    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_SEARCH = 200;

    private final CaseFiles caseFiles;
    private final CaseProcesses processes;
    private final CertificateLines lines;
    private final CertificateDocuments orders;
    private final PropertyRoll properties;
    private final CertificateIssue issue;
    private final Clock clock;

    CertificatePages(CaseFiles caseFiles, CaseProcesses processes, CertificateLines lines, CertificateDocuments orders, PropertyRoll properties,
                     CertificateIssue issue, Clock clock) {
        this.caseFiles = caseFiles;
        this.processes = processes;
        this.lines = lines;
        this.orders = orders;
        this.properties = properties;
        this.issue = issue;
        this.clock = clock;
    }

    /** What is wrong with one line, and what was typed. */
    private record Problem(int line, String field, String word, String typed) {
    }

    @GetMapping
    ModelAndView order(@PathVariable String number, @RequestParam(required = false) Integer line, @RequestParam(required = false) String q,
                       @RequestParam(required = false) String done, @AuthenticationPrincipal StaffMember staff) {
        CaseFile file = read(number, staff);
        String words = q == null ? "" : q.strip();
        boolean searched = line != null && !words.isEmpty() && words.length() <= LONGEST_SEARCH;
        List<Property> found = searched ? properties.suggest(words) : List.of();
        return page(file, staff, HttpStatus.OK).addObject("searchedLine", searched ? line : null).addObject("searched", words).addObject("found", found)
                .addObject("done", DONE.contains(String.valueOf(done)) ? done : null);
    }

    /** For who reads it before it is signed, saved as a file: a page opened from Tasklist may show no PDF. */
    @GetMapping("/{line}/draft")
    ResponseEntity<byte[]> draft(@PathVariable String number, @PathVariable int line, @AuthenticationPrincipal StaffMember staff) {
        CaseFile file = read(number, staff);
        byte[] draft = lines.find(file.number(), line).filter(prepared -> prepared.state().equals("PREPARED")).flatMap(issue::draft).orElseThrow(CertificatePages::notFound);
        return OfficialFile.draft(file.number() + "-" + line, draft);
    }

    @PostMapping("/{line}/property")
    ModelAndView choose(@PathVariable String number, @PathVariable int line, @RequestParam(defaultValue = "") String matricule, @AuthenticationPrincipal StaffMember staff) {
        CaseFile file = change(number, staff);
        Optional<Property> property = properties.byMatricule(matricule.replaceAll("[\\s-]", ""));
        if (property.isEmpty()) return again(file, staff, new Problem(line, "q", "matricule", ""));
        return done(file, staff, line, "chosen", () -> lines.choose(file.number(), line, property.get(), staff.id()));
    }

    @PostMapping("/{line}/prepare")
    ModelAndView prepare(@PathVariable String number, @PathVariable int line, @RequestParam(defaultValue = "") String findings, @RequestParam(defaultValue = "") String visitedOn,
                         @AuthenticationPrincipal StaffMember staff) {
        CaseFile file = change(number, staff);
        CertificateLine open = lines.find(file.number(), line).orElseThrow(CertificatePages::notFound);
        String text = clean(findings);
        Optional<LocalDate> visited = day(visitedOn);
        if (open.matricule() == null) return again(file, staff, new Problem(line, "q", "property", text));
        if (text.length() > LONGEST_TEXT || text.isEmpty() && !open.delivery().equals("AUTOMATIC")) return again(file, staff, new Problem(line, "findings", "findings", text));
        if (open.needsVisit() && visited.isEmpty()) return again(file, staff, new Problem(line, "visitedOn", "visited", text));
        return done(file, staff, line, "prepared", () -> lines.prepare(file.number(), line, text.isEmpty() ? null : text, open.needsVisit() ? visited.get() : null, staff.id()));
    }

    @PostMapping("/{line}/close")
    ModelAndView close(@PathVariable String number, @PathVariable int line, @RequestParam(defaultValue = "") String situation, @RequestParam(defaultValue = "") String why,
                       @AuthenticationPrincipal StaffMember staff) {
        CaseFile file = change(number, staff);
        String text = clean(why);
        if (!SITUATIONS.contains(situation)) return again(file, staff, new Problem(line, "situation", "situation", text));
        if (text.length() > LONGEST_TEXT || text.isEmpty() && situation.equals("REFUSED_FOR_LEGAL_REASON")) return again(file, staff, new Problem(line, "why", "why", text));
        return done(file, staff, line, "closed", () -> lines.close(file.number(), line, situation, text.isEmpty() ? null : text, staff.id()));
    }

    @PostMapping("/{line}/reopen")
    ModelAndView reopen(@PathVariable String number, @PathVariable int line, @AuthenticationPrincipal StaffMember staff) {
        CaseFile file = change(number, staff);
        return done(file, staff, line, "reopened", () -> lines.reopen(file.number(), line, staff.id()));
    }

    private ModelAndView done(CaseFile file, StaffMember staff, int line, String what, Runnable change) {
        try {
            change.run();
        } catch (IllegalStateException moved) {
            return again(file, staff, new Problem(line, "line", "now", ""));
        }
        return new ModelAndView("redirect:/counter/certificates/" + file.number() + "?done=" + what + "#line-" + line);
    }

    private ModelAndView again(CaseFile file, StaffMember staff, Problem problem) {
        return page(file, staff, HttpStatus.UNPROCESSABLE_ENTITY).addObject("problem", problem);
    }

    private ModelAndView page(CaseFile file, StaffMember staff, HttpStatus status) {
        return new ModelAndView("counter/certificates", status).addObject("order", orders.view(file)).addObject("mayChange", mayChange(file, staff));
    }

    private CaseFile read(String number, StaffMember staff) {
        if (!staff.reads(READERS)) throw notFound();
        CaseFile file = CaseNumber.parse(number).flatMap(caseFiles::find).orElseThrow(CertificatePages::notFound);
        if (!file.service().equals("certificate-request")) throw notFound();
        return file;
    }

    private CaseFile change(String number, StaffMember staff) {
        CaseFile file = read(number, staff);
        if (!mayChange(file, staff)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        return file;
    }

    private boolean mayChange(CaseFile file, StaffMember staff) {
        return staff.changes(Set.of(PREPARERS)) && processes.openTasks(file.number()).stream()
                .anyMatch(task -> task.offices().contains(PREPARERS) && (task.assignee() == null || task.assignee().equals(staff.id())));
    }

    private Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text.strip())).filter(day -> !day.isAfter(LocalDate.now(clock.withZone(BusinessCalendar.ZONE))) && day.getYear() >= 2000);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Without what nobody can see. */
    private static String clean(String text) {
        return text.replace("\r\n", "\n").replaceAll("[\\p{Cc}\\p{Cf}&&[^\n\t]]", "").strip();
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
