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
    private final BankAccounts accounts;
    private final Clock clock;

    AgreementOffers(AgreementDesk desk, BankAccounts accounts, Clock clock) {
        this.desk = desk;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    public List<Offer> of(CaseFile file, boolean staff) {
        return switch (file.service()) {
            case "funding-agreement" -> staff ? ofStaff(file.number()) : List.of(new Offer("agreement.offer", List.of(), "/files/" + file.number() + "/agreement", desk.view(file.number(), LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE)).isExpected()));
            case "community-funding" -> staff ? List.of(new Offer("agreement.reduce.offer", List.of(), "/counter/funding/" + file.number() + "/reduce", false, false, FundingActions.OFFICES)) : List.of();
            default -> List.of();
        };
    }

    private List<Offer> ofStaff(String number) {
        var dissolve = new Offer("agreement.dissolve.offer", List.of(), "/counter/funding/" + number + "/dissolve", false, false, FundingActions.OFFICES);
        return accounts.asked(number).isEmpty() ? List.of(dissolve)
                : List.of(new Offer("agreement.callBack.offer", List.of(), "/counter/funding/" + number + "/account", true, false, FundingActions.CALLING_BACK), dissolve);
    }
}
