package ca.laval.mondossier.counter;

import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.DocumentNotScanned;
import ca.laval.mondossier.casefile.DocumentRefused;
import ca.laval.mondossier.casefile.Documents;
import ca.laval.mondossier.staff.StaffMember;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
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
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One case file: read, answer the resident, leave a note, add the paper that somebody brought to the desk. */
@Controller
@RequestMapping("/counter/cases/{number}")
class CasePage {
    private static final int LONGEST_TEXT = 4000;
    private static final String DOCUMENT_POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; object-src 'self'; "
            + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private final CaseAccess access;
    private final CaseDesk desk;
    private final CaseFiles caseFiles;
    private final Documents documents;

    CasePage(CaseAccess access, CaseDesk desk, CaseFiles caseFiles, Documents documents) {
        this.access = access;
        this.desk = desk;
        this.caseFiles = caseFiles;
        this.documents = documents;
    }

    @GetMapping
    String page(@PathVariable String number, @RequestParam(required = false) String sent, @AuthenticationPrincipal StaffMember staff, Model model) {
        model.addAttribute("sent", sent != null);
        return show(access.read(staff, number), model);
    }

    @PostMapping("/messages")
    String message(@PathVariable String number, @RequestParam(defaultValue = "") String body, @RequestParam UUID formKey,
                   @AuthenticationPrincipal StaffMember staff, Model model, HttpServletResponse response, RedirectAttributes after) {
        return say("message", "CITY", access.change(staff, number), body, formKey, staff, model, response, after);
    }

    @PostMapping("/notes")
    String note(@PathVariable String number, @RequestParam(defaultValue = "") String body, @RequestParam UUID formKey,
                @AuthenticationPrincipal StaffMember staff, Model model, HttpServletResponse response, RedirectAttributes after) {
        return say("note", "NOTE", access.change(staff, number), body, formKey, staff, model, response, after);
    }

    @PostMapping("/documents")
    String add(@PathVariable String number, @RequestParam(defaultValue = "OTHER") String kind, @RequestParam(required = false) MultipartFile file,
               @AuthenticationPrincipal StaffMember staff, Model model, HttpServletResponse response, RedirectAttributes after) throws IOException {
        var readable = access.change(staff, number);
        if (desk.view(readable).kinds().stream().noneMatch(known -> known.code().equals(kind))) throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        if (file == null || file.getOriginalFilename() == null || file.getOriginalFilename().isEmpty()) {
            return again("document", "document.error.none", null, readable, model, response);
        }
        try (var content = file.getInputStream()) {
            documents.addToCase(readable.number(), kind, file.getOriginalFilename(), content, staff.id());
        } catch (DocumentRefused e) {
            return again("document", "document.error." + e.code(), null, readable, model, response);
        }
        return done("documentAdded", readable, "documents", after);
    }

    /** The resident says, at the desk or by phone, that what was asked for is there. */
    @PostMapping("/documents-sent")
    String documentsSent(@PathVariable String number, @AuthenticationPrincipal StaffMember staff, RedirectAttributes after) {
        var readable = access.change(staff, number);
        return changed(() -> caseFiles.documentsSent(readable.number(), staff.id()), "documentsSent", readable, after);
    }

    /** The resident asks, at the desk or by phone, for one of the things that their file offers. */
    @PostMapping("/actions/{name}")
    String act(@PathVariable String number, @PathVariable String name, @AuthenticationPrincipal StaffMember staff, RedirectAttributes after) {
        var readable = access.change(staff, number);
        String message = desk.actions(readable.file()).filter(known -> known.endsWith("." + name)).findFirst().orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return changed(() -> caseFiles.act(readable.number(), message, staff.id()), "acted", readable, after);
    }

    @GetMapping("/withdraw")
    String askToWithdraw(@PathVariable String number, @AuthenticationPrincipal StaffMember staff, Model model) {
        var view = desk.view(access.change(staff, number));
        if (!view.mayWithdraw()) throw new ResponseStatusException(HttpStatus.CONFLICT);
        model.addAttribute("view", view);
        return "counter/withdraw";
    }

    @PostMapping("/withdraw")
    String withdraw(@PathVariable String number, @AuthenticationPrincipal StaffMember staff, RedirectAttributes after) {
        var readable = access.change(staff, number);
        return changed(() -> caseFiles.withdraw(readable.number(), staff.id()), "withdrawn", readable, after);
    }

    /** Shown in the browser, except HEIC, which few can show. Nothing in it runs: no script, no form, no other address. */
    @GetMapping("/documents/{id}")
    Object open(@PathVariable String number, @PathVariable UUID id, @AuthenticationPrincipal StaffMember staff, HttpServletResponse response) {
        var readable = access.read(staff, number);
        try {
            return shown(documents.open(readable.number(), id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        } catch (DocumentNotScanned e) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, "60");
            return "counter/not-scanned";
        } catch (DocumentRefused e) {
            response.setStatus(HttpStatus.GONE.value());
            return "counter/infected";
        }
    }

    private static ResponseEntity<byte[]> shown(Documents.Opened opened) {
        var document = opened.document();
        var disposition = document.mediaType().equals("image/heic") ? ContentDisposition.attachment() : ContentDisposition.inline();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(document.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.filename(document.fileName(), StandardCharsets.UTF_8).build().toString())
                .header("Content-Security-Policy", DOCUMENT_POLICY)
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .body(opened.content());
    }

    private String say(String what, String author, CaseAccess.Readable readable, String body, UUID formKey, StaffMember staff, Model model,
                       HttpServletResponse response, RedirectAttributes after) {
        String text = body.replace("\r\n", "\n").replaceAll("[\\p{Cc}&&[^\n\t]]", "").strip();
        if (text.isEmpty() || text.length() > LONGEST_TEXT) return again(what, "counter.error." + what, text, readable, model, response);
        caseFiles.say(readable.number(), author, staff.id(), text, formKey);
        return done(what + "Sent", readable, what.equals("note") ? "notes" : "messages", after);
    }

    private String changed(Runnable change, String done, CaseAccess.Readable readable, RedirectAttributes after) {
        try {
            change.run();
        } catch (IllegalStateException e) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, null, e);
        }
        return done(done, readable, null, after);
    }

    private static String done(String what, CaseAccess.Readable readable, String section, RedirectAttributes after) {
        after.addFlashAttribute("done", "counter.done." + what);
        return "redirect:/counter/cases/" + readable.number() + (section == null ? "" : "#" + section);
    }

    /** The page again, with what was typed and what is wrong with it. */
    private String again(String field, String error, String typed, CaseAccess.Readable readable, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        model.addAttribute("errorField", field);
        model.addAttribute("error", error);
        model.addAttribute("typed", Optional.ofNullable(typed).orElse(""));
        return show(readable, model);
    }

    private String show(CaseAccess.Readable readable, Model model) {
        model.addAttribute("view", desk.view(readable));
        model.addAttribute("messageKey", UUID.randomUUID());
        model.addAttribute("noteKey", UUID.randomUUID());
        return "counter/case";
    }
}
