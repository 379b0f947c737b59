package ca.laval.mondossier.funding;

import ca.laval.mondossier.payout.BatchedPayments;
import org.springframework.stereotype.Component;

/** The books of funding hear of cheques that organisations never cashed. */
@Component
class GivenUpCheques implements BatchedPayments {
    private final Instalments instalments;

    GivenUpCheques(Instalments instalments) {
        this.instalments = instalments;
    }

    @Override
    public String process() {
        return Instalments.PROCESS;
    }

    @Override
    public boolean mayGiveUp(String caseNumber, String purpose) {
        return instalments.mayGiveUp(caseNumber, number(purpose));
    }

    @Override
    public void givenUp(String caseNumber, String purpose) {
        try {
            instalments.giveUp(caseNumber, number(purpose));
        } catch (MoneyRefused e) {
            throw new IllegalStateException("The cheque of %s %s cannot be given up".formatted(caseNumber, purpose), e);
        }
    }

    private static int number(String purpose) {
        return Integer.parseInt(purpose.substring(purpose.lastIndexOf('-') + 1));
    }
}
