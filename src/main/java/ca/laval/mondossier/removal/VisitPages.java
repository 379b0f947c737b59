package ca.laval.mondossier.removal;

import ca.laval.mondossier.staff.StaffMember;
import java.util.Map;
import java.util.Set;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of a site: what somebody found before each device. Saved as often as one likes; the task in Tasklist ends the visit. */
@Controller
@RequestMapping("/counter/visits/{number}")
class VisitPages {
    private static final Set<String> OUTCOMES = Set.of("REMOVED", "ABSENT", "NOT_FOUND");
    private static final String OUTCOME = "outcome-";

    private final SiteVisits visits;
    private final Campaigns campaigns;
    private final StaffNotices notices;

    VisitPages(SiteVisits visits, Campaigns campaigns, StaffNotices notices) {
        this.visits = visits;
        this.campaigns = campaigns;
        this.notices = notices;
    }

    @GetMapping
    String page(@PathVariable String number, @AuthenticationPrincipal StaffMember staff, Model model) {
        RemovalOffices.reads(staff);
        model.addAttribute("visit", visits.find(number).orElseThrow(RemovalOffices::notFound));
        model.addAttribute("devices", visits.devices(number));
        model.addAttribute("mayChange", staff.changes(RemovalOffices.SUPPORT));
        return "counter/visit";
    }

    /** What somebody who visits prints and puts up beside the public workstations (domain.md, section 4, messages). */
    @GetMapping("/notice")
    String notice(@PathVariable String number, @AuthenticationPrincipal StaffMember staff, Model model) {
        RemovalOffices.reads(staff);
        var visit = visits.find(number).orElseThrow(RemovalOffices::notFound);
        model.addAttribute("visit", visit);
        model.addAttribute("notices", notices.poster(campaigns.find(visit.campaign()).orElseThrow(RemovalOffices::notFound), "publicNotice"));
        return "counter/visit-notice";
    }

    /** A device that is left unanswered stays for the next time. */
    @PostMapping
    String save(@PathVariable String number, @RequestParam Map<String, String> answers, @AuthenticationPrincipal StaffMember staff, RedirectAttributes after) {
        RemovalOffices.changes(staff, RemovalOffices.SUPPORT);
        visits.find(number).orElseThrow(RemovalOffices::notFound);
        answers.forEach((name, outcome) -> {
            if (name.matches(OUTCOME + "\\d{1,18}") && OUTCOMES.contains(outcome)) visits.found(number, Long.parseLong(name.substring(OUTCOME.length())), outcome, staff.id());
        });
        after.addFlashAttribute("done", "visits.done");
        return "redirect:/counter/visits/" + number;
    }
}
