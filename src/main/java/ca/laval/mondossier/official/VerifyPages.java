package ca.laval.mondossier.official;

import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.official.Verification.Answer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/**
 * Whoever was shown a document asks here, without signing in, whether the city issued it and whether it holds: by its code, by the file,
 * or both. The answer names its type, date and property, nobody. A code that was never given looks like one that cannot exist.
 */
@Controller
@RequestMapping("/verify")
class VerifyPages {
    private static final int LONGEST_TYPED = 60;

    private final Verification verification;
    private final Words words;

    VerifyPages(Verification verification, Words words) {
        this.verification = verification;
        this.words = words;
    }

    @ModelAttribute
    void keepOutOfSearch(HttpServletResponse response) {
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    @GetMapping
    ModelAndView form() {
        return new ModelAndView("portal/verify");
    }

    @GetMapping("/{code}")
    ModelAndView code(@PathVariable String code, Locale locale) {
        return answer(VerificationCode.parse(code).map(verification::ofCode).orElse(Answer.UNKNOWN), locale);
    }

    @PostMapping
    ModelAndView check(@RequestParam(defaultValue = "") String code, @RequestParam(required = false) MultipartFile file, Locale locale) throws IOException {
        boolean withFile = file != null && file.getOriginalFilename() != null && !file.getOriginalFilename().isEmpty();
        Optional<VerificationCode> parsed = VerificationCode.parse(code);
        if (code.isBlank() && !withFile) return again("none", "code", code);
        if (!code.isBlank() && parsed.isEmpty()) return again("code", "code", code);
        if (!withFile) return answer(verification.ofCode(parsed.get()), locale);
        byte[] content = file.getBytes();
        return isPdf(content) ? answer(verification.ofFile(content, parsed), locale) : again("file", "file", code);
    }

    private ModelAndView answer(Answer answer, Locale locale) {
        var document = answer.document();
        var page = new ModelAndView("portal/verified", document == null ? HttpStatus.NOT_FOUND : HttpStatus.OK).addObject("document", document).addObject("file", answer.file());
        return document == null ? page : page.addObject("type", words.of(answer.service(), Language.of(locale)).get(document.title()));
    }

    private static ModelAndView again(String error, String field, String typed) {
        return new ModelAndView("portal/verify", HttpStatus.UNPROCESSABLE_ENTITY).addObject("error", error).addObject("field", field)
                .addObject("typed", typed.substring(0, Math.min(typed.length(), LONGEST_TYPED)));
    }

    /** Readers look for the mark in the first kilobyte. */
    private static boolean isPdf(byte[] content) {
        return new String(content, 0, Math.min(content.length, 1024), StandardCharsets.ISO_8859_1).contains("%PDF-");
    }
}
