package ca.laval.mondossier.funding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The public register of what was granted to organisations, from the resolution on. Organisations and amounts; nobody's name or address. */
@Controller
class RegisterPage {
    private final FundingFigures figures;

    RegisterPage(FundingFigures figures) {
        this.figures = figures;
    }

    @GetMapping("/funding")
    String register(Model model) {
        Map<String, List<FundingFigures.Granted>> envelopes = figures.register().stream().collect(Collectors.groupingBy(FundingFigures.Granted::envelope, LinkedHashMap::new, Collectors.toList()));
        model.addAttribute("envelopes", envelopes.values());
        model.addAttribute("givers", envelopes.keySet().stream().collect(Collectors.toMap(number -> number, figures::giverNames)));
        return "portal/funding";
    }
}
