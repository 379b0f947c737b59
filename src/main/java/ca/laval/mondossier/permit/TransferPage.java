package ca.laval.mondossier.permit;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.CaseOffer;
import ca.laval.mondossier.staff.StaffMember;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
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

/** A property was sold: the application, or the permit, goes over to the new owner. Only who the city writes to changes; the engine sees nothing of it. */
@Controller
@RequestMapping("/counter/permits/{number}/transfer")
class TransferPage implements CaseOffer {
    private static final Set<String> OFFICES = Set.of("permis-intake", "permis-analyst", "permis-chief");

    private final CaseFiles caseFiles;

    TransferPage(CaseFiles caseFiles) {
        this.caseFiles = caseFiles;
    }

    /** On the counter's page of a permit's case. */
    @Override
    public List<Offer> of(CaseFile file, boolean staff) {
        return staff && file.service().equals("permit-application") ? List.of(new Offer("transfer.offer", List.of(), "/counter/permits/" + file.number() + "/transfer", false, false, OFFICES)) : List.of();
    }

    @GetMapping
    String page(@PathVariable String number, @AuthenticationPrincipal StaffMember staff, Model model) {
        return show(find(number, staff), "", "", null, model);
    }

    @PostMapping
    String transfer(@PathVariable String number, @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String email, @AuthenticationPrincipal StaffMember staff,
                    Model model, HttpServletResponse response) {
        CaseFile file = find(number, staff);
        String wrong = name.strip().length() < 2 || name.length() > 120 ? "name" : email.length() > 254 || !email.strip().matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+") ? "email" : null;
        if (wrong != null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return show(file, name, email, wrong, model);
        }
        caseFiles.transfer(new CaseNumber(file.number()), name, email, staff.id());
        return "redirect:/counter/cases/" + file.number();
    }

    private static String show(CaseFile file, String name, String email, String wrong, Model model) {
        model.addAttribute("file", file);
        model.addAttribute("name", name);
        model.addAttribute("email", email);
        model.addAttribute("wrong", wrong);
        return "counter/transfer";
    }

    private CaseFile find(String number, StaffMember staff) {
        CaseFile file = CaseNumber.parse(number).flatMap(caseFiles::find).filter(found -> found.service().equals("permit-application")).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!staff.changes(OFFICES)) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        return file;
    }
}
