package ca.laval.mondossier.funding;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.Document;
import ca.laval.mondossier.casefile.DocumentRefused;
import ca.laval.mondossier.casefile.Documents;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.portal.Resident;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** An organisation's agreement on the portal: it signs, reports, gives its bank account and sees what it is paid and what it owes. */
@Controller
@RequestMapping("/files/{number}/agreement")
class AgreementPages {
    private static final String PROOF = "EXPENSE_PROOF";
    private static final String STATEMENTS = "FINANCIAL_STATEMENTS";
    private static final int LONGEST_NAME = 120;

    private final CaseFiles caseFiles;
    private final Documents documents;
    private final AgreementDesk desk;
    private final Reports reports;
    private final Words words;
    private final Clock clock;

    AgreementPages(CaseFiles caseFiles, Documents documents, AgreementDesk desk, Reports reports, Words words, Clock clock) {
        this.caseFiles = caseFiles;
        this.documents = documents;
        this.desk = desk;
        this.reports = reports;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(@PathVariable String number, @AuthenticationPrincipal Resident resident) {
        return page(mine(number, resident), null, HttpStatus.OK);
    }

    @PostMapping("/sign")
    ModelAndView sign(@PathVariable String number, @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "false") boolean read, @RequestParam(defaultValue = "0") int text,
                      @AuthenticationPrincipal Resident resident, Locale locale) {
        CaseFile file = mine(number, resident);
        if (!read || name.isBlank() || name.length() > LONGEST_NAME) return page(file, word("agreement.sign.error", locale), HttpStatus.UNPROCESSABLE_ENTITY);
        return act(file, locale, () -> desk.sign(file.number(), name, text), "signed");
    }

    @PostMapping("/signatory")
    ModelAndView signatory(@PathVariable String number, @RequestParam(defaultValue = "") String name, @RequestParam UUID formKey, @AuthenticationPrincipal Resident resident, Locale locale) {
        CaseFile file = mine(number, resident);
        if (name.isBlank() || name.length() > LONGEST_NAME) return page(file, word("agreement.signatory.error", locale), HttpStatus.UNPROCESSABLE_ENTITY);
        String told = words.common(Language.FR).get("agreement.signatory.message", name.strip());
        return act(file, locale, () -> desk.changeSignatory(file.number(), told, formKey), "told");
    }

    @PostMapping("/account")
    ModelAndView account(@PathVariable String number, @RequestParam(defaultValue = "") String institution, @RequestParam(defaultValue = "") String transit, @RequestParam(defaultValue = "") String account,
                         @AuthenticationPrincipal Resident resident, Locale locale) {
        CaseFile file = mine(number, resident);
        if (!institution.matches("\\d{3}") || !transit.matches("\\d{5}") || !account.matches("\\d{5,12}")) return page(file, word("agreement.account.error", locale), HttpStatus.UNPROCESSABLE_ENTITY);
        return act(file, locale, () -> desk.changeAccount(file.number(), institution, transit, account), "account");
    }

    @GetMapping("/report")
    ModelAndView report(@PathVariable String number, @AuthenticationPrincipal Resident resident) {
        CaseFile file = mine(number, resident);
        return desk.view(file.number(), today()).report() == null ? back(file, "") : reportPage(file, Map.of(), List.of(), HttpStatus.OK);
    }

    @PostMapping(path = "/report", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ModelAndView file(@PathVariable String number, @RequestParam Map<String, String> typed, @RequestParam(required = false) List<MultipartFile> proofs,
                      @RequestParam(required = false) MultipartFile statements, @AuthenticationPrincipal Resident resident, Locale locale) throws IOException {
        CaseFile file = mine(number, resident);
        AgreementDesk.View view = desk.view(file.number(), today());
        if (view.report() == null) return back(file, "");
        List<MultipartFile> added = proofs == null ? List.of() : proofs.stream().filter(proof -> !proof.isEmpty()).toList();
        boolean stated = statements != null && !statements.isEmpty();
        var reading = new ReportReading(file.number(), view, typed, kept(file, PROOF) + added.size(), stated || kept(file, STATEMENTS) > 0, today());
        if (!reading.problems().isEmpty()) return reportPage(file, typed, reading.problems(), HttpStatus.UNPROCESSABLE_ENTITY);
        try {
            for (MultipartFile proof : added) add(file, PROOF, proof);
            if (stated) add(file, STATEMENTS, statements);
        } catch (DocumentRefused e) {
            return reportPage(file, typed, List.of("document.error." + e.code()), HttpStatus.UNPROCESSABLE_ENTITY);
        }
        return act(file, locale, () -> desk.file(reading.report()), "filed");
    }

    private void add(CaseFile file, String kind, MultipartFile document) throws IOException {
        documents.addToCase(new CaseNumber(file.number()), kind, document.getOriginalFilename(), document.getInputStream(), Documents.RESIDENT);
    }

    /** Of this report: what came with one that was accepted before is no proof of what followed. */
    private int kept(CaseFile file, String kind) {
        Instant accepted = reports.lastAccepted(file.number()).orElse(Instant.EPOCH);
        return (int) documents.ofCase(new CaseNumber(file.number())).stream().filter(document -> document.kind().equals(kind) && document.addedAt().isAfter(accepted)).count();
    }

    private interface Act {
        void run() throws MoneyRefused;
    }

    /** What the books refuse is said on the page. */
    private ModelAndView act(CaseFile file, Locale locale, Act act, String done) {
        try {
            act.run();
        } catch (MoneyRefused e) {
            return page(file, e.sentence(words.common(Language.of(locale))), HttpStatus.CONFLICT);
        } catch (IllegalStateException e) {
            // A second click, or an agreement that moved on: its page says where it stands.
            return back(file, "");
        }
        return back(file, "?done=" + done);
    }

    private ModelAndView page(CaseFile file, String refused, HttpStatus status) {
        return new ModelAndView("portal/agreement", status).addObject("file", file).addObject("view", desk.view(file.number(), today())).addObject("refused", refused).addObject("formKey", UUID.randomUUID());
    }

    private ModelAndView reportPage(CaseFile file, Map<String, String> typed, List<String> problems, HttpStatus status) {
        return new ModelAndView("portal/agreement-report", status).addObject("file", file).addObject("view", desk.view(file.number(), today())).addObject("typed", typed).addObject("problems", problems);
    }

    private String word(String key, Locale locale) {
        return words.common(Language.of(locale)).get(key);
    }

    private static ModelAndView back(CaseFile file, String query) {
        return new ModelAndView("redirect:/files/" + file.number() + "/agreement" + query);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE);
    }

    /** Somebody else's does not exist. */
    private CaseFile mine(String number, Resident resident) {
        return CaseNumber.parse(number).flatMap(known -> caseFiles.findOf(resident.id(), known)).filter(file -> file.service().equals("funding-agreement"))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
