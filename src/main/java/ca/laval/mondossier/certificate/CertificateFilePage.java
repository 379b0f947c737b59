package ca.laval.mondossier.certificate;

import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.portal.Resident;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The lines of an order for who ordered: what is ready, in preparation, not issued and why. Nobody else's order exists. */
@Controller
class CertificateFilePage {
    private final CaseFiles caseFiles;
    private final CertificateDocuments orders;

    CertificateFilePage(CaseFiles caseFiles, CertificateDocuments orders) {
        this.caseFiles = caseFiles;
        this.orders = orders;
    }

    @GetMapping("/files/{number}/certificates")
    ModelAndView order(@PathVariable String number, @AuthenticationPrincipal Resident resident) {
        var file = CaseNumber.parse(number).flatMap(valid -> caseFiles.findOf(resident.id(), valid)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return new ModelAndView("portal/certificates", "order", orders.view(file));
    }
}
