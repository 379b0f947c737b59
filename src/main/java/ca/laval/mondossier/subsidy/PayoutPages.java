package ca.laval.mondossier.subsidy;

import ca.laval.mondossier.casefile.CaseProcesses;
import ca.laval.mondossier.staff.StaffMember;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** Payout batches for accounts payable: what leaves, the file for the bank, the bank's answer. An auditor reads; for others there is nothing here. */
@Controller
@RequestMapping("/counter/payouts")
class PayoutPages {
    private static final Set<String> OFFICE = Set.of("finance-ap");
    /** The treasury approves as second person what pays agreements. */
    private static final Set<String> READERS = Set.of("finance-ap", "tresorerie");
    private static final int LONGEST_FILE = 5_000_000;

    private static final int LINES_PER_PAGE = 50;

    private final SubsidyPayouts payouts;
    private final PayoutChanges changes;
    private final SubsidyCheques cheques;
    private final CaseProcesses processes;

    PayoutPages(SubsidyPayouts payouts, PayoutChanges changes, SubsidyCheques cheques, CaseProcesses processes) {
        this.payouts = payouts;
        this.changes = changes;
        this.cheques = cheques;
        this.processes = processes;
    }

    /** @param account the end of its number; empty for a cheque */
    record Line(Payout payout, PayoutChanges.Change change, Long beforeCents, String account) {
    }

    /** A choice of lines on the page of a batch. @param change null for the whole batch */
    record Choice(PayoutChanges.Change change, int lines, boolean shown) {

        /** In the word files. */
        public String word() {
            return change == null ? "ALL" : change.name();
        }
    }

    @GetMapping
    String list(@AuthenticationPrincipal StaffMember staff, Model model) {
        reads(staff);
        model.addAttribute("batches", payouts.batches());
        model.addAttribute("mayChange", staff.changes(OFFICE));
        return "counter/payouts";
    }

    /** Does not wait for Monday; what is due is in one batch only, however often somebody asks. */
    @PostMapping
    String collect(@AuthenticationPrincipal StaffMember staff) {
        changes(staff);
        processes.start("subsidy-payout", payouts.nextNumber(), Map.of());
        return "redirect:/counter/payouts?asked";
    }

    @GetMapping("/{number}")
    ModelAndView batch(@PathVariable String number, @RequestParam(required = false) PayoutChanges.Change change, @RequestParam(defaultValue = "1") int page,
                       @AuthenticationPrincipal StaffMember staff) {
        reads(staff);
        return page(number, change, page, staff, HttpStatus.OK);
    }

    @GetMapping("/{number}/file")
    ResponseEntity<byte[]> file(@PathVariable String number, @AuthenticationPrincipal StaffMember staff) {
        changes(staff);
        return ResponseEntity.ok().contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(number + ".csv").build().toString())
                .cacheControl(CacheControl.noStore()).body(payouts.file(number).orElseThrow(PayoutPages::notFound));
    }

    @PostMapping(path = "/{number}/answer", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ModelAndView answer(@PathVariable String number, @RequestParam(required = false) MultipartFile file, @AuthenticationPrincipal StaffMember staff) throws IOException {
        changes(staff);
        byte[] content = file == null ? new byte[0] : file.getBytes();
        try {
            payouts.answer(number, content.length > LONGEST_FILE ? "" : new String(content, StandardCharsets.UTF_8));
            return new ModelAndView("redirect:/counter/payouts/" + number + "?answered");
        } catch (ReturnFileRefused e) {
            return page(number, null, 1, staff, HttpStatus.UNPROCESSABLE_ENTITY).addObject("problems", e.problems().stream().limit(50).toList());
        }
    }

    @PostMapping("/{number}/cheques")
    String cheque(@PathVariable String number, @RequestParam String reference, @AuthenticationPrincipal StaffMember staff) {
        changes(staff);
        payouts.chequeIssued(number, reference);
        return "redirect:/counter/payouts/" + number + "?answered";
    }

    /** A mark that no longer fits, because the cheque was stopped, changes nothing, and the page says so. @param undo takes the mark back */
    @PostMapping("/{number}/cashed")
    String cashed(@PathVariable String number, @RequestParam String reference, @RequestParam(defaultValue = "false") boolean undo, @RequestParam(defaultValue = "") String change,
                  @RequestParam(defaultValue = "1") int page, @AuthenticationPrincipal StaffMember staff) {
        changes(staff);
        boolean done = payouts.lines(number).stream().filter(line -> line.reference().equals(reference))
                .anyMatch(line -> undo ? cheques.notCashed(line.caseNumber(), line.attempt()) : cheques.cashed(line.caseNumber(), line.attempt(), staff.id()));
        return "redirect:" + UriComponentsBuilder.fromPath("/counter/payouts/{number}").queryParam(done ? "answered" : "stays").queryParam("change", change).queryParam("page", page)
                .build(number);
    }

    private ModelAndView page(String number, PayoutChanges.Change change, int page, StaffMember staff, HttpStatus status) {
        PayoutBatch batch = payouts.batch(number).orElseThrow(PayoutPages::notFound);
        var counts = changes.counts(number);
        int all = change == null ? batch.lines() : counts.get(change);
        int pages = Math.max(1, (all + LINES_PER_PAGE - 1) / LINES_PER_PAGE);
        int shown = Math.max(1, Math.min(page, pages));
        List<Line> lines = changes.lines(number, change, (shown - 1) * LINES_PER_PAGE, LINES_PER_PAGE).stream()
                .map(line -> new Line(line.payout(), line.change(), line.beforeCents(), payouts.account(line.payout()))).toList();
        var choices = Stream.concat(Stream.of(new Choice(null, batch.lines(), change == null)),
                counts.entrySet().stream().map(kind -> new Choice(kind.getKey(), kind.getValue(), kind.getKey() == change))).toList();
        return new ModelAndView("counter/payout", status).addObject("batch", batch).addObject("lines", lines).addObject("before", payouts.before(number).orElse(null))
                .addObject("choices", choices).addObject("change", change).addObject("page", shown).addObject("pages", pages).addObject("mayChange", staff.changes(OFFICE));
    }

    private static void reads(StaffMember staff) {
        if (!staff.reads(READERS)) throw notFound();
    }

    private static void changes(StaffMember staff) {
        reads(staff);
        if (!staff.changes(OFFICE)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
