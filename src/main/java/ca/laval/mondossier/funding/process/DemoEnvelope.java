package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.calendar.BusinessCalendar;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The envelope of $556,165 as the demonstration proposes it (domain.md, section 5.2): organisations that exist, numbers and addresses that do not. */
@Component
@Profile("demo")
class DemoEnvelope {
    private final Clock clock;

    DemoEnvelope(Clock clock) {
        this.clock = clock;
    }

    /** By field of the form; only the task itself sees it. */
    Map<String, Object> fields() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE);
        int year = today.getMonthValue() < 4 ? today.getYear() - 1 : today.getYear();
        return Map.of("title", "Aînés et santé mentale, " + year + "-" + (year + 1),
                "purpose", "Répondre aux besoins des personnes aînées et offrir des services en santé mentale à la population d’expression anglaise.",
                "fiscalYearStart", LocalDate.of(year, 4, 1).toString(), "total", "556165.00",
                "funders", """
                        VILLE; Ville de Laval; tresorerie@laval.example; 40 %
                        MAMH; Ministère des Affaires municipales; mamh@quebec.example; 35 %
                        CISSS; CISSS de Laval; cisss@laval.example; 25 %""",
                "organisations", """
                        1140000003; Table régionale de concertation des aînés de Laval; trcal@organisme.example; 56 %; Besoins des personnes aînées
                        1140000011; Association lavalloise de parents et amis pour le bien-être mental; alpabem@organisme.example; 44 %; Santé mentale, services en anglais""",
                "plan", "50/40/10");
    }
}
