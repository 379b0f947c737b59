package ca.laval.mondossier.payment.gateway.sandbox;

import ca.laval.mondossier.catalogue.Formats;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.portal.ClientBound;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Behind the scenes of the demonstration: what the sandbox took, and the cardholder's bank at the press of a button. */
@Controller
@WhenSandbox
@Profile("demo")
class SandboxOperatorPage {
    private static final int SHOWN = 50;

    private final SandboxProvider provider;
    private final Words words;
    private final ClientBound bound;
    private final Language staffLanguage;

    SandboxOperatorPage(SandboxProvider provider, Words words, ClientBound bound, @Value("${mondossier.staff-language}") String staffLanguage) {
        this.provider = provider;
        this.words = words;
        this.bound = bound;
        this.staffLanguage = Language.of(staffLanguage);
    }

    /** An amount as this page writes it. */
    record Money(Language language) {
        public String of(long cents) {
            return Formats.money(cents, language);
        }
    }

    @GetMapping("/sandbox")
    ModelAndView page(HttpServletRequest request, @RequestParam(required = false) String language) {
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) token.getToken();
        Language spoken = language == null ? staffLanguage : Language.of(language);
        return new ModelAndView("sandbox/payments").addObject("say", words.common(spoken)).addObject("other", words.common(spoken.other())).addObject("money", new Money(spoken))
                .addObject("payments", provider.latest(SHOWN));
    }

    /** @param act `chargeBack`, `won` or `lost`; anything else does nothing */
    @PostMapping("/sandbox/payments/{payment}")
    ModelAndView act(HttpServletRequest request, @PathVariable String payment, @RequestParam(defaultValue = "") String act, @RequestParam(defaultValue = "fr") String language) {
        if (!bound.allows(request.getRemoteAddr())) return new ModelAndView("redirect:/sandbox", HttpStatus.SEE_OTHER);
        switch (act) {
            case "chargeBack" -> provider.chargeBack(payment);
            case "won", "lost" -> provider.decide(payment, act.equals("lost"));
            default -> { }
        }
        return new ModelAndView("redirect:/sandbox?language=" + Language.of(language).code(), HttpStatus.SEE_OTHER);
    }
}
