package ca.laval.mondossier.funding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.counter.StaffBrowser;
import ca.laval.mondossier.subsidy.SubsidyPayouts;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An instalment leaves in the batch of the subsidies, which two people approve then. */
class FundingPayoutTest extends FundingTest {
    @Autowired
    private SubsidyPayouts payouts;
    @Autowired
    private BankAccounts accounts;

    /** What other tests left in line would be in the batch. */
    @BeforeEach
    void nothingElseIsDue() {
        db.sql("update subsidy_payout set state = 'WITHDRAWN' where state = 'DUE'").update();
    }

    @Test
    void twoPeopleApproveAnInstalmentAndItIsPaidIntoTheConfirmedAccount() throws Exception {
        String agreement = dueInstalment();
        accounts.ask(agreement, "815", "30124", "7654321");
        accounts.confirm(agreement, "alain");
        db.sql("update subsidy_payout set state = 'WITHDRAWN' where case_number = :a").param("a", agreement).update();
        db.sql("update funding_instalment set state = 'RETURNED' where agreement = :a and n = 1").param("a", agreement).update();
        instalments.request(agreement, 1);
        String batch = collect();

        act("stephane", batch, "approve");
        assertThat(payouts.batch(batch).orElseThrow().state()).as("one is not enough").isEqualTo("COLLECTED");
        assertThatThrownBy(() -> payouts.approve(batch, 1, 15_572_620, "stephane")).hasMessageContaining("two people approve it");
        assertThatThrownBy(() -> db.sql("update subsidy_payout_batch set state = 'APPROVED', approved_by = 'stephane' where number = :n").param("n", batch).update()).isInstanceOf(RuntimeException.class);
        assertThat(tasks.createTaskQuery().processInstanceBusinessKey(batch).singleResult().getTaskDefinitionKey()).isEqualTo("userTask_approveAgain");
        var page = StaffBrowser.signIn(port, "alain").page("/counter/payouts/" + batch);
        assertThat(page.text()).contains("First approved by stephane").contains("Instalment 1").contains("$155,726.20");
        act("alain", batch, "approve");

        assertThat(new String(payouts.file(batch).orElseThrow(), StandardCharsets.UTF_8)).contains("D;" + agreement + ".2;DEPOSIT;815;30124;7654321;15572620;TRCAL");
        payouts.answer(batch, "H;%s\r\nR;%s.2;15572620;SETTLED;\r\nT;1;15572620\r\n".formatted(batch, agreement));
        instalments.paid(agreement, 1);
        assertThat(instalments.paidCents(agreement)).isEqualTo(15_572_620);
    }

    @Test
    void twoApproversWhoAreOnePersonAreRefusedAndSoIsWhoRecountedTheBatch() throws Exception {
        dueInstalment();
        String batch = collect();
        act("stephane", batch, "approve");
        // For this test accounts payable may take the second task, too.
        tasks.addCandidateGroup(tasks.createTaskQuery().processInstanceBusinessKey(batch).singleResult().getId(), "finance-ap");
        assertThatThrownBy(() -> act("stephane", batch, "approve")).hasMessageContaining("A second person must approve this batch");
        assertThat(payouts.batch(batch).orElseThrow().state()).isEqualTo("COLLECTED");
    }

    @Test
    void theSecondPersonMaySendTheBatchBackToBeCounted() throws Exception {
        String agreement = dueInstalment();
        String batch = collect();
        act("stephane", batch, "approve");
        settlements.stop(agreement, "DISSOLVED");
        assertThatThrownBy(() -> act("alain", batch, "approve")).hasMessageContaining("Count again");
        act("alain", batch, "countAgain");
        assertThat(isOver("subsidy-payout", batch)).as("nothing is due any more").isTrue();
    }

    private String dueInstalment() throws MoneyRefused {
        String envelope = demo();
        commit(envelope);
        String agreement = agreements.of(envelope).get(0).number();
        inForce(agreement);
        instalments.request(agreement, 1);
        return agreement;
    }

    private String collect() {
        String number = payouts.nextNumber();
        runtime.startProcessInstanceByKey("subsidy-payout", number);
        runJobs();
        return number;
    }

    private void act(String person, String batch, String decision) {
        var task = tasks.createTaskQuery().processInstanceBusinessKey(batch).singleResult();
        as(person, () -> {
            if (task.getAssignee() == null) tasks.claim(task.getId(), person);
            tasks.complete(task.getId(), Map.of("batchDecision", decision));
        });
        runJobs();
    }
}
