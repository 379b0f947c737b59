package ca.laval.mondossier.removal;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.CaseProcesses;
import ca.laval.mondossier.casefile.CaseProcesses.OpenTask;
import ca.laval.mondossier.casefile.Document;
import ca.laval.mondossier.casefile.Documents;
import ca.laval.mondossier.official.OfficialDocuments;
import ca.laval.mondossier.staff.StaffIdentity;
import ca.laval.mondossier.staff.StaffMember;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The measures for their managers: where each device stands, the course and the forecast, the oldest ones with their owner, the list and the report. */
@Controller
@RequestMapping("/counter/app-removal")
class CampaignPages {
    private static final int OLDEST = 20;
    private static final int CHART_WIDTH = 1000;
    private static final int CHART_HEIGHT = 200;
    private static final String REVIEW_ASKED = "app-removal.reviewAsked";

    private final Campaigns campaigns;
    private final CampaignFigures figures;
    private final CampaignList list;
    private final CaseProcesses processes;
    private final OfficialDocuments documents;
    private final Documents papers;
    private final StaffIdentity people;
    private final Clock clock;

    CampaignPages(Campaigns campaigns, CampaignFigures figures, CampaignList list, CaseProcesses processes, OfficialDocuments documents, Documents papers, StaffIdentity people,
                  Clock clock) {
        this.campaigns = campaigns;
        this.figures = figures;
        this.list = list;
        this.processes = processes;
        this.documents = documents;
        this.papers = papers;
        this.people = people;
        this.clock = clock;
    }

    /** An open case with who has it. @param task null while it waits for the next inventory */
    record Owned(CampaignFigures.Standing standing, OpenTask task) {
    }

    /** The course as two areas of an SVG of 1,000 by 200: the open devices lie on the closed ones. */
    record Chart(String closed, String all, int most) {

        static Chart of(List<CampaignFigures.Point> course) {
            int most = course.stream().mapToInt(CampaignFigures.Point::all).max().orElse(0);
            long begin = course.get(0).at().toEpochMilli();
            long width = Math.max(1, course.get(course.size() - 1).at().toEpochMilli() - begin);
            return new Chart(area(course, begin, width, most, false), area(course, begin, width, most, true), most);
        }

        private static String area(List<CampaignFigures.Point> course, long begin, long width, int most, boolean all) {
            String line = course.stream().map(point -> String.format(Locale.ROOT, "%d,%d", (point.at().toEpochMilli() - begin) * CHART_WIDTH / width,
                    CHART_HEIGHT - (long) (all ? point.all() : point.closed()) * CHART_HEIGHT / Math.max(1, most))).collect(Collectors.joining(" "));
            return "0," + CHART_HEIGHT + " " + line + " " + CHART_WIDTH + "," + CHART_HEIGHT;
        }
    }

    @GetMapping
    String list(@AuthenticationPrincipal StaffMember staff, Model model) {
        RemovalOffices.reads(staff);
        model.addAttribute("campaigns", figures.campaigns());
        model.addAttribute("mayPropose", staff.changes(RemovalOffices.MANAGEMENT));
        return "counter/removals";
    }

    /** Begins a measure; its form waits in Tasklist. */
    @PostMapping
    String propose(@AuthenticationPrincipal StaffMember staff, RedirectAttributes after) {
        RemovalOffices.changes(staff, RemovalOffices.MANAGEMENT);
        // It gets its number as it does from Tasklist.
        processes.start("app-removal", null, Map.of());
        after.addFlashAttribute("done", "removal.done.begun");
        return "redirect:/counter/app-removal";
    }

    @GetMapping("/{number}")
    String page(@PathVariable String number, @AuthenticationPrincipal StaffMember staff, Model model) {
        RemovalOffices.reads(staff);
        model.addAttribute("number", number);
        List<OpenTask> tasks = processes.openTasks(number);
        model.addAttribute("tasks", tasks);
        var found = campaigns.find(number);
        if (found.isEmpty()) {
            if (tasks.isEmpty()) throw RemovalOffices.notFound();
            return "counter/removal-proposed";
        }
        Campaign campaign = found.get();
        var states = figures.states(number);
        var course = figures.course(number);
        model.addAttribute("campaign", campaign);
        model.addAttribute("states", states.entrySet().stream().filter(state -> state.getValue() > 0).toList());
        model.addAttribute("now", course.get(course.size() - 1));
        model.addAttribute("verified", verifiedPercent(states));
        model.addAttribute("course", course);
        model.addAttribute("chart", Chart.of(course));
        model.addAttribute("forecast", figures.forecast(number, LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE)).orElse(null));
        model.addAttribute("sites", figures.bySite(number));
        model.addAttribute("departments", figures.byDepartment(number));
        List<Owned> oldest = figures.oldest(number, OLDEST).stream().map(standing -> new Owned(standing, owner(number, standing))).toList();
        model.addAttribute("oldest", oldest);
        model.addAttribute("stillBlocked", figures.stillBlocked(number));
        model.addAttribute("exceptions", figures.exceptions(number, null));
        model.addAttribute("documents", documents.of(new CaseNumber(number)));
        var evidence = papers.ofCase(new CaseNumber(number));
        model.addAttribute("evidence", evidence);
        model.addAttribute("names", names(Stream.concat(tasks.stream(), oldest.stream().map(Owned::task).filter(Objects::nonNull)).toList(), evidence.stream().map(Document::addedBy)));
        model.addAttribute("kinds", EvidencePages.KINDS);
        model.addAttribute("mayAddEvidence", !campaign.isLifted() && staff.changes(RemovalOffices.ACCOUNT));
        model.addAttribute("mayReview", !campaign.isLifted() && staff.changes(RemovalOffices.DIRECTION));
        return "counter/removal";
    }

    /** Of everybody who has one of these tasks, and of these people. */
    private StaffIdentity.Names names(List<OpenTask> tasks, Stream<String> others) {
        return new StaffIdentity.Names(people.names(Stream.concat(tasks.stream().map(OpenTask::assignee), others).filter(Objects::nonNull).collect(Collectors.toSet())),
                people.officeNames(tasks.stream().map(OpenTask::offices).flatMap(Collection::stream).collect(Collectors.toSet())));
    }

    private OpenTask owner(String number, CampaignFigures.Standing standing) {
        return processes.openTasks(number + "." + standing.device()).stream().findFirst().orElse(null);
    }

    /** Of what was in scope and needed something, the share that a later inventory proved (domain.md, 4.3: 98 % close a campaign); null while nothing is decided. */
    private static Integer verifiedPercent(Map<String, Integer> states) {
        int proven = states.get("COMPLIANT") + states.get("BLOCKED_HIDDEN") + states.get("CLEAN");
        int inScope = states.values().stream().mapToInt(Integer::intValue).sum() - states.get("OUT_OF_SCOPE") - states.get("CANCELLED") - states.get(RemovalCases.KEPT_AWAY);
        return inScope == 0 ? null : proven * 100 / inScope;
    }

    /** Every device of the campaign and where it stands. */
    @GetMapping("/{number}/devices.csv")
    ResponseEntity<byte[]> csv(@PathVariable String number, @AuthenticationPrincipal StaffMember staff) {
        RemovalOffices.reads(staff);
        campaigns.find(number).orElseThrow(RemovalOffices::notFound);
        return file(number + ".csv", new MediaType("text", "csv", StandardCharsets.UTF_8), list.of(number));
    }

    @GetMapping("/{number}/documents/{id}")
    ResponseEntity<byte[]> document(@PathVariable String number, @PathVariable UUID id, @AuthenticationPrincipal StaffMember staff) {
        RemovalOffices.reads(staff);
        campaigns.find(number).orElseThrow(RemovalOffices::notFound);
        return file(number + ".pdf", MediaType.APPLICATION_PDF, documents.content(new CaseNumber(number), id).orElseThrow(RemovalOffices::notFound));
    }

    private static ResponseEntity<byte[]> file(String name, MediaType type, byte[] content) {
        return ResponseEntity.ok().contentType(type).header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store").body(content);
    }

    /** Does not wait for the day of the review. */
    @PostMapping("/{number}/review")
    String review(@PathVariable String number, @AuthenticationPrincipal StaffMember staff, RedirectAttributes after) {
        RemovalOffices.changes(staff, RemovalOffices.DIRECTION);
        if (!processes.awaitedMessages(number).contains(REVIEW_ASKED)) throw new ResponseStatusException(HttpStatus.CONFLICT);
        processes.correlate(REVIEW_ASKED, number);
        after.addFlashAttribute("done", "removal.done.review");
        return "redirect:/counter/app-removal/" + number;
    }
}
