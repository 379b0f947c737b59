package ca.laval.mondossier.portal;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.SealedAnswers;
import ca.laval.mondossier.casefile.Sealer;
import ca.laval.mondossier.catalogue.Catalogue;
import ca.laval.mondossier.catalogue.CheckedForm;
import ca.laval.mondossier.catalogue.FormCheck;
import ca.laval.mondossier.catalogue.FormField;
import ca.laval.mondossier.catalogue.FormGroup;
import ca.laval.mondossier.catalogue.FormView;
import ca.laval.mondossier.catalogue.FormViews;
import ca.laval.mondossier.catalogue.Service;
import ca.laval.mondossier.catalogue.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A resident corrects the one page of the application form that the case waits for, which the process names as `correctable`. */
@Controller
@RequestMapping("/files/{number}/correct")
class CorrectionController {
    private final CaseFiles caseFiles;
    private final Catalogue catalogue;
    private final FormCheck check;
    private final FormViews views;
    private final SealedAnswers sealed;
    private final Words words;
    private final PageLanguage language;

    CorrectionController(CaseFiles caseFiles, Catalogue catalogue, FormCheck check, FormViews views, SealedAnswers sealed, Words words, PageLanguage language) {
        this.caseFiles = caseFiles;
        this.catalogue = catalogue;
        this.check = check;
        this.views = views;
        this.sealed = sealed;
        this.words = words;
        this.language = language;
    }

    @GetMapping
    ModelAndView ask(@PathVariable String number, @AuthenticationPrincipal Resident resident, HttpServletRequest request) {
        CaseFile file = mine(number, resident);
        if (!caseFiles.choices(file).correctAnswers()) return back(file);
        Service service = catalogue.service(file.service());
        return page(file, service, views.page(service, page(service), readable(file), language.of(request)), HttpStatus.OK, request);
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView correct(@PathVariable String number, @RequestParam MultiValueMap<String, String> submitted, @AuthenticationPrincipal Resident resident, HttpServletRequest request) {
        CaseFile file = mine(number, resident);
        Service service = catalogue.service(file.service());
        FormGroup page = page(service);
        CheckedForm checked = check.step(service.startForm(), page, submitted, readable(file));
        boolean asking = submitted.containsKey("_look") || submitted.containsKey("_refresh");
        if (asking || !checked.isValid()) {
            return page(file, service, views.page(service, page, submitted, checked, !asking, language.of(request)), asking ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY, request);
        }
        var keys = page.fields().map(FormField::key).collect(Collectors.toSet());
        var corrected = new HashMap<>(checked.answers());
        corrected.keySet().retainAll(keys);
        var variables = new HashMap<>(service.startForm().processVariables(checked.answers()));
        variables.keySet().retainAll(keys);
        try {
            caseFiles.correctAnswers(new CaseNumber(file.number()), sealed.seal(service.startForm(), corrected), variables, null);
        } catch (IllegalStateException e) {
            // A second click, or the date has passed: the file says where the case stands.
            return back(file);
        }
        return new ModelAndView("redirect:/files/" + file.number() + "?corrected");
    }

    private ModelAndView page(CaseFile file, Service service, FormView form, HttpStatus status, HttpServletRequest request) {
        return new ModelAndView("portal/correct", status).addObject("file", file).addObject("form", form)
                .addObject("service", words.of(service.id(), language.of(request)));
    }

    private static FormGroup page(Service service) {
        String name = service.properties().getOrDefault("correctable", "");
        return service.startForm().step(name).orElseThrow(() -> new IllegalStateException("%s has no page %s to correct".formatted(service.id(), name)));
    }

    /** What was sealed is asked for anew. */
    private static Map<String, Object> readable(CaseFile file) {
        return file.answers().entrySet().stream().filter(answer -> !Sealer.isSealed(answer.getValue())).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private CaseFile mine(String number, Resident resident) {
        return CaseNumber.parse(number).flatMap(known -> caseFiles.findOf(resident.id(), known)).orElseThrow(NotFoundException::new);
    }

    private static ModelAndView back(CaseFile file) {
        return new ModelAndView("redirect:/files/" + file.number());
    }
}
