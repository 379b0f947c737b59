package ca.laval.mondossier.funding;

import ca.laval.mondossier.casefile.CaseProcesses;
import ca.laval.mondossier.funding.process.AgreementProcess;
import ca.laval.mondossier.funding.process.EnvelopeProcess;
import ca.laval.mondossier.funding.process.InstalmentProcess;
import ca.laval.mondossier.staff.StaffMember;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * What staff tells a running envelope or agreement beside its tasks: a funder takes something back, an organisation is dissolved (social
 * development), a funder's money has arrived (treasury); and the new account that somebody calls back about.
 */
@Controller
@RequestMapping("/counter/funding/{number}")
class FundingActions {
    static final Set<String> OFFICES = Set.of("developpement-social");
    static final Set<String> TREASURY = Set.of("tresorerie");
    static final Set<String> CALLING_BACK = Set.of("developpement-social", "tresorerie");

    private final Envelopes envelopes;
    private final Agreements agreements;
    private final Commitments commitments;
    private final Amendments amendments;
    private final BankAccounts accounts;
    private final CaseProcesses processes;
    private final Clock clock;

    FundingActions(Envelopes envelopes, Agreements agreements, Commitments commitments, Amendments amendments, BankAccounts accounts, CaseProcesses processes,
                   Clock clock) {
        this.envelopes = envelopes;
        this.agreements = agreements;
        this.commitments = commitments;
        this.amendments = amendments;
        this.accounts = accounts;
        this.processes = processes;
        this.clock = clock;
    }

    @GetMapping("/reduce")
    String reduce(@PathVariable String number, @AuthenticationPrincipal StaffMember staff, Model model) {
        return reduction(envelope(number, staff), "", "", null, 0, model);
    }

    @PostMapping("/reduce")
    String reduce(@PathVariable String number, @RequestParam(defaultValue = "") String funder, @RequestParam(defaultValue = "") String amount, @AuthenticationPrincipal StaffMember staff, Model model,
                  HttpServletResponse response) {
        Envelope envelope = envelope(number, staff);
        Optional<Long> cents = EnvelopeReader.amount(amount);
        boolean known = commitments.find(number, funder).isPresent();
        long unpaid = known ? amendments.unpaid(number, funder) : 0;
        boolean waits = processes.awaitedMessages(number).contains(EnvelopeProcess.FUNDER_REDUCED);
        String wrong = !known ? "funder" : cents.isEmpty() || cents.get() <= 0 ? "amount" : cents.get() > unpaid ? "unpaid" : waits ? null : "late";
        if (wrong != null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return reduction(envelope, funder, amount, wrong, unpaid, model);
        }
        processes.correlate(EnvelopeProcess.FUNDER_REDUCED, number, Map.of(EnvelopeProcess.REDUCED_FUNDER.name(), funder, EnvelopeProcess.REDUCTION_CENTS.name(), cents.orElseThrow()));
        return "redirect:/counter/cases/" + number;
    }

    private String reduction(Envelope envelope, String funder, String amount, String wrong, long unpaid, Model model) {
        model.addAttribute("envelope", envelope);
        model.addAttribute("funders", commitments.of(envelope.number()));
        model.addAttribute("funder", funder);
        model.addAttribute("amount", amount);
        model.addAttribute("wrong", wrong);
        model.addAttribute("unpaid", unpaid);
        return "counter/funding-reduce";
    }

    /** What whoever calls back about a new account compares with what the organisation says. */
    @GetMapping("/account")
    String account(@PathVariable String number, @AuthenticationPrincipal StaffMember staff, Model model) {
        model.addAttribute("agreement", agreements.find(number).filter(found -> staff.changes(CALLING_BACK)).orElseThrow(FundingActions::notFound));
        model.addAttribute("compared", accounts.compared(number).orElse(null));
        return "counter/funding-account";
    }

    @GetMapping("/dissolve")
    String dissolve(@PathVariable String number, @AuthenticationPrincipal StaffMember staff, Model model) {
        return dissolution(agreement(number, staff), false, model);
    }

    @PostMapping("/dissolve")
    String dissolve(@PathVariable String number, @AuthenticationPrincipal StaffMember staff, Model model, HttpServletResponse response) {
        Agreement agreement = agreement(number, staff);
        if (!processes.awaitedMessages(number).contains(AgreementProcess.ORGANISATION_DISSOLVED)) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return dissolution(agreement, true, model);
        }
        processes.correlate(AgreementProcess.ORGANISATION_DISSOLVED, number);
        return "redirect:/counter/cases/" + number;
    }

    private static String dissolution(Agreement agreement, boolean late, Model model) {
        model.addAttribute("agreement", agreement);
        model.addAttribute("late", late);
        return "counter/funding-dissolve";
    }

    /** What was typed about money that arrived. */
    record Receipt(String funder, String amount, String on, String reference) {
    }

    @GetMapping("/receipt")
    String receipt(@PathVariable String number, @AuthenticationPrincipal StaffMember staff, Model model) {
        return receipt(envelope(number, staff, TREASURY), new Receipt("", "", LocalDate.now(clock).toString(), ""), null, model);
    }

    @PostMapping("/receipt")
    @Transactional
    public String receipt(@PathVariable String number, @ModelAttribute Receipt receipt, @AuthenticationPrincipal StaffMember staff, Model model, HttpServletResponse response) {
        Envelope envelope = envelope(number, staff, TREASURY);
        Optional<Long> cents = EnvelopeReader.amount(Objects.toString(receipt.amount(), ""));
        Optional<Funder> funder = commitments.find(number, receipt.funder()).filter(known -> !known.isCity());
        Optional<LocalDate> on = day(receipt.on());
        String wrong = funder.isEmpty() ? "funder" : cents.isEmpty() || cents.get() <= 0 ? "amount" : cents.get() > funder.get().committedCents() - funder.get().receivedCents() ? "tooMuch"
                : on.isEmpty() ? "day" : Objects.toString(receipt.reference(), "").isBlank() ? "reference" : null;
        if (wrong == null && !commitments.receive(number, receipt.funder(), cents.orElseThrow(), on.orElseThrow(), number + "/" + receipt.reference().strip(), staff.id())) wrong = "twice";
        if (wrong != null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return receipt(envelope, receipt, wrong, model);
        }
        // An instalment that waits for the money looks again now, not next week.
        agreements.of(number).stream().map(Agreement::number).filter(agreement -> processes.awaitedMessages(agreement).contains(InstalmentProcess.SITUATION_CHANGED))
                .forEach(agreement -> processes.correlate(InstalmentProcess.SITUATION_CHANGED, agreement));
        return "redirect:/counter/funding/" + number;
    }

    private String receipt(Envelope envelope, Receipt receipt, String wrong, Model model) {
        model.addAttribute("envelope", envelope);
        model.addAttribute("funders", commitments.of(envelope.number()).stream().filter(funder -> !funder.isCity()).toList());
        model.addAttribute("receipt", receipt);
        model.addAttribute("wrong", wrong);
        return "counter/funding-receipt";
    }

    /** Of the past or today. */
    private Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(Objects.toString(text, ""))).filter(day -> !day.isAfter(LocalDate.now(clock)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Envelope envelope(String number, StaffMember staff) {
        return envelope(number, staff, OFFICES);
    }

    private Envelope envelope(String number, StaffMember staff, Set<String> changing) {
        return envelopes.find(number).filter(found -> staff.changes(changing)).orElseThrow(FundingActions::notFound);
    }

    private Agreement agreement(String number, StaffMember staff) {
        return agreements.find(number).filter(found -> staff.changes(OFFICES)).orElseThrow(FundingActions::notFound);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
