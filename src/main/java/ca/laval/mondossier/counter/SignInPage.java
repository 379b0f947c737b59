package ca.laval.mondossier.counter;

import ca.laval.mondossier.staff.StaffMember;
import java.util.regex.Pattern;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Tells staff who are not signed in to do so in Tasklist, and brings them back to where they wanted to go. */
@Controller
class SignInPage {
    private static final Pattern COUNTER_PATH = Pattern.compile("/counter(?:/[A-Za-z0-9-]+)*");

    @GetMapping("/counter/sign-in")
    String signIn(@RequestParam(defaultValue = "/counter") String from, @AuthenticationPrincipal Object principal, Model model) {
        String target = COUNTER_PATH.matcher(from).matches() && !from.equals("/counter/sign-in") ? from : "/counter";
        if (principal instanceof StaffMember) return "redirect:" + target;
        model.addAttribute("from", target);
        return "counter/sign-in";
    }
}
