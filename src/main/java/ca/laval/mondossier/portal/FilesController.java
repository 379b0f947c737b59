package ca.laval.mondossier.portal;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.CaseOffer;
import ca.laval.mondossier.casefile.CaseProcesses;
import ca.laval.mondossier.casefile.CaseRemark;
import ca.laval.mondossier.casefile.Document;
import ca.laval.mondossier.casefile.DocumentNotScanned;
import ca.laval.mondossier.casefile.DocumentRefused;
import ca.laval.mondossier.casefile.Documents;
import ca.laval.mondossier.casefile.Status;
import ca.laval.mondossier.catalogue.Catalogue;
import ca.laval.mondossier.catalogue.FormViews;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.WordList;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.letters.Letters;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The resident's side of the case files: where each stands, who must act, and everything that was said. */
@Controller
class FilesController {
    private static final int LONGEST_MESSAGE = 4000;
    /** A document that no table names, asked for in a letter or a message. */
    private static final String OTHER = "OTHER";

    private final CaseFiles caseFiles;
    private final Documents documents;
    private final Letters letters;
    private final CaseProcesses processes;
    private final Drafts drafts;
    private final Catalogue catalogue;
    private final FormViews views;
    private final Words words;
    private final PageLanguage language;
    private final Deadlines deadlines;
    private final AutomaticDecision automatic;
    private final List<CaseRemark> remarks;
    private final List<CaseOffer> offers;

    FilesController(CaseFiles caseFiles, Documents documents, Letters letters, CaseProcesses processes, Drafts drafts, Catalogue catalogue, FormViews views, Words words,
                    PageLanguage language, Deadlines deadlines, AutomaticDecision automatic, List<CaseRemark> remarks, ObjectProvider<CaseOffer> offers) {
        this.caseFiles = caseFiles;
        this.documents = documents;
        this.letters = letters;
        this.processes = processes;
        this.drafts = drafts;
        this.catalogue = catalogue;
        this.views = views;
        this.words = words;
        this.language = language;
        this.deadlines = deadlines;
        this.automatic = automatic;
        this.remarks = remarks;
        this.offers = offers.orderedStream().toList();
    }

    record DraftLine(UUID id, String service, Instant updatedAt, Instant keptUntil) {
    }

    record OfferLine(String text, String link, boolean main, boolean button) {
    }

    record FileLine(CaseFile file, String service, String status, String next, Status.Turn turn, Deadlines.Deadline deadline) {
    }

    @GetMapping("/files")
    String list(@AuthenticationPrincipal Resident resident, HttpServletRequest request, Model model) {
        Language spoken = language.of(request);
        model.addAttribute("drafts", drafts.of(Filer.of(resident)).stream()
                .map(draft -> new DraftLine(draft.id(), words.of(draft.service(), spoken).get("service.name"), draft.updatedAt(), draft.updatedAt().plus(Drafts.KEPT))).toList());
        model.addAttribute("files", caseFiles.listOf(resident.id()).stream().map(file -> {
            var list = words.of(file.service(), spoken);
            return new FileLine(file, list.get("service.name"), list.get("status." + file.status()), list.get("status." + file.status() + ".next"),
                    file.status() == Status.APPROVED ? turn(file, caseFiles.choices(file)) : file.status().turn(), deadlines.of(file));
        }).toList());
        return "portal/files";
    }

    @GetMapping("/files/{number}")
    ModelAndView file(@PathVariable String number, @AuthenticationPrincipal Resident resident, HttpServletRequest request) {
        return page(mine(number, resident), HttpStatus.OK, request);
    }

    @PostMapping("/files/{number}/messages")
    ModelAndView write(@PathVariable String number, @RequestParam(defaultValue = "") String body, @RequestParam UUID formKey,
                       @AuthenticationPrincipal Resident resident, HttpServletRequest request) {
        CaseFile file = mine(number, resident);
        // Browsers send line ends as two characters and count them as one.
        String text = body.replace("\r\n", "\n").strip();
        if (text.isEmpty() || text.length() > LONGEST_MESSAGE) {
            return page(file, HttpStatus.UNPROCESSABLE_ENTITY, request).addObject("wrongMessage", true)
                    .addObject("typed", text.substring(0, Math.min(text.length(), 2 * LONGEST_MESSAGE)));
        }
        caseFiles.say(new CaseNumber(file.number()), "RESIDENT", null, text, formKey);
        return new ModelAndView("redirect:/files/" + file.number() + "?message#history");
    }

    @PostMapping(path = "/files/{number}/documents", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ModelAndView attach(@PathVariable String number, @RequestParam(defaultValue = "") String kind, @RequestParam(required = false) MultipartFile file,
                        @AuthenticationPrincipal Resident resident, HttpServletRequest request) throws IOException {
        CaseFile caseFile = mine(number, resident);
        if (!caseFiles.choices(caseFile).sendDocuments()) throw new ResponseStatusException(HttpStatus.CONFLICT);
        if (!kinds(caseFile).contains(kind)) return page(caseFile, HttpStatus.UNPROCESSABLE_ENTITY, request).addObject("wrongKind", true);
        if (file == null || file.getOriginalFilename() == null || file.getOriginalFilename().isEmpty()) {
            return page(caseFile, HttpStatus.UNPROCESSABLE_ENTITY, request).addObject("refused", "document.error.none").addObject("kind", kind);
        }
        try {
            documents.addToCase(new CaseNumber(caseFile.number()), kind, file.getOriginalFilename(), file.getInputStream(), Documents.RESIDENT);
        } catch (DocumentRefused e) {
            return page(caseFile, e.reason() == DocumentRefused.Reason.SIZE ? HttpStatus.PAYLOAD_TOO_LARGE : HttpStatus.UNPROCESSABLE_ENTITY, request)
                    .addObject("refused", "document.error." + e.code()).addObject("kind", kind);
        }
        return new ModelAndView("redirect:/files/" + caseFile.number() + "#asked");
    }

    @PostMapping("/files/{number}/documents/send")
    ModelAndView send(@PathVariable String number, @AuthenticationPrincipal Resident resident, HttpServletRequest request) {
        CaseFile file = mine(number, resident);
        if (!caseFiles.choices(file).sendDocuments()) return new ModelAndView("redirect:/files/" + file.number());
        if (added(file).isEmpty()) return page(file, HttpStatus.UNPROCESSABLE_ENTITY, request).addObject("refused", "file.asked.nothing");
        try {
            caseFiles.documentsSent(new CaseNumber(file.number()), null);
        } catch (IllegalStateException e) {
            // A second click, or a case that moved on: its page says where it stands.
            return new ModelAndView("redirect:/files/" + file.number());
        }
        return new ModelAndView("redirect:/files/" + file.number() + "?documents");
    }

    @GetMapping("/files/{number}/documents/{id}")
    ResponseEntity<byte[]> download(@PathVariable String number, @PathVariable UUID id, @AuthenticationPrincipal Resident resident) {
        CaseFile file = mine(number, resident);
        Documents.Opened opened;
        try {
            opened = documents.open(new CaseNumber(file.number()), id).filter(found -> caseFiles.handover(new CaseNumber(file.number())).shows(found.document()))
                    .orElseThrow(NotFoundException::new);
        } catch (DocumentNotScanned e) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
        } catch (DocumentRefused e) {
            throw new ResponseStatusException(HttpStatus.GONE);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(opened.document().mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(opened.document().fileName(), StandardCharsets.UTF_8).build().toString())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .cacheControl(CacheControl.noStore())
                .body(opened.content());
    }

    @GetMapping("/files/{number}/withdraw")
    ModelAndView askToWithdraw(@PathVariable String number, @AuthenticationPrincipal Resident resident, HttpServletRequest request) {
        CaseFile file = mine(number, resident);
        if (!caseFiles.choices(file).withdraw()) return tooLate(file);
        return new ModelAndView("portal/withdraw").addObject("file", file).addObject("service", words.of(file.service(), language.of(request)));
    }

    @PostMapping("/files/{number}/withdraw")
    ModelAndView withdraw(@PathVariable String number, @AuthenticationPrincipal Resident resident) {
        CaseFile file = mine(number, resident);
        if (file.status() == Status.WITHDRAWN) return new ModelAndView("redirect:/files/" + file.number());
        try {
            caseFiles.withdraw(new CaseNumber(file.number()), null);
        } catch (IllegalStateException e) {
            return tooLate(file);
        }
        return new ModelAndView("redirect:/files/" + file.number() + "?withdrawn");
    }

    @PostMapping("/files/{number}/review")
    ModelAndView askReview(@PathVariable String number, @AuthenticationPrincipal Resident resident, HttpServletRequest request) {
        CaseFile file = mine(number, resident);
        try {
            caseFiles.askReview(new CaseNumber(file.number()), null);
        } catch (IllegalStateException e) {
            // Asked already, or the money is on its way: the page says where the case stands.
            return page(mine(number, resident), HttpStatus.CONFLICT, request).addObject("reviewTooLate", file.status().isFinal());
        }
        return new ModelAndView("redirect:/files/" + file.number() + "?review");
    }

    /** One of the things that only this service's residents may do now. @param name the last part of its message */
    record Action(String name, String message, String label, String help) {
    }

    @PostMapping("/files/{number}/actions/{name}")
    ModelAndView act(@PathVariable String number, @PathVariable String name, @AuthenticationPrincipal Resident resident, HttpServletRequest request) {
        CaseFile file = mine(number, resident);
        String message = actions(file).filter(known -> known.endsWith("." + name)).findFirst().orElseThrow(NotFoundException::new);
        try {
            caseFiles.act(new CaseNumber(file.number()), message, null);
        } catch (IllegalStateException e) {
            // A second click, or a case that moved on: its page says where it stands.
            return page(mine(number, resident), HttpStatus.CONFLICT, request).addObject("actedTooLate", true);
        }
        return new ModelAndView("redirect:/files/" + file.number() + "?acted=" + name);
    }

    private Stream<String> actions(CaseFile file) {
        return catalogue.find(file.service()).stream().flatMap(service -> service.residentActions().stream());
    }

    private List<Action> actions(CaseFile file, CaseFiles.Choices choices, WordList list) {
        return actions(file).filter(choices.offered()::contains).map(message -> {
            String name = message.substring(message.lastIndexOf('.') + 1);
            return new Action(name, message, list.get("action." + name), list.get("action." + name + ".help"));
        }).toList();
    }

    /** A case that is decided and goes on, to its payment, is the city's to act on; what was issued is the resident's to use. */
    private static Status.Turn turn(CaseFile file, CaseFiles.Choices choices) {
        return file.status().turn() == Status.Turn.NOBODY && file.status() != Status.ISSUED && choices.goesOn() ? Status.Turn.CITY : file.status().turn();
    }

    private static ModelAndView tooLate(CaseFile file) {
        return new ModelAndView("portal/withdraw-late", HttpStatus.CONFLICT).addObject("file", file);
    }

    private ModelAndView page(CaseFile file, HttpStatus status, HttpServletRequest request) {
        Language spoken = language.of(request);
        WordList list = words.of(file.service(), spoken);
        var number = new CaseNumber(file.number());
        var choices = caseFiles.choices(file);
        var handover = caseFiles.handover(number);
        var attached = documents.ofCase(number).stream().filter(handover::shows).toList();
        var service = catalogue.find(file.service());
        var events = caseFiles.events(number);
        var added = choices.sendDocuments() ? attached.stream().filter(document -> isNew(document, file)).toList() : List.<Document>of();
        var asked = choices.sendDocuments() ? processes.documentsAskedFor(file.number()) : List.<String>of();
        return new ModelAndView("portal/file", status)
                .addObject("file", file).addObject("service", list).addObject("choices", choices).addObject("turn", turn(file, choices)).addObject("deadline", deadlines.of(file))
                .addObject("documents", attached)
                .addObject("history", History.of(events, caseFiles.messages(number, false).stream().filter(message -> handover.shows(message.at())).toList(),
                        letters.of(number).stream().filter(letter -> handover.shows(letter.writtenAt())).toList(), attached, list))
                .addObject("kinds", choices.sendDocuments() ? kinds(file) : List.of())
                .addObject("asked", asked).addObject("added", added)
                // The first that is asked for and not there yet; a page shown again keeps what was chosen.
                .addObject("kind", asked.stream().filter(code -> added.stream().noneMatch(document -> document.kind().equals(code))).findFirst().orElse(null))
                .addObject("answers", service.map(offered -> views.answers(offered, handover.happened() ? offered.startForm().withoutApplicant(file.answers()) : file.answers(), spoken)).orElse(null))
                .addObject("explained", service.flatMap(offered -> automatic.of(file, offered, events, list, spoken)).orElse(null))
                .addObject("remarks", remarks.stream().flatMap(remark -> remark.of(file).stream()).map(remark -> list.get(remark.word(), remark.arguments())).toList())
                .addObject("offers", offers.stream().flatMap(part -> part.of(file, false).stream())
                        .map(offer -> new OfferLine(list.get(offer.word(), offer.arguments().toArray()), offer.link(), offer.main(), offer.button())).toList())
                .addObject("actions", actions(file, choices, list))
                .addObject("acted", actions(file).map(message -> message.substring(message.lastIndexOf('.') + 1)).filter(name -> name.equals(request.getParameter("acted"))).findFirst()
                        .map(name -> list.get("action." + name + ".done")).orElse(null))
                .addObject("formKey", UUID.randomUUID());
    }

    /** What the documents table asks for with these answers, and anything else that the city may have named in its letter. */
    private List<String> kinds(CaseFile file) {
        var kinds = new ArrayList<String>();
        catalogue.find(file.service()).ifPresent(service -> catalogue.documentsFor(service, file.answers()).forEach(asked -> kinds.add(asked.kind())));
        processes.documentsAskedFor(file.number()).stream().filter(code -> !kinds.contains(code)).forEach(kinds::add);
        if (!kinds.contains(OTHER)) kinds.add(OTHER);
        return kinds;
    }

    private List<Document> added(CaseFile file) {
        return documents.ofCase(new CaseNumber(file.number())).stream().filter(document -> isNew(document, file)).toList();
    }

    /** Added since the city asked. */
    private static boolean isNew(Document document, CaseFile file) {
        return document.fromResident() && !document.addedAt().isBefore(file.statusSince());
    }

    private CaseFile mine(String number, Resident resident) {
        Optional<CaseNumber> parsed = CaseNumber.parse(number);
        return parsed.flatMap(known -> caseFiles.findOf(resident.id(), known)).orElseThrow(NotFoundException::new);
    }
}
