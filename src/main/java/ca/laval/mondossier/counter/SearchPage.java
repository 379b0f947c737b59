package ca.laval.mondossier.counter;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.staff.StaffMember;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Finds case files by number, name or address, within one's offices. */
@Controller
class SearchPage {
    private static final int LONGEST = 200;
    private static final int MOST = 50;

    private final CaseAccess access;
    private final Words words;

    SearchPage(CaseAccess access, Words words) {
        this.access = access;
        this.words = words;
    }

    /** A line of the results. */
    record Found(CaseFile file, String service, String status) {
    }

    @GetMapping("/counter")
    String search(@RequestParam(name = "q", defaultValue = "") String typed, @AuthenticationPrincipal StaffMember staff,
                  @ModelAttribute("language") Language language, Model model) {
        String text = tidy(typed);
        boolean mistyped = CaseNumber.isMistyped(text);
        List<CaseFile> files = mistyped ? List.of() : access.search(staff, asWords(text));
        if (files.size() == 1 && CaseNumber.parse(text).isPresent()) return "redirect:/counter/cases/" + files.get(0).number();
        model.addAttribute("q", text);
        model.addAttribute("mistyped", mistyped);
        model.addAttribute("more", files.size() == MOST);
        model.addAttribute("mayFile", !access.services(staff).isEmpty());
        model.addAttribute("found", files.stream().map(file -> {
            var list = words.of(file.service(), language);
            return new Found(file, list.get("service.name"), list.get("status." + file.status()));
        }).toList());
        return "counter/search";
    }

    private static String tidy(String typed) {
        String text = typed.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}]+", " ").strip();
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    /** Hyphens and commas are written or left out as one likes; a postal code may lack its space. */
    private static String asWords(String text) {
        return text.replaceAll("(?i)\\b([a-z]\\d[a-z])(\\d[a-z]\\d)\\b", "$1 $2").replaceAll("[\\s,;'’–-]+", " ").strip();
    }
}
