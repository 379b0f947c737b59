package ca.laval.mondossier.payment;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.portal.Resident;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Pages of a payment that ask for no sign-in: they show an amount and a case number, no person and nothing of what was asked for. */
@Controller
@RequestMapping("/payments")
class LinkPages {
    private static final Duration YEARS = Duration.ofDays(5 * 365);
    private static final int REFRESH_SECONDS = 5;

    private final CaseFiles caseFiles;
    private final Payments payments;
    private final Ledger ledger;
    private final Attempts attempts;
    private final Checkouts checkouts;
    private final PaymentViews views;
    private final PaymentLinks links;
    private final Terminals terminals;

    LinkPages(CaseFiles caseFiles, Payments payments, Ledger ledger, Attempts attempts, Checkouts checkouts, PaymentViews views, PaymentLinks links, Terminals terminals) {
        this.caseFiles = caseFiles;
        this.payments = payments;
        this.ledger = ledger;
        this.attempts = attempts;
        this.checkouts = checkouts;
        this.views = views;
        this.links = links;
        this.terminals = terminals;
    }

    @GetMapping("/link/{token}")
    ModelAndView show(@PathVariable String token, @RequestParam(required = false) Checkout.Result told, Locale locale) {
        return page(order(token), locale, false, false).addObject("token", token).addObject("told", told == null ? null : told.name());
    }

    @PostMapping("/link/{token}")
    String pay(@PathVariable String token, HttpServletRequest request, Locale locale) {
        PaymentOrder order = order(token);
        String page = "redirect:/payments/link/" + token;
        if (terminals.isOne(request)) return page;
        Checkout checkout = checkouts.begin(order.number(), Language.of(locale));
        return checkout.result() == Checkout.Result.PAY ? page + "/leave" : page + "?told=" + checkout.result();
    }

    @GetMapping("/link/{token}/leave")
    ModelAndView leave(@PathVariable String token, HttpServletResponse response) {
        return PayPages.leave(ledger, order(token), "/payments/link/" + token, response);
    }

    /** Where the provider sends every browser back to. Whoever is signed in and owns the case goes on to its page. */
    @GetMapping("/return/{code}")
    ModelAndView returned(@PathVariable String code, @RequestParam(required = false) String cancelled, @AuthenticationPrincipal Object visitor, HttpServletResponse response, Locale locale) {
        PaymentAttempt attempt = attempts.byReturnCode(code).orElseThrow(PayPages::notFound);
        PaymentOrder order = payments.find(attempt.order()).orElseThrow();
        if (visitor instanceof Resident resident && caseFiles.findOf(resident.id(), new CaseNumber(order.caseNumber())).isPresent()) {
            return new ModelAndView("redirect:/files/" + order.caseNumber() + "/payment/return?order=" + order.sequence() + (cancelled == null ? "" : "&cancelled"));
        }
        checkouts.check(order.number());
        ModelAndView page = page(payments.find(order.number()).orElseThrow(), locale, true, cancelled != null).addObject("token", null).addObject("told", null);
        if (((PaymentViews.View) page.getModel().get("view")).state().equals("checking")) response.setHeader("Refresh", String.valueOf(REFRESH_SECONDS));
        return page;
    }

    @GetMapping("/terms")
    String terms() {
        return "portal/payment-terms";
    }

    /** Makes this device a public terminal, or no longer: for whoever sets the terminals up. */
    @GetMapping("/terminal/{state:on|off}")
    String terminal(@PathVariable String state, HttpServletRequest request, HttpServletResponse response) {
        var cookie = new Cookie(Terminals.COOKIE, "on");
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setMaxAge(state.equals("on") ? (int) YEARS.toSeconds() : 0);
        response.addCookie(cookie);
        return "redirect:/";
    }

    private ModelAndView page(PaymentOrder order, Locale locale, boolean returned, boolean cancelled) {
        CaseFile file = caseFiles.find(new CaseNumber(order.caseNumber())).orElseThrow();
        return new ModelAndView("portal/payment-link").addObject("view", views.of(order, file, Language.of(locale), returned, cancelled));
    }

    private PaymentOrder order(String token) {
        return links.order(token).flatMap(payments::find).orElseThrow(PayPages::notFound);
    }
}
