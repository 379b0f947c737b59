package ca.laval.mondossier.removal;

import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.DocumentNotScanned;
import ca.laval.mondossier.casefile.DocumentRefused;
import ca.laval.mondossier.casefile.Documents;
import ca.laval.mondossier.staff.StaffMember;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What proves that the city's account is suspended: added on the campaign's page, named by its fingerprint in the closing report. */
@Controller
@RequestMapping("/counter/app-removal/{number}/evidence")
class EvidencePages {
    static final List<String> KINDS = List.of("ARCHIVE", "NOTICE", "OTHER");

    private final Campaigns campaigns;
    private final Documents documents;

    EvidencePages(Campaigns campaigns, Documents documents) {
        this.campaigns = campaigns;
        this.documents = documents;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String add(@PathVariable String number, @RequestParam(defaultValue = "") String kind, @RequestParam(required = false) MultipartFile file, @AuthenticationPrincipal StaffMember staff,
               RedirectAttributes after) throws IOException {
        RemovalOffices.changes(staff, RemovalOffices.ACCOUNT);
        if (find(number).isLifted()) throw new ResponseStatusException(HttpStatus.CONFLICT);
        if (!KINDS.contains(kind)) throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        String problem = problem(number, kind, file, staff.id());
        after.addFlashAttribute(problem == null ? "done" : "error", problem == null ? "removal.done.evidence" : problem);
        after.addFlashAttribute("errorField", "evidence");
        return "redirect:/counter/app-removal/" + number;
    }

    /** Stores it; a word for why it was not. */
    private String problem(String number, String kind, MultipartFile file, String by) throws IOException {
        if (file == null || file.getOriginalFilename() == null || file.getOriginalFilename().isEmpty()) return "document.error.none";
        try (var content = file.getInputStream()) {
            documents.addToCase(new CaseNumber(number), kind, file.getOriginalFilename(), content, by);
            return null;
        } catch (DocumentRefused e) {
            return "document.error." + e.code();
        }
    }

    @GetMapping("/{id}")
    Object open(@PathVariable String number, @PathVariable UUID id, @AuthenticationPrincipal StaffMember staff, HttpServletResponse response) {
        RemovalOffices.reads(staff);
        find(number);
        try {
            var opened = documents.open(new CaseNumber(number), id).orElseThrow(RemovalOffices::notFound);
            return ResponseEntity.ok().contentType(MediaType.parseMediaType(opened.document().mediaType()))
                    .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(opened.document().fileName(), StandardCharsets.UTF_8).build().toString())
                    .header(HttpHeaders.CACHE_CONTROL, "no-store").body(opened.content());
        } catch (DocumentNotScanned e) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            return "counter/not-scanned";
        } catch (DocumentRefused e) {
            response.setStatus(HttpStatus.GONE.value());
            return "counter/infected";
        }
    }

    private Campaign find(String number) {
        return campaigns.find(number).orElseThrow(RemovalOffices::notFound);
    }
}
