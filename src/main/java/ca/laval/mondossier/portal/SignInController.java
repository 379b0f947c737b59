package ca.laval.mondossier.portal;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;

/** The pages around the one-time link; asking for it and using it are {@link PortalSecurity}'s. */
@Controller
class SignInController {
    private final SignInLinks links;
    private final boolean demo;
    private final Duration session;

    SignInController(SignInLinks links, Environment environment, @Value("${server.servlet.session.timeout}") Duration session) {
        this.links = links;
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
        this.session = session;
    }

    @GetMapping("/sign-in")
    String ask(Model model, @RequestParam(required = false) String expired, @RequestParam(required = false) String required,
               @RequestParam(name = "signed-out", required = false) String signedOut, @RequestParam(required = false) String link) {
        model.addAttribute("notice", expired != null ? "expired" : required != null ? "required" : signedOut != null ? "signedOut"
                : link != null ? "link.dead" : null);
        model.addAttribute("minutes", session.toMinutes());
        return "portal/sign-in";
    }

    /** Reached only when the form holds no good address. */
    @PostMapping("/sign-in")
    ModelAndView askAgain(@RequestParam(defaultValue = "") String email) {
        return new ModelAndView("portal/sign-in", HttpStatus.UNPROCESSABLE_ENTITY).addObject("email", email.length() > 254 ? "" : email).addObject("wrong", true);
    }

    @GetMapping("/sign-in/sent")
    String sent(Model model) {
        model.addAttribute("demo", demo);
        return "portal/sign-in-sent";
    }

    /** Only shows a button: mail scanners open links, people press buttons. */
    @GetMapping("/sign-in/link")
    ModelAndView confirm(@RequestParam(required = false) String token) {
        return links.works(token) ? new ModelAndView("portal/sign-in-confirm", "token", token)
                : new ModelAndView("portal/sign-in", HttpStatusCode.valueOf(410)).addObject("notice", "link.dead").addObject("minutes", session.toMinutes());
    }

    /** Keeps the session alive while somebody is still there. */
    @GetMapping("/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @ResponseBody
    void extend() {
    }
}
