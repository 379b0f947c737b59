package ca.laval.mondossier.permit;

import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.staff.StaffMember;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ResponseStatusException;

/** The permits for their management: in progress by step and age, waiting for whom, and the promise of each type; also as CSV. */
@Controller
class PermitPages {
    private static final Set<String> READERS = Set.of("permis-chief");
    private static final String TYPE = "permit-application.start.type.option.";

    private final PermitFigures figures;
    private final Words words;

    PermitPages(PermitFigures figures, Words words) {
        this.figures = figures;
        this.words = words;
    }

    @GetMapping("/counter/permits")
    String page(@AuthenticationPrincipal StaffMember staff, @ModelAttribute("language") Language language, Model model) {
        check(staff);
        List<PermitFigures.Open> open = figures.open();
        UnaryOperator<String> name = type -> words.of("permit-application", language).find(TYPE + type).orElse(type);
        model.addAttribute("open", open);
        model.addAttribute("steps", PermitFigures.steps(open));
        model.addAttribute("promises", figures.promises(open));
        model.addAttribute("late", open.stream().filter(PermitFigures.Open::late).toList());
        model.addAttribute("name", name);
        return "counter/permits";
    }

    @GetMapping("/counter/permits.csv")
    ResponseEntity<byte[]> csv(@AuthenticationPrincipal StaffMember staff) {
        check(staff);
        String lines = figures.open().stream().map(one -> "%s;%s;%s;%s;%d;%s;%s;%s\r\n".formatted(one.caseNumber(), one.type(), one.step(), one.receivedOn(), one.age(),
                one.expectedOn() == null ? "" : one.expectedOn(), one.late() ? "yes" : "no", one.turn())).collect(Collectors.joining());
        return ResponseEntity.ok().contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename("permits.csv").build().toString())
                .body(("case;type;step;received;age_business_days;expected;late;waiting_for\r\n" + lines).getBytes(StandardCharsets.UTF_8));
    }

    private static void check(StaffMember staff) {
        if (!staff.reads(READERS)) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
