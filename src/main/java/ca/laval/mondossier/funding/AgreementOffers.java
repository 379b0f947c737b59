package ca.laval.mondossier.funding;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseOffer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** On the page of a file: the organisation's agreement, and what staff may start beside the tasks. */
@Component
class AgreementOffers implements CaseOffer {
    private final AgreementDesk desk;
    private final Clock clock;

    AgreementOffers(AgreementDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public List<Offer> of(CaseFile file, boolean staff) {
        return switch (file.service()) {
            case "funding-agreement" -> List.of(staff ? new Offer("agreement.dissolve.offer", List.of(), "/counter/funding/" + file.number() + "/dissolve", false, false, FundingActions.OFFICES)
                    : new Offer("agreement.offer", List.of(), "/files/" + file.number() + "/agreement", desk.view(file.number(), LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE)).isExpected()));
            case "community-funding" -> staff ? List.of(new Offer("agreement.reduce.offer", List.of(), "/counter/funding/" + file.number() + "/reduce", false, false, FundingActions.OFFICES)) : List.of();
            default -> List.of();
        };
    }
}
