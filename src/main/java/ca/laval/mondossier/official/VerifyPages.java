package ca.laval.mondossier.official;

import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.WordList;
import ca.laval.mondossier.catalogue.Words;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * Lets anybody check a document: by its code, valid, revoked or unknown; by the file, whether it is byte for byte the one the city issued.
 * Shows what it is, when and for which property, never for whom. An unknown code is answered like a known one, so that guessing teaches nothing.
 */
@Controller
@RequestMapping("/verify")
class VerifyPages {
    /** In the file's metadata, which are not compressed: found without opening the PDF, whatever else was done to it. */
    private static final Pattern CODE_IN_FILE = Pattern.compile("/verify/([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})");

    private final OfficialDocuments documents;
    private final CaseFiles caseFiles;
    private final Words words;
    private final ObjectProvider<DocumentRemark> remarks;

    VerifyPages(OfficialDocuments documents, CaseFiles caseFiles, Words words, ObjectProvider<DocumentRemark> remarks) {
        this.documents = documents;
        this.caseFiles = caseFiles;
        this.words = words;
        this.remarks = remarks;
    }

    /** VALID, LIMITED by what the remark says, REVOKED or UNKNOWN; of a file EXACT, ALTERED or UNKNOWN. */
    record Found(String code, String state, String title, String property, Instant issuedAt, Instant revokedAt, String reason, String remark) {
    }

    @ModelAttribute
    void keepOutOfSearchEngines(HttpServletResponse response) {
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
    }

    @GetMapping
    String form(@RequestParam(required = false) String code, Model model, HttpServletResponse response) {
        if (code == null) return "official/verify";
        return DocumentCode.parse(code).map(valid -> "redirect:/verify/" + valid).orElseGet(() -> again("code", "official.verify.error.code", code, model, response));
    }

    @GetMapping("/{code}")
    String code(@PathVariable String code, Locale locale, Model model, HttpServletResponse response) {
        Optional<String> valid = DocumentCode.parse(code);
        if (valid.isEmpty()) return again("code", "official.verify.error.code", code, model, response);
        model.addAttribute("found", found(documents.byCode(valid.get()), valid.get(), Language.of(locale)));
        return "official/verify";
    }

    @PostMapping({"", "/{code}"})
    String file(@PathVariable(required = false) String code, @RequestParam(required = false) MultipartFile file, Locale locale, Model model, HttpServletResponse response)
            throws IOException {
        if (file == null || file.isEmpty()) return again("file", "official.verify.error.file", code, model, response);
        byte[] content = file.getBytes();
        Optional<OfficialDocument> named = DocumentCode.parse(code).or(() -> codeIn(content)).flatMap(documents::byCode);
        Optional<OfficialDocument> exact = documents.byContent(content).filter(document -> code == null || named.filter(document::equals).isPresent());
        if (exact.isEmpty() && named.isEmpty() && !isPdf(content)) return again("file", "official.verify.error.pdf", code, model, response);
        model.addAttribute("fileState", exact.isPresent() ? "EXACT" : named.isPresent() ? "ALTERED" : "UNKNOWN");
        exact.or(() -> named).ifPresent(document -> model.addAttribute("found", found(Optional.of(document), document.code(), Language.of(locale))));
        return "official/verify";
    }

    private Found found(Optional<OfficialDocument> known, String code, Language language) {
        if (known.isEmpty()) return new Found(code, "UNKNOWN", null, null, null, null, null, null);
        OfficialDocument document = known.get();
        WordList list = words.of(caseFiles.find(new CaseNumber(document.caseNumber())).orElseThrow().service(), language);
        String reason = document.revokedReason() == null ? null : list.first("official.reason." + document.revokedReason()).orElse(document.revokedReason());
        String remark = remarks.stream().flatMap(part -> part.of(document).stream()).map(said -> list.get(said.word(), said.day())).findFirst().orElse(null);
        String state = document.revokedAt() != null ? "REVOKED" : remark != null ? "LIMITED" : "VALID";
        return new Found(code, state, list.get(document.title()), document.property(), document.issuedAt(), document.revokedAt(), reason, remark);
    }

    private Optional<String> codeIn(byte[] content) {
        return CODE_IN_FILE.matcher(new String(content, StandardCharsets.ISO_8859_1)).results().map((MatchResult found) -> found.group(1)).distinct().limit(5)
                .filter(code -> documents.byCode(code).isPresent()).findFirst();
    }

    private static boolean isPdf(byte[] content) {
        return new String(content, 0, Math.min(content.length, 1024), StandardCharsets.ISO_8859_1).contains("%PDF-");
    }

    private static String again(String field, String error, String typed, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        model.addAttribute("errorField", field);
        model.addAttribute("error", error);
        model.addAttribute("typed", typed == null ? "" : typed.substring(0, Math.min(typed.length(), 40)));
        return "official/verify";
    }
}
