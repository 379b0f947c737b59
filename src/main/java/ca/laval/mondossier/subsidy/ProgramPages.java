package ca.laval.mondossier.subsidy;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseProcesses;
import ca.laval.mondossier.catalogue.Catalogue;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Service;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.staff.StaffMember;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** The programmes for their management: each envelope as a bar, applications by week, time to decision, and the way to change an envelope. */
@Controller
class ProgramPages {
    private static final Set<String> READERS = Set.of("env-manager", "env-supervisor", "tresorerie");
    private static final Set<String> OWNERS = Set.of("env-manager");
    private static final String SERVICE = "subsidy-application";

    private final SubsidyBudget budget;
    private final SubsidyFigures figures;
    private final AutomaticDecisions automatic;
    private final SubsidyAdjustments adjustments;
    private final CaseProcesses processes;
    private final Catalogue catalogue;
    private final Words words;
    private final Clock clock;

    ProgramPages(SubsidyBudget budget, SubsidyFigures figures, AutomaticDecisions automatic, SubsidyAdjustments adjustments, CaseProcesses processes, Catalogue catalogue, Words words, Clock clock) {
        this.budget = budget;
        this.figures = figures;
        this.automatic = automatic;
        this.adjustments = adjustments;
        this.processes = processes;
        this.catalogue = catalogue;
        this.words = words;
        this.clock = clock;
    }

    /** A change's number in the address is for its task's link; the page is the same. */
    @GetMapping({"/counter/programs", "/counter/programs/{change}"})
    String page(@PathVariable(required = false) String change, @AuthenticationPrincipal StaffMember staff, @ModelAttribute("language") Language language, Model model) {
        if (!staff.reads(READERS)) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        var decisions = figures.decisions();
        model.addAttribute("envelopes", budget.envelopes());
        model.addAttribute("today", today());
        model.addAttribute("name", names(language));
        model.addAttribute("weeks", figures.weeks());
        model.addAttribute("decisions", decisions);
        model.addAttribute("automatic", automatic.count(figures.since()));
        model.addAttribute("standard", catalogue.find(SERVICE).map(Service::serviceStandardDays).filter(OptionalInt::isPresent).map(OptionalInt::getAsInt).orElse(null));
        model.addAttribute("mayChange", staff.changes(OWNERS));
        return "counter/programs";
    }

    /** Begins a change; what it is and who agrees are asked in Tasklist. */
    @PostMapping("/counter/programs")
    String change(@AuthenticationPrincipal StaffMember staff) {
        if (!staff.reads(READERS)) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        if (!staff.changes(OWNERS)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        processes.start("subsidy-budget", budget.nextChange(), Map.of());
        return "redirect:/counter/programs?begun";
    }

    /** Begins the payment of differences after a cap was raised retroactively. */
    @PostMapping("/counter/adjustments")
    String adjust(@AuthenticationPrincipal StaffMember staff) {
        if (!staff.reads(READERS)) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        if (!staff.changes(OWNERS)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        processes.start("subsidy-adjustment", adjustments.nextNumber(), Map.of());
        return "redirect:/counter/programs?adjusting";
    }

    /** The paid cases that a raised cap touches. */
    @GetMapping("/counter/adjustments/{number}")
    String adjustment(@PathVariable String number, @AuthenticationPrincipal StaffMember staff, @ModelAttribute("language") Language language, Model model) {
        if (!staff.reads(READERS)) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        model.addAttribute("adjustment", adjustments.adjustment(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        model.addAttribute("differences", adjustments.differences(number));
        model.addAttribute("name", names(language));
        return "counter/adjustment";
    }

    @GetMapping("/counter/programs.csv")
    ResponseEntity<byte[]> csv(@AuthenticationPrincipal StaffMember staff) {
        if (!staff.reads(READERS)) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        String envelopes = budget.envelopes().stream().map(envelope -> "%s;%d;%s;%d;%d;%d;%d;%d\r\n".formatted(envelope.program(), envelope.year(), envelope.hasLapsed(today()) ? "LAPSED" : envelope.status(),
                envelope.totalCents(), envelope.paidCents(), envelope.reservedCents(), envelope.waitingCents(), envelope.leftCents())).collect(Collectors.joining());
        String weeks = figures.weeks().stream().map(week -> "%s;%s;%d\r\n".formatted(week.program(), week.monday(), week.applications())).collect(Collectors.joining());
        var decisions = figures.decisions();
        String text = "program;year;status;total_cents;paid_cents;reserved_cents;waiting_cents;left_cents\r\n" + envelopes + "\r\nprogram;week;applications\r\n" + weeks
                + "\r\ndecided;median_business_days;p90_business_days;automatic\r\n%d;%d;%d;%d\r\n".formatted(decisions.decided(), decisions.median(), decisions.ninetieth(), automatic.count(figures.since()));
        return ResponseEntity.ok().contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename("programs.csv").build().toString())
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE);
    }

    private UnaryOperator<String> names(Language language) {
        var list = words.of(SERVICE, language);
        return program -> list.find(SERVICE + ".start.program.option." + program).orElse(program);
    }
}
