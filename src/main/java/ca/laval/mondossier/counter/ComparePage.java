package ca.laval.mondossier.counter;

import ca.laval.mondossier.casefile.RelatedCases;
import ca.laval.mondossier.catalogue.AnswersView;
import ca.laval.mondossier.staff.StaffMember;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** A case beside those it shares a right, an invoice or an account with: what is the same, what differs. */
@Controller
class ComparePage {
    private static final int MOST = 5;

    private final CaseAccess access;
    private final CaseDesk desk;
    private final List<RelatedCases> related;

    ComparePage(CaseAccess access, CaseDesk desk, List<RelatedCases> related) {
        this.access = access;
        this.desk = desk;
        this.related = related;
    }

    /** One question with the answer of each case, in the order of the cases; empty where a case has none. */
    record Compared(String label, List<String> answers, boolean differs) {
    }

    @GetMapping("/counter/duplicates/{number}")
    String compare(@PathVariable String number, @AuthenticationPrincipal StaffMember staff, Model model) {
        var views = new ArrayList<CaseView>();
        views.add(desk.view(access.read(staff, number)));
        related.stream().flatMap(counter -> counter.of(number).stream()).distinct().limit(MOST).forEach(other -> {
            try {
                views.add(desk.view(access.read(staff, other)));
            } catch (ResponseStatusException notTheirs) {
                // A case that they may not see is not shown.
            }
        });
        model.addAttribute("views", views);
        model.addAttribute("rows", rows(views));
        return "counter/compare";
    }

    private static List<Compared> rows(List<CaseView> views) {
        var labels = new LinkedHashMap<String, String>();
        var answers = views.stream().map(view -> {
            Map<String, String> byKey = new LinkedHashMap<>();
            view.answers().sections().stream().flatMap(section -> section.rows().stream()).forEach((AnswersView.Row row) -> {
                labels.putIfAbsent(row.key(), row.label());
                byKey.put(row.key(), String.join(", ", row.lines()));
            });
            return byKey;
        }).toList();
        return labels.entrySet().stream().map(label -> {
            var texts = answers.stream().map(byKey -> byKey.getOrDefault(label.getKey(), "")).toList();
            return new Compared(label.getValue(), texts, new HashSet<>(texts).size() > 1);
        }).toList();
    }
}
