package ca.laval.mondossier.payment;

import ca.laval.mondossier.SettingsProblem;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Public self-service terminals. A card typed there would take the city out of the card industry's simplest scope (domain.md, section 3.1), so
 * people pay on a phone of their own. A terminal is known by its browser's name, or by a cookie that its page `/payments/terminal/on` sets.
 */
@Component
class Terminals {
    static final String COOKIE = "mondossier-terminal";

    private final Pattern browsers;

    Terminals(@Value("${mondossier.terminals}") String browsers) {
        try {
            this.browsers = browsers.isBlank() ? null : Pattern.compile(browsers);
        } catch (PatternSyntaxException e) {
            throw new SettingsProblem("The pattern of terminals cannot be read: correct MONDOSSIER_TERMINALS");
        }
    }

    boolean isOne(HttpServletRequest request) {
        String browser = request.getHeader("User-Agent");
        boolean named = browsers != null && browser != null && browser.length() < 500 && browsers.matcher(browser).find();
        return named || request.getCookies() != null && Arrays.stream(request.getCookies()).map(Cookie::getName).anyMatch(COOKIE::equals);
    }
}
