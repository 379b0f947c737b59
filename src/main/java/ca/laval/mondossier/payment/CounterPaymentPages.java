package ca.laval.mondossier.payment;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.ServiceSource;
import ca.laval.mondossier.catalogue.ServiceSource.DeclaredService;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.staff.StaffMember;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Payments for accounts receivable, the treasury and auditors: money by day and kind, and each order with all that happened to it. The office of
 * an order's service sees that order. Only accounts receivable ask for refunds here.
 */
@Controller
@RequestMapping("/counter/payments")
class CounterPaymentPages {
    private static final Set<String> READERS = Set.of("finance-ar", "tresorerie");
    private static final Set<String> OFFICE = Set.of("finance-ar");
    /** What a person may ask for: a second one approves it, or nothing is due. What the table gives back by itself, the application finds by itself. */
    private static final List<Situation> ASKABLE = List.of(Situation.CITY_ERROR, Situation.NOT_DELIVERED, Situation.WRONG_PROPERTY_BEFORE_PRODUCTION,
            Situation.PRODUCED, Situation.REFUSED_FOR_LEGAL_REASON, Situation.STUDY_FEE, Situation.NOTICE_NOT_PUBLISHED);
    private static final int DAYS_SHOWN = 30;
    private static final int MOST_DAYS = 400;
    private static final String END = "\r\n";

    private final JdbcClient db;
    private final Clock clock;
    private final CaseFiles caseFiles;
    private final ServiceSource services;
    private final Payments payments;
    private final Ledger ledger;
    private final Refunds refunds;
    private final Disputes disputes;
    private final Differences differences;
    private final PaymentFigures figures;
    private final PaymentViews views;
    private final Words words;

    CounterPaymentPages(JdbcClient db, Clock clock, CaseFiles caseFiles, ServiceSource services, Payments payments, Ledger ledger, Refunds refunds, Disputes disputes,
                        Differences differences, PaymentFigures figures, PaymentViews views, Words words) {
        this.db = db;
        this.clock = clock;
        this.caseFiles = caseFiles;
        this.services = services;
        this.payments = payments;
        this.ledger = ledger;
        this.refunds = refunds;
        this.disputes = disputes;
        this.differences = differences;
        this.figures = figures;
        this.views = views;
        this.words = words;
    }

    record DayLine(PaymentFigures.Day day, String name) {
    }

    record Step(int attempt, Instant at, String event, String from, String to, String knownFrom) {
    }

    @GetMapping({"", "/"})
    ModelAndView list(@RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
                      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to, @AuthenticationPrincipal StaffMember staff, Locale locale) {
        reads(staff);
        LocalDate last = to == null ? today() : to;
        LocalDate first = first(from, last);
        var days = figures.days(first, last).stream().map(day -> new DayLine(day, name(day.service(), day.word(), locale))).toList();
        return new ModelAndView("counter/payments").addObject("days", days).addObject("from", first).addObject("to", last).addObject("orders", figures.orders(last))
                .addObject("differences", differences.open());
    }

    /** Every movement, for the treasury: amounts as in a spreadsheet, no person. */
    @GetMapping("/movements.csv")
    ResponseEntity<byte[]> csv(@RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
                               @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to, @AuthenticationPrincipal StaffMember staff) {
        reads(staff);
        LocalDate last = to == null ? today() : to;
        LocalDate first = first(from, last);
        String rows = figures.movements(first, last).stream().map(this::row).collect(Collectors.joining());
        byte[] file = ("\uFEFFday;time;kind;order;case;service;line;amount;gst;qst;reference;reconciled" + END + rows).getBytes(StandardCharsets.UTF_8);
        return ResponseEntity.ok().contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename("payments-%s-%s.csv".formatted(first, last)).build().toString())
                .cacheControl(CacheControl.noStore()).body(file);
    }

    private String row(PaymentFigures.Movement line) {
        var at = line.at().atZone(BusinessCalendar.ZONE);
        return String.join(";", at.toLocalDate().toString(), "%02d:%02d:%02d".formatted(at.getHour(), at.getMinute(), at.getSecond()), line.kind(), line.order(), line.caseNumber(), line.service(),
                line.word(), dollars(line.cents()), dollars(line.gstCents()), dollars(line.qstCents()), line.reference() == null ? "" : line.reference(), line.reconciled() ? "yes" : "no") + END;
    }

    private static String dollars(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }

    @GetMapping("/{number}")
    ModelAndView order(@PathVariable String number, @AuthenticationPrincipal StaffMember staff, Locale locale) {
        return page(find(number, staff), staff, locale, HttpStatus.OK);
    }

    @PostMapping("/{number}/refunds")
    ModelAndView askRefund(@PathVariable String number, @RequestParam Situation situation, @RequestParam(defaultValue = "") List<Integer> lines, @RequestParam UUID formKey,
                           @AuthenticationPrincipal StaffMember staff, Locale locale) {
        PaymentOrder order = find(number, staff);
        if (!staff.changes(OFFICE)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        if (!ASKABLE.contains(situation)) throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        if (lines.isEmpty()) return page(order, staff, locale, HttpStatus.UNPROCESSABLE_ENTITY).addObject("error", "payments.refund.noLine").addObject("errorField", "lines").addObject("asked", situation);
        try {
            payments.askRefund(order.number(), lines, situation, staff.id(), "page " + formKey);
        } catch (PaidLines.DeliveredException e) {
            return page(order, staff, locale, HttpStatus.CONFLICT).addObject("error", "payments.refund.delivered").addObject("errorField", "lines").addObject("asked", situation);
        } catch (IllegalStateException e) {
            return page(order, staff, locale, HttpStatus.CONFLICT).addObject("error", "payments.refund.tooLate").addObject("errorField", "lines").addObject("asked", situation);
        }
        return new ModelAndView("redirect:/counter/payments/" + order.number() + "?asked");
    }

    @PostMapping("/{number}/debts")
    String debtPaid(@PathVariable String number, @RequestParam String dispute, @AuthenticationPrincipal StaffMember staff) {
        PaymentOrder order = find(number, staff);
        if (!staff.changes(OFFICE)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        disputes.debtPaid(order.number(), dispute);
        return "redirect:/counter/payments/" + order.number() + "?debtPaid";
    }

    private ModelAndView page(PaymentOrder order, StaffMember staff, Locale locale, HttpStatus status) {
        CaseFile file = caseFiles.find(new CaseNumber(order.caseNumber())).orElseThrow();
        var steps = db.sql("select attempt, at, event, from_state, to_state, known_from from payment_step where order_number = :order order by id").param("order", order.number())
                .query((row, i) -> new Step(row.getInt(1), row.getTimestamp(2).toInstant(), row.getString(3), row.getString(4), row.getString(5), row.getString(6))).list();
        var open = refunds.openLines(order.number());
        boolean mayAsk = staff.changes(OFFICE) && order.isPaid() && !open.isEmpty();
        return new ModelAndView("counter/payment", status).addObject("view", views.of(order, file, Language.of(locale), false, false)).addObject("attempts", ledger.attempts(order.number()))
                .addObject("steps", steps).addObject("refunds", refunds.of(order.number())).addObject("disputes", disputes.of(order.number())).addObject("differences", differences.of(order.number()))
                .addObject("situations", ASKABLE).addObject("openLines", open).addObject("mayAsk", mayAsk).addObject("mayChange", staff.changes(OFFICE))
                .addObject("finance", staff.reads(READERS)).addObject("readsCase", staff.reads(offices(file.service()))).addObject("owes", file.residentId() != null && payments.owes(file.residentId())).addObject("formKey", UUID.randomUUID())
                .addObject("error", null).addObject("errorField", null).addObject("asked", null);
    }

    /** An order that is unknown or another office's does not exist. */
    private PaymentOrder find(String number, StaffMember staff) {
        PaymentOrder order = payments.find(number).orElseThrow(PayPages::notFound);
        String service = caseFiles.find(new CaseNumber(order.caseNumber())).orElseThrow().service();
        if (!staff.reads(READERS) && !staff.reads(offices(service))) throw PayPages.notFound();
        return order;
    }

    private Set<String> offices(String service) {
        return services.declared().stream().filter(declared -> declared.id().equals(service)).findFirst().map(DeclaredService::offices).orElse(Set.of());
    }

    private String name(String service, String word, Locale locale) {
        var list = words.of(service, Language.of(locale));
        return list.get("service.name") + " – " + (word.isEmpty() ? list.get("payment.surplus") : list.find(word).orElse(word));
    }

    private LocalDate first(LocalDate from, LocalDate last) {
        LocalDate first = from == null || from.isAfter(last) ? last.minusDays(DAYS_SHOWN - 1) : from;
        return first.isBefore(last.minusDays(MOST_DAYS)) ? last.minusDays(MOST_DAYS) : first;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE);
    }

    private static void reads(StaffMember staff) {
        if (!staff.reads(READERS)) throw PayPages.notFound();
    }
}
