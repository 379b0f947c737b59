package ca.laval.mondossier.portal;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.catalogue.Language;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/**
 * The language of a page: French, or English for people who declared that they may have it and did not switch back. It is never guessed
 * from a name, a browser or an address. The counter speaks the staff's language.
 */
@Component("localeResolver")
class PageLanguage implements LocaleResolver {
    private static final String ATTESTATION = PageLanguage.class.getName() + ".attestation";
    private static final String CHOSEN = PageLanguage.class.getName() + ".chosen";

    private final Clock clock;
    private final Language staffLanguage;

    PageLanguage(Clock clock, @Value("${mondossier.staff-language}") String staffLanguage) {
        this.clock = clock;
        this.staffLanguage = Language.of(staffLanguage);
    }

    Language of(HttpServletRequest request) {
        if (StaffPaths.matches(request)) return staffLanguage;
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(CHOSEN) != Language.FR && attestation(session) != null ? Language.EN : Language.FR;
    }

    /** The declaration that holds today in this session; null without one. */
    Attestation attestation(HttpSession session) {
        if (session == null) return null;
        var attestation = (Attestation) session.getAttribute(ATTESTATION);
        return attestation != null && attestation.holdsOn(LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE)) ? attestation : null;
    }

    void attest(HttpSession session, Attestation attestation) {
        session.setAttribute(ATTESTATION, attestation);
        choose(session, Language.EN);
    }

    void choose(HttpSession session, Language language) {
        session.setAttribute(CHOSEN, language);
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return of(request).locale();
    }

    @Override
    public void setLocale(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        throw new UnsupportedOperationException("A language is chosen on the portal's pages");
    }
}
