package ca.laval.mondossier.portal;

import ca.laval.mondossier.catalogue.Language;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the layout needs on every page: where the visitor is, who they are, how long their session lasts, how to write dates. */
@ControllerAdvice
class PageModel {
    private final PageLanguage language;
    private final Duration session;

    PageModel(PageLanguage language, @Value("${server.servlet.session.timeout}") Duration session) {
        this.language = language;
        this.session = session;
    }

    @ModelAttribute
    void fill(Model model, HttpServletRequest request, @AuthenticationPrincipal Object principal) {
        Language spoken = language.of(request);
        String path = StaffPaths.path(request);
        model.addAttribute("language", spoken);
        model.addAttribute("write", new Writing(spoken));
        model.addAttribute("path", path);
        model.addAttribute("here", request.getQueryString() == null || !"GET".equals(request.getMethod()) ? path : path + "?" + request.getQueryString());
        model.addAttribute("resident", principal instanceof Resident resident ? resident : null);
        model.addAttribute("sessionSeconds", session.toSeconds());
    }
}
