package ca.laval.mondossier.payment.gateway.sandbox;

import ca.laval.mondossier.catalogue.Formats;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.payment.gateway.PaymentGateway.State;
import ca.laval.mondossier.portal.ClientBound;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The sandbox's hosted page: a field for one of its own cards, and what became of it. The number is compared and forgotten. */
@Controller
@WhenSandbox
class SandboxPages {
    private final SandboxProvider provider;
    private final Words words;
    private final Clock clock;
    private final ClientBound bound;

    SandboxPages(SandboxProvider provider, Words words, Clock clock, ClientBound bound) {
        this.provider = provider;
        this.words = words;
        this.clock = clock;
        this.bound = bound;
    }

    @GetMapping("/sandbox/checkout/{id}")
    ModelAndView page(HttpServletRequest request, @PathVariable String id, @RequestParam(required = false) String again) {
        var session = provider.find(id);
        if (session.isEmpty()) return unknown();
        return page(request, session.get(), again == null ? null : "stale", HttpStatus.OK);
    }

    @PostMapping("/sandbox/checkout/{id}")
    ModelAndView pay(HttpServletRequest request, @PathVariable String id, @RequestParam(name = "number", defaultValue = "") String number) {
        var session = provider.find(id);
        if (session.isEmpty()) return unknown();
        if (!bound.allows(request.getRemoteAddr())) return page(request, session.get(), "tooMany", HttpStatus.TOO_MANY_REQUESTS);
        var card = SandboxCard.of(number);
        if (card.isEmpty() && show(session.get()).equals("form")) return page(request, session.get(), "number", HttpStatus.UNPROCESSABLE_ENTITY);
        card.ifPresent(known -> provider.enter(id, known));
        var now = provider.find(id).orElseThrow();
        return new ModelAndView("redirect:" + (show(now).equals("done") ? now.paid() : "/sandbox/checkout/" + id));
    }

    private ModelAndView page(HttpServletRequest request, SandboxSession session, String trouble, HttpStatus status) {
        // The token's cookie must be set before the page begins to leave.
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) token.getToken();
        return new ModelAndView("sandbox/checkout", status).addObject("say", words.common(session.language())).addObject("checkout", session)
                .addObject("amount", Formats.money(session.amountCents(), session.language())).addObject("show", show(session)).addObject("trouble", trouble)
                .addObject("cards", SandboxCard.values());
    }

    /** Which of its faces the page has: `form`, `done`, `declined`, `silent` or `expired`. */
    private String show(SandboxSession session) {
        if (session.card() == null) return session.state(clock.instant()) == State.EXPIRED ? "expired" : "form";
        if (session.card() == SandboxCard.NO_ANSWER) return "silent";
        return session.card().failsAtFirst() ? "declined" : "done";
    }

    /** Nobody knows which language: both. */
    private ModelAndView unknown() {
        return new ModelAndView("sandbox/unknown", HttpStatus.NOT_FOUND).addObject("fr", words.common(Language.FR)).addObject("en", words.common(Language.EN));
    }
}
