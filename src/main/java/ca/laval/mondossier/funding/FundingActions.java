package ca.laval.mondossier.funding;

import ca.laval.mondossier.casefile.CaseProcesses;
import ca.laval.mondossier.funding.process.AgreementProcess;
import ca.laval.mondossier.funding.process.EnvelopeProcess;
import ca.laval.mondossier.staff.StaffMember;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What social development tells a running envelope or agreement beside its tasks: a funder takes something back, an organisation is dissolved. */
@Controller
@RequestMapping("/counter/funding/{number}")
class FundingActions {
    static final Set<String> OFFICES = Set.of("developpement-social");

    private final Envelopes envelopes;
    private final Agreements agreements;
    private final Commitments commitments;
    private final Amendments amendments;
    private final CaseProcesses processes;

    FundingActions(Envelopes envelopes, Agreements agreements, Commitments commitments, Amendments amendments, CaseProcesses processes) {
        this.envelopes = envelopes;
        this.agreements = agreements;
        this.commitments = commitments;
        this.amendments = amendments;
        this.processes = processes;
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

    private Envelope envelope(String number, StaffMember staff) {
        return envelopes.find(number).filter(found -> staff.changes(OFFICES)).orElseThrow(FundingActions::notFound);
    }

    private Agreement agreement(String number, StaffMember staff) {
        return agreements.find(number).filter(found -> staff.changes(OFFICES)).orElseThrow(FundingActions::notFound);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
