package ca.laval.mondossier.funding;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.CaseProcesses;
import ca.laval.mondossier.casefile.CaseProcesses.OpenTask;
import ca.laval.mondossier.casefile.Status;
import ca.laval.mondossier.funding.FundingFigures.Agreed;
import ca.laval.mondossier.funding.FundingFigures.Amounts;
import ca.laval.mondossier.funding.FundingFigures.Standing;
import ca.laval.mondossier.funding.process.EnvelopeProcess;
import ca.laval.mondossier.official.OfficialDocuments;
import ca.laval.mondossier.staff.StaffIdentity;
import ca.laval.mondossier.staff.StaffMember;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The envelopes for their managers: where the money is, what is late, whose turn it is, and statements on any day. */
@Controller
@RequestMapping("/counter/funding")
class FundingPages {
    private final Envelopes envelopes;
    private final Commitments commitments;
    private final FundingFigures figures;
    private final FundingStatements statements;
    private final FundingOffices offices;
    private final CaseProcesses processes;
    private final OfficialDocuments documents;
    private final CaseFiles caseFiles;
    private final StaffIdentity people;
    private final Clock clock;

    FundingPages(Envelopes envelopes, Commitments commitments, FundingFigures figures, FundingStatements statements, FundingOffices offices, CaseProcesses processes, OfficialDocuments documents,
                 CaseFiles caseFiles, StaffIdentity people, Clock clock) {
        this.envelopes = envelopes;
        this.commitments = commitments;
        this.figures = figures;
        this.statements = statements;
        this.offices = offices;
        this.processes = processes;
        this.documents = documents;
        this.caseFiles = caseFiles;
        this.people = people;
        this.clock = clock;
    }

    /** A funder with what became of its money. */
    record Giver(Funder funder, Amounts amounts) {
    }

    /** An organisation with what became of its money, and its cells in the order of the funders. */
    record Getter(Agreed agreement, Amounts amounts, List<Amounts> cells) {
    }

    /** Something that waits. @param task null when it waits for the organisation */
    record Turn(String number, String name, OpenTask task, boolean late) {
    }

    @GetMapping
    String list(@AuthenticationPrincipal StaffMember staff, Model model) {
        List<String> own = offices.readsAll(staff) ? null : offices.codesOf(staff);
        if (own != null && own.isEmpty()) throw FundingOffices.notFound();
        model.addAttribute("envelopes", figures.envelopes(own));
        return "counter/fundings";
    }

    @GetMapping("/{number}")
    String page(@PathVariable String number, @AuthenticationPrincipal StaffMember staff, Model model) {
        if (offices.readsAll(staff) && CaseNumber.parse(number).flatMap(caseFiles::find).filter(file -> file.service().equals(EnvelopeProcess.KEY)).isPresent() && envelopes.find(number).isEmpty() && !processes.openTasks(number).isEmpty()) {
            model.addAttribute("number", number);
            List<OpenTask> tasks = processes.openTasks(number);
            model.addAttribute("tasks", tasks);
            model.addAttribute("names", names(tasks));
            return "counter/funding-proposed";
        }
        Envelope envelope = find(number, staff);
        LocalDate today = today();
        List<Standing> standings = figures.at(number, today);
        List<Funder> funders = commitments.of(number);
        List<Agreed> agreements = figures.agreements(number);
        model.addAttribute("envelope", envelope);
        model.addAttribute("total", FundingFigures.sum(standings));
        model.addAttribute("picture", FlowPicture.of(standings));
        model.addAttribute("funders", funders.stream().map(funder -> new Giver(funder, FundingFigures.sum(standings.stream().filter(one -> one.funder().equals(funder.code())).toList()))).toList());
        model.addAttribute("agreements", agreements.stream().map(agreement -> getter(agreement, standings)).toList());
        List<Turn> turns = turns(envelope, agreements);
        model.addAttribute("turns", turns);
        model.addAttribute("names", names(turns.stream().map(Turn::task).filter(Objects::nonNull).toList()));
        model.addAttribute("held", figures.held(number));
        model.addAttribute("debts", figures.debts(number));
        model.addAttribute("today", today);
        model.addAttribute("documents", documents.of(new CaseNumber(number)));
        model.addAttribute("parties", parties(staff, funders, agreements));
        model.addAttribute("mayReceive", staff.changes(FundingActions.TREASURY));
        return "counter/funding";
    }

    private static Getter getter(Agreed agreement, List<Standing> standings) {
        List<Amounts> cells = standings.stream().filter(one -> one.agreement().equals(agreement.number())).map(Standing::amounts).toList();
        return new Getter(agreement, cells.stream().reduce(Amounts.NONE, Amounts::plus), cells);
    }

    /** The late ones first, then those that are due, then the others. */
    private List<Turn> turns(Envelope envelope, List<Agreed> agreements) {
        Instant now = clock.instant();
        Stream<Turn> own = tasks(envelope.number(), envelope.title(), now);
        Stream<Turn> theirs = agreements.stream().filter(agreement -> !List.of("CLOSED", "DEFEATED").contains(agreement.state())).flatMap(agreement -> agreement.status().turn() == Status.Turn.RESIDENT
                ? Stream.concat(tasks(agreement.number(), agreement.name(), now), Stream.of(new Turn(agreement.number(), agreement.name(), null, false))) : tasks(agreement.number(), agreement.name(), now));
        return Stream.concat(own, theirs).sorted((one, other) -> order(one).compareTo(order(other))).toList();
    }

    /** Of everybody who has one of these tasks. */
    private StaffIdentity.Names names(List<OpenTask> tasks) {
        return new StaffIdentity.Names(people.names(tasks.stream().map(OpenTask::assignee).filter(Objects::nonNull).collect(Collectors.toSet())),
                people.officeNames(tasks.stream().map(OpenTask::offices).flatMap(Collection::stream).collect(Collectors.toSet())));
    }

    private static Instant order(Turn turn) {
        return turn.task() == null || turn.task().due() == null ? Instant.MAX : turn.task().due();
    }

    private Stream<Turn> tasks(String number, String name, Instant now) {
        return processes.openTasks(number).stream().map(task -> new Turn(number, name, task, task.due() != null && task.due().isBefore(now)));
    }

    /** Of whom this person may have a statement: code or number, and name. */
    private List<String[]> parties(StaffMember staff, List<Funder> funders, List<Agreed> agreements) {
        var givers = funders.stream().filter(funder -> offices.readsAll(staff) || offices.isOf(staff, funder.code())).map(funder -> new String[] {funder.code(), funder.name()});
        return offices.readsAll(staff) ? Stream.concat(givers, agreements.stream().map(agreement -> new String[] {agreement.number(), agreement.name()})).toList() : givers.toList();
    }

    /** The list for a spreadsheet. @param party a funder's code or an agreement's number; empty for the whole envelope */
    @GetMapping("/{number}/statement.csv")
    ResponseEntity<byte[]> csv(@PathVariable String number, @RequestParam(defaultValue = "") String party, @RequestParam(defaultValue = "") String day, @AuthenticationPrincipal StaffMember staff) {
        find(number, staff);
        if (!party.isEmpty() || !offices.readsAll(staff)) mayHave(number, party, staff);
        return file(number + (party.isEmpty() ? "" : "-" + party) + ".csv", new MediaType("text", "csv", StandardCharsets.UTF_8), statements.csv(number, party.isEmpty() ? null : party, day(day)));
    }

    /** The statement as a document. */
    @PostMapping("/{number}/statements")
    String statement(@PathVariable String number, @RequestParam String party, @RequestParam(defaultValue = "") String day, @AuthenticationPrincipal StaffMember staff) {
        Envelope envelope = find(number, staff);
        mayHave(number, party, staff);
        var document = statements.issue(envelope, party, day(day));
        return "redirect:/counter/funding/" + number + "/documents/" + document.caseNumber() + "/" + document.id();
    }

    /** A statement of the envelope or of one of its agreements. */
    @GetMapping("/{number}/documents/{owner}/{id}")
    ResponseEntity<byte[]> document(@PathVariable String number, @PathVariable String owner, @PathVariable UUID id, @AuthenticationPrincipal StaffMember staff) {
        find(number, staff);
        CaseNumber of = CaseNumber.parse(owner).filter(known -> owner.equals(number) || statements.knows(number, owner)).orElseThrow(FundingOffices::notFound);
        var document = documents.find(of, id).orElseThrow(FundingOffices::notFound);
        String[] key = document.key().split("/");
        if (!offices.readsAll(staff) && (!key[0].equals("statement") || !offices.isOf(staff, key[1]))) throw FundingOffices.notFound();
        return file(owner + ".pdf", MediaType.APPLICATION_PDF, documents.content(of, id).orElseThrow(FundingOffices::notFound));
    }

    private void mayHave(String number, String party, StaffMember staff) {
        if (!statements.knows(number, party) || !offices.readsAll(staff) && !offices.isOf(staff, party)) throw FundingOffices.notFound();
    }

    private Envelope find(String number, StaffMember staff) {
        Envelope envelope = envelopes.find(number).orElseThrow(FundingOffices::notFound);
        offices.reads(staff, commitments.of(number));
        return envelope;
    }

    /** A day that has begun; today when it is left open. */
    private LocalDate day(String text) {
        try {
            LocalDate day = text.isBlank() ? today() : LocalDate.parse(text);
            return day.isAfter(today()) ? today() : day;
        } catch (DateTimeException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE);
    }

    private static ResponseEntity<byte[]> file(String name, MediaType type, byte[] content) {
        return ResponseEntity.ok().contentType(type).header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store").body(content);
    }
}
