package ca.laval.mondossier.portal;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Set;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** Whatever goes wrong, in the visitor's language, with a way onward; a small JSON for programs. Never a stack trace. */
@Controller
@RequestMapping("${server.error.path:${error.path:/error}}")
class ErrorPages implements ErrorController {
    /** Set on a request whose form token was missing or old. */
    static final String STALE = ErrorPages.class.getName() + ".stale";

    /** Set on a request that brought the asset list of devices, which may be longer than other files. */
    static final String LIST = ErrorPages.class.getName() + ".list";

    private static final Set<Integer> EXPLAINED = Set.of(400, 401, 403, 404, 405, 406, 409, 410, 413, 415, 422, 429, 500, 503);

    /** What a program gets. */
    record Problem(int status, String error) {
    }

    private final PageLanguage language;
    private final MessageSource words;

    ErrorPages(PageLanguage language, MessageSource words) {
        this.language = language;
        this.words = words;
    }

    @RequestMapping
    Object page(HttpServletRequest request, HttpServletResponse response, Model model) {
        int status = status(request);
        String code = code(request, status);
        if (wantsJson(request)) {
            String title = words.getMessage("error." + code + ".title", null, language.resolveLocale(request));
            return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(new Problem(status, title));
        }
        response.setStatus(status);
        model.addAttribute("status", status);
        model.addAttribute("code", code);
        model.addAttribute("back", wayBack(request, status));
        return "error/page";
    }

    /** A program says that it reads JSON and no HTML; whoever says nothing gets the page. */
    private static boolean wantsJson(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("json") && !accept.contains("text/html");
    }

    private static int status(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? status : 404;
    }

    private static String code(HttpServletRequest request, int status) {
        if (request.getAttribute(STALE) != null) return "stale";
        if (status == 413 && request.getAttribute(LIST) != null) return "list";
        return EXPLAINED.contains(status) ? String.valueOf(status) : status < 500 ? "400" : "500";
    }

    /** The page that the refused form stood on, when it was one of ours. */
    private static String wayBack(HttpServletRequest request, int status) {
        String referrer = request.getHeader("Referer");
        if (referrer == null || status == 404) return null;
        try {
            URI from = URI.create(referrer);
            return request.getServerName().equals(from.getHost()) ? LocalPath.orHome(from.getRawPath()) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
