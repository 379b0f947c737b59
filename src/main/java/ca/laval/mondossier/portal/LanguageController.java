package ca.laval.mondossier.portal;

import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.WordList;
import ca.laval.mondossier.catalogue.Words;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** French or English; English once the visitor has declared which exception of the Charter covers them. */
@Controller
class LanguageController {
    private final PageLanguage language;
    private final Attestations attestations;
    private final Words words;

    LanguageController(PageLanguage language, Attestations attestations, Words words) {
        this.language = language;
        this.attestations = attestations;
        this.words = words;
    }

    /** The declaration is read in both languages before either is chosen. */
    @ModelAttribute("fr")
    WordList french() {
        return words.common(Language.FR);
    }

    @ModelAttribute("en")
    WordList english() {
        return words.common(Language.EN);
    }

    @GetMapping("/francais")
    String french(HttpServletRequest request, @RequestParam(required = false) String from) {
        if (request.getSession(false) != null) language.choose(request.getSession(), Language.FR);
        return "redirect:" + LocalPath.orHome(from);
    }

    @GetMapping("/english")
    String english(HttpServletRequest request, @RequestParam(required = false) String from, Model model) {
        if (language.attestation(request.getSession(false)) != null) {
            language.choose(request.getSession(), Language.EN);
            return "redirect:" + LocalPath.orHome(from);
        }
        model.addAttribute("from", LocalPath.orHome(from));
        return "portal/english";
    }

    @PostMapping("/english")
    ModelAndView declare(HttpServletRequest request, @AuthenticationPrincipal Resident resident, @RequestParam(required = false) String from,
                         @RequestParam(defaultValue = "") String reason, @RequestParam(defaultValue = "") String arrivedOn) {
        var declared = attestations.read(reason, arrivedOn);
        if (declared.error() != null) return again(declared.error(), declared.field(), from, reason, arrivedOn);
        language.attest(request.getSession(), attestations.record(declared.reason(), declared.arrivedOn(), resident == null ? null : resident.id()));
        return new ModelAndView("redirect:" + LocalPath.orHome(from));
    }

    private static ModelAndView again(String error, String field, String from, String reason, String arrivedOn) {
        return new ModelAndView("portal/english", HttpStatus.UNPROCESSABLE_ENTITY).addObject("error", error).addObject("field", field)
                .addObject("from", LocalPath.orHome(from)).addObject("reason", reason).addObject("arrivedOn", arrivedOn.length() > 20 ? "" : arrivedOn);
    }
}
