package ca.laval.mondossier.payment;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.letters.Letters;
import ca.laval.mondossier.portal.Resident;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The resident's payment: what it is for, the way to the provider's page, and how it stands when they come back. */
@Controller
@RequestMapping("/files/{number}/payment")
class PayPages {
    /** Days until an order lapses, for the letter with the link; the timer in the drawing decides. */
    private static final int LAPSES_AFTER = 30;
    private static final int REFRESH_SECONDS = 5;

    private final CaseFiles caseFiles;
    private final Payments payments;
    private final Ledger ledger;
    private final Checkouts checkouts;
    private final PaymentViews views;
    private final PaymentLinks links;
    private final Terminals terminals;
    private final Letters letters;

    PayPages(CaseFiles caseFiles, Payments payments, Ledger ledger, Checkouts checkouts, PaymentViews views, PaymentLinks links, Terminals terminals, Letters letters) {
        this.caseFiles = caseFiles;
        this.payments = payments;
        this.ledger = ledger;
        this.checkouts = checkouts;
        this.views = views;
        this.links = links;
        this.terminals = terminals;
        this.letters = letters;
    }

    @GetMapping
    ModelAndView show(@PathVariable String number, @RequestParam(required = false) Integer order, @RequestParam(required = false) Checkout.Result told,
                      @AuthenticationPrincipal Resident resident, HttpServletRequest request, Locale locale) {
        CaseFile file = mine(number, resident);
        PaymentOrder found = order(file, order);
        boolean terminal = terminals.isOne(request) && found.isOpen();
        return page(file, found, locale, false, false).addObject("told", told == null ? null : told.name()).addObject("terminal", terminal)
                .addObject("code", terminal ? links.create(found.number()) : null);
    }

    @PostMapping
    String pay(@PathVariable String number, @RequestParam int order, @AuthenticationPrincipal Resident resident, HttpServletRequest request, Locale locale) {
        CaseFile file = mine(number, resident);
        PaymentOrder found = order(file, order);
        String page = "redirect:/files/" + file.number() + "/payment";
        // Its page has no such button; who sends the form all the same gets the page.
        if (terminals.isOne(request)) return page + "?order=" + found.sequence();
        Checkout checkout = checkouts.begin(found.number(), Language.of(locale));
        return checkout.result() == Checkout.Result.PAY ? page + "/leave?order=" + found.sequence() : page + "?order=" + found.sequence() + "&told=" + checkout.result();
    }

    /** A page of our own between form and provider: our pages' policy lets no form lead elsewhere. */
    @GetMapping("/leave")
    ModelAndView leave(@PathVariable String number, @RequestParam int order, @AuthenticationPrincipal Resident resident, HttpServletResponse response) {
        PaymentOrder found = order(mine(number, resident), order);
        return leave(ledger, found, "/files/" + found.caseNumber() + "/payment?order=" + found.sequence(), response);
    }

    static ModelAndView leave(Ledger ledger, PaymentOrder order, String back, HttpServletResponse response) {
        Optional<PaymentAttempt> open = ledger.attempts(order.number()).stream().filter(attempt -> attempt.is("SESSION_OPEN") && attempt.page() != null && attempt.page().matches("https?://.+")).findFirst();
        if (open.isEmpty()) return new ModelAndView("redirect:" + back);
        response.setHeader("Refresh", "0;url=" + open.get().page());
        return new ModelAndView("portal/payment-leave").addObject("target", open.get().page()).addObject("back", back);
    }

    /** The browser came back, which proves nothing: the ledger is asked, then once the provider. */
    @GetMapping("/return")
    ModelAndView returned(@PathVariable String number, @RequestParam(required = false) Integer order, @RequestParam(required = false) String cancelled,
                          @AuthenticationPrincipal Resident resident, HttpServletResponse response, Locale locale) {
        CaseFile file = mine(number, resident);
        PaymentOrder found = order(file, order);
        checkouts.check(found.number());
        ModelAndView page = page(mine(number, resident), payments.find(found.number()).orElseThrow(), locale, true, cancelled != null);
        if (((PaymentViews.View) page.getModel().get("view")).state().equals("checking")) response.setHeader("Refresh", String.valueOf(REFRESH_SECONDS));
        return page;
    }

    /** On a terminal: the way to the payment by mail, to be opened on a device of one's own. */
    @PostMapping("/mail")
    String mail(@PathVariable String number, @RequestParam int order, @AuthenticationPrincipal Resident resident) {
        CaseFile file = mine(number, resident);
        PaymentOrder found = order(file, order);
        if (found.isOpen()) {
            letters.send(file.number(), "payment", "paymentLink." + found.number(), "paymentReminder", Map.of("paymentOrder", found.number(),
                    "date", LocalDate.ofInstant(found.openedAt(), BusinessCalendar.ZONE).plusDays(LAPSES_AFTER).toString()));
        }
        return "redirect:/files/" + file.number() + "/payment?order=" + found.sequence() + "&mailed";
    }

    private ModelAndView page(CaseFile file, PaymentOrder order, Locale locale, boolean returned, boolean cancelled) {
        return new ModelAndView("portal/payment").addObject("file", file).addObject("view", views.of(order, file, Language.of(locale), returned, cancelled))
                .addObject("told", null).addObject("terminal", false).addObject("code", null);
    }

    /** The order of that number; without one the open one, else the latest. */
    private PaymentOrder order(CaseFile file, Integer sequence) {
        List<PaymentOrder> orders = payments.of(new CaseNumber(file.number()));
        return orders.stream().filter(order -> sequence == null || order.sequence() == sequence)
                .max(Comparator.comparing(PaymentOrder::isOpen).thenComparing(PaymentOrder::sequence)).orElseThrow(PayPages::notFound);
    }

    private CaseFile mine(String number, Resident resident) {
        return CaseNumber.parse(number).flatMap(known -> caseFiles.findOf(resident.id(), known)).orElseThrow(PayPages::notFound);
    }

    /** What does not exist and what is somebody else's look the same. */
    static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
