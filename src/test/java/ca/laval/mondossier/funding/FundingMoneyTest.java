package ca.laval.mondossier.funding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.funding.MoneyRefused.Reason;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Every cent of an envelope, through commitments, amendments, payments and recoveries. The figures are those of domain.md, section 5.2. */
class FundingMoneyTest extends FundingTest {
    @Autowired
    private PlatformTransactionManager transactions;
    @Autowired
    private BankAccounts accounts;

    @Test
    void theDemosAgreementsEndWithASmallerInstalmentAndARecovery() throws MoneyRefused {
        String envelope = demo();
        commit(envelope);
        String trcal = agreements.of(envelope).get(0).number();
        String alpabem = agreements.of(envelope).get(1).number();
        assertThat(agreements.cells(trcal)).extracting(Cell::cents).containsExactly(12_458_096L, 10_900_834L, 7_786_310L);
        assertThat(instalments.of(alpabem)).extracting(Instalment::plannedCents).containsExactly(12_235_630L, 9_788_504L, 2_447_126L);
        for (String agreement : List.of(trcal, alpabem)) {
            inForce(agreement);
            pay(agreement, 1);
            report(agreement, "MID_TERM", 9_000_000);
            pay(agreement, 2);
        }
        report(alpabem, "FINAL", 23_100_000);
        assertThat(settlements.settle(alpabem, 23_100_000)).isEqualTo(new Settlement(22_024_134, 1_075_866, 0, 1_371_260));
        assertThat(instalments.find(alpabem, 3).orElseThrow().plannedCents()).isEqualTo(1_075_866);
        pay(alpabem, 3);
        settlements.close(alpabem);

        report(trcal, "FINAL", 27_000_000);
        assertThat(settlements.settle(trcal, 27_000_000)).isEqualTo(new Settlement(28_030_716, 0, 1_030_716, 3_114_524));
        assertThat(instalments.find(trcal, 3).orElseThrow().state()).isEqualTo("CANCELLED");
        refused(Reason.OPEN, () -> settlements.close(trcal));
        refused(Reason.NOT_DUE, () -> settlements.returned(trcal, 1_030_717, "V-1"));
        settlements.returned(trcal, 1_000_000, "V-1");
        settlements.returned(trcal, 1_000_000, "V-1");
        assertThat(settlements.outstanding(trcal)).isEqualTo(30_716);
        settlements.returned(trcal, 30_716, "V-2");
        settlements.close(trcal);
        refused(Reason.STATE, () -> accounts.ask(trcal, "815", "30124", "7654321"));
        assertThat(accounts.asked(trcal)).as("no details that nobody would erase").isEmpty();
        envelopes.close(envelope);

        assertThat(sum("cents", envelope)).isEqualTo(55_616_500);
        assertThat(sum("paid_cents - returned_cents", envelope)).isEqualTo(23_100_000 + 27_000_000).isEqualTo(sum("justified_cents", envelope));
        assertThat(sum("paid_cents + released_cents", envelope)).isEqualTo(55_616_500);
        balanced(envelope);
    }

    @Test
    void theMinistryTakesTwentyThousandDollarsBackProRataOrTheCityCoversThem() throws MoneyRefused {
        String reduced = demo();
        commit(reduced);
        String trcal = agreements.of(reduced).get(0).number();
        inForce(trcal);
        pay(trcal, 1);
        assertThat(amendments.unpaid(reduced, "MAMH")).isEqualTo(19_465_775 - 5_450_417);
        amendments.reduce(reduced, "MAMH", 2_000_000, reduced + "/amendment/1");
        amendments.reduce(reduced, "MAMH", 2_000_000, reduced + "/amendment/1");
        assertThat(envelopes.find(reduced).orElseThrow().totalCents()).isEqualTo(53_616_500);
        assertThat(commitments.find(reduced, "MAMH").orElseThrow().committedCents()).isEqualTo(17_465_775);
        // 54,504.17 and 85,649.41 of 140,153.58 are not paid.
        assertThat(agreements.of(reduced)).extracting(Agreement::grantedCents).containsExactly(31_145_240L - 777_778, 24_471_260L - 1_222_222);
        assertThat(instalments.find(trcal, 1).orElseThrow().paidCents()).isEqualTo(15_572_620);
        balanced(reduced);
        refused(Reason.MORE_THAN_UNPAID, () -> amendments.reduce(reduced, "MAMH", 14_015_358 - 2_000_000 + 1, "too much"));

        String covered = demo();
        commit(covered);
        amendments.cover(covered, "MAMH", 2_000_000, covered + "/amendment/1");
        assertThat(envelopes.find(covered).orElseThrow().totalCents()).isEqualTo(55_616_500);
        assertThat(agreements.of(covered)).extracting(Agreement::grantedCents).containsExactly(31_145_240L, 24_471_260L);
        assertThat(commitments.find(covered, "VILLE").orElseThrow().committedCents()).isEqualTo(24_246_600);
        balanced(covered);
        String without = propose(List.of(funder("MAMH", 1_000)), List.of(organisation("1140000013", "Seule", 1_000)), List.of(100));
        refused(Reason.NO_CITY, () -> amendments.cover(without, "MAMH", 1, "k"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFunderThatRefusesLeavesAShortfallThatIsDecided(boolean cityCovers) throws MoneyRefused {
        String envelope = demo();
        commitments.commit(envelope, "VILLE", 22_246_600);
        commitments.commit(envelope, "MAMH", 19_000_000);
        assertThat(commitments.allAnswered(envelope)).isFalse();
        commitments.refuse(envelope, "CISSS");
        assertThat(commitments.shortfall(envelope)).isEqualTo(465_775 + 13_904_125);
        refused(Reason.OPEN, () -> envelopes.certify(envelope));
        amendments.settleShortfall(envelope, cityCovers);
        amendments.settleShortfall(envelope, cityCovers);
        assertThat(commitments.shortfall(envelope)).isZero();
        assertThat(envelopes.find(envelope).orElseThrow().totalCents()).isEqualTo(cityCovers ? 55_616_500 : 41_246_600);
        envelopes.certify(envelope);
        balanced(envelope);
    }

    @Test
    void nothingIsPaidBeforeTheSignaturesNorAfterDefaultAndOnlyTheNamedPersonSigns() throws MoneyRefused {
        String envelope = demo();
        commit(envelope);
        String trcal = agreements.of(envelope).get(0).number();
        refused(Reason.NOT_IN_FORCE, () -> instalments.request(trcal, 1));
        refused(Reason.STATE, () -> agreements.sign(trcal, "Élise Côté", agreements.find(trcal).orElseThrow().textEdition()));
        agreements.adopt(trcal, "CM-1", LocalDate.of(2026, 4, 14));
        refused(Reason.NO_SIGNATORY, () -> agreements.sign(trcal, "Élise Côté", agreements.find(trcal).orElseThrow().textEdition()));
        agreements.nameSignatory(trcal, "Élise Côté");
        refused(Reason.NOT_NAMED, () -> agreements.sign(trcal, "Elise Coté-Roy", agreements.find(trcal).orElseThrow().textEdition()));
        agreements.sign(trcal, "ÉLISE  COTE", agreements.find(trcal).orElseThrow().textEdition());
        agreements.signForCity(trcal, "isabelle");
        pay(trcal, 1);
        assertThat(settlements.stop(trcal, "DEFAULTED")).isEqualTo(new Settlement(15_572_620, 0, 15_572_620, 15_572_620));
        refused(Reason.NOT_IN_FORCE, () -> instalments.request(trcal, 2));
        assertThatThrownBy(() -> db.sql("update funding_instalment set state = 'REQUESTED' where agreement = :a and n = 2").param("a", trcal).update()).isInstanceOf(RuntimeException.class);
        refused(Reason.NOT_IN_FORCE, () -> report(trcal, "FINAL", 1));
        refused(Reason.OPEN, () -> settlements.close(trcal));
        settlements.handOver(trcal, "NO_ANSWER", "AJ-2026-7", "pierre");
        settlements.handOver(trcal, "NO_ANSWER", "AJ-2026-7", "pierre");
        settlements.close(trcal);
        assertThat(settlements.outstanding(trcal)).isZero();
        assertThat(settlements.debt(trcal).orElseThrow().cents()).isEqualTo(15_572_620).isEqualTo(sum("unrecovered_cents", envelope));
        refused(Reason.NOT_DUE, () -> settlements.returned(trcal, 1, "V-9"));
        balanced(envelope);
    }

    @Test
    void anOrganisationThatDissolvesGivesBackWhatItHasNotSpent() throws MoneyRefused {
        String envelope = demo();
        commit(envelope);
        String alpabem = agreements.of(envelope).get(1).number();
        inForce(alpabem);
        pay(alpabem, 1);
        report(alpabem, "MID_TERM", 10_000_000);
        instalments.request(alpabem, 2);
        accounts.ask(alpabem, "815", "30124", "7654321");
        assertThat(settlements.stop(alpabem, "DISSOLVED")).isEqualTo(new Settlement(12_235_630, 0, 2_235_630, 12_235_630));
        assertThat(db.sql("select state from subsidy_payout where case_number = :a").param("a", alpabem).query(String.class).list()).containsExactly("WITHDRAWN");
        assertThat(db.sql("select state || coalesce(details::text, '') from funding_account where agreement = :a").param("a", alpabem).query(String.class).single()).as("its details are erased").isEqualTo("REFUSED");
        balanced(envelope);
    }

    @Test
    void whatIsOnItsWayToTheBankArrivesFirst() throws MoneyRefused {
        String envelope = demo();
        commit(envelope);
        String alpabem = agreements.of(envelope).get(1).number();
        inForce(alpabem);
        instalments.request(alpabem, 1);
        db.sql("insert into subsidy_payout_batch (number, state, lines, total_cents, collected_at, approved_by) values ('LOT-T-' || :a, 'APPROVED', 1, 12235630, now(), 'x')").param("a", alpabem).update();
        db.sql("update subsidy_payout set state = 'IN_BATCH', batch = 'LOT-T-' || :a where case_number = :a").param("a", alpabem).update();
        refused(Reason.IN_FLIGHT, () -> settlements.stop(alpabem, "DEFAULTED"));
        refused(Reason.IN_FLIGHT, () -> settlements.settle(alpabem, 1));
        assertThat(agreements.find(alpabem).orElseThrow().state()).isEqualTo("SIGNED");
    }

    @Test
    void anInstalmentIsInLineOnceAndAgainAfterTheBankSentItBack() throws MoneyRefused {
        String envelope = demo();
        commit(envelope);
        String trcal = agreements.of(envelope).get(0).number();
        inForce(trcal);
        assertThat(instalments.request(trcal, 1)).isTrue();
        assertThat(instalments.request(trcal, 1)).isTrue();
        assertThat(db.sql("select purpose || ' ' || amount_cents || ' ' || process from subsidy_payout where case_number = :a").param("a", trcal).query(String.class).list())
                .containsExactly("instalment-1 15572620 funding-instalment");
        for (String state : List.of("IN_BATCH", "SENT", "RETURNED")) {
            db.sql("insert into subsidy_payout_batch (number, state, lines, total_cents, collected_at) values ('LOT-R-' || :a, 'COLLECTED', 1, 1, now()) on conflict do nothing").param("a", trcal).update();
            db.sql("update subsidy_payout set state = :state, batch = 'LOT-R-' || :a, answered_at = case when :state = 'RETURNED' then now() end, told = :state = 'RETURNED' where case_number = :a")
                    .param("state", state).param("a", trcal).update();
        }
        instalments.returned(trcal, 1);
        accounts.ask(trcal, "815", "30124", "7654321");
        refused(Reason.ACCOUNT_UNCONFIRMED, () -> instalments.request(trcal, 1));
        assertThat(accounts.asked(trcal).orElseThrow().tail()).isEqualTo("21");
        accounts.confirm(trcal, "alain");
        assertThat(instalments.request(trcal, 1)).isTrue();
        assertThat(db.sql("select attempt || ' ' || method from subsidy_payout where case_number = :a order by attempt").param("a", trcal).query(String.class).list()).containsExactly("1 CHEQUE", "2 DEPOSIT");
    }

    /** While the agreement runs, what a cheque should have paid goes to the next instalment; also when there was none. */
    @Test
    void aChequeThatIsGivenUpIsPaidWithTheNextInstalment() throws MoneyRefused {
        String envelope = demo();
        commit(envelope);
        String trcal = agreements.of(envelope).get(0).number();
        inForce(trcal);
        pay(trcal, 1);
        instalments.giveUp(trcal, 1);
        instalments.giveUp(trcal, 1);
        assertThat(instalments.of(trcal)).extracting(Instalment::state).containsExactly("CANCELLED", "PLANNED", "PLANNED");
        assertThat(instalments.find(trcal, 2).orElseThrow().plannedCents()).isEqualTo(15_572_620 + 12_458_096);
        assertThat(sum("paid_cents", envelope)).isZero();
        balanced(envelope);

        String single = propose(List.of(funder("VILLE", 60_000), funder("MAMH", 40_000)), List.of(organisation("1140000013", "Seule", 100_000)), List.of(100));
        commit(single);
        String seule = agreements.of(single).get(0).number();
        inForce(seule);
        pay(seule, 1);
        instalments.giveUp(seule, 1);
        settlements.settle(seule, 70_000);
        assertThat(instalments.find(seule, 2).orElseThrow().plannedCents()).isEqualTo(70_000);
        pay(seule, 2);
        settlements.close(seule);
        balanced(single);
    }

    /** Afterwards it stays with the funders: less is owed back, and what was returned already keeps the cheque alive. */
    @Test
    void aChequeThatIsGivenUpAfterTheEndLessensWhatIsOwed() throws MoneyRefused {
        String envelope = demo();
        commit(envelope);
        String trcal = agreements.of(envelope).get(0).number();
        inForce(trcal);
        pay(trcal, 1);
        settlements.stop(trcal, "DEFAULTED");
        assertThat(settlements.outstanding(trcal)).isEqualTo(15_572_620);
        instalments.giveUp(trcal, 1);
        assertThat(settlements.outstanding(trcal)).isZero();
        assertThat(sum("released_cents", envelope)).isEqualTo(31_145_240);
        settlements.close(trcal);
        balanced(envelope);

        String alpabem = agreements.of(envelope).get(1).number();
        inForce(alpabem);
        pay(alpabem, 1);
        settlements.stop(alpabem, "DISSOLVED");
        settlements.returned(alpabem, 1_000, "V-1");
        assertThat(instalments.mayGiveUp(alpabem, 1)).isFalse();
        refused(Reason.STATE, () -> instalments.giveUp(alpabem, 1));
        balanced(envelope);
    }

    /** It is the agreement's debt that lessens: what one funder's part is more than is owed to it, lessens what is owed to the others. */
    @Test
    void aChequeThatIsGivenUpLessensTheWholeDebtNotEachFundersAlone() throws MoneyRefused {
        String envelope = unequallyPaid();
        String agreement = agreements.of(envelope).get(0).number();
        settlements.settle(agreement, 6_000);
        assertThat(agreements.cells(agreement)).extracting(Cell::returnDueCents).containsExactly(3_750L, 6_250L);
        instalments.giveUp(agreement, 1);
        assertThat(settlements.outstanding(agreement)).as("6,000 were paid and 6,000 spent").isZero();
        assertThat(agreements.cells(agreement)).extracting(Cell::justifiedCents).containsExactly(1_000L, 5_000L);
        settlements.close(agreement);
        balanced(envelope);
    }

    /** What legal affairs claims counts on every payment: the cheque can only be issued again. */
    @Test
    void aChequeOfADebtThatWasHandedOverIsNotGivenUp() throws MoneyRefused {
        String envelope = unequallyPaid();
        String agreement = agreements.of(envelope).get(0).number();
        report(agreement, "MID_TERM", 12_000);
        settlements.stop(agreement, "DEFAULTED");
        assertThat(instalments.mayGiveUp(agreement, 2)).isTrue();
        settlements.handOver(agreement, "NO_ANSWER", "AJ-2026-8", "pierre");
        assertThat(instalments.mayGiveUp(agreement, 2)).isFalse();
        refused(Reason.STATE, () -> instalments.giveUp(agreement, 2));
        assertThat(settlements.debt(agreement).orElseThrow().cents()).isEqualTo(4_000).isEqualTo(sum("unrecovered_cents", envelope));
        balanced(envelope);
    }

    /** What came back stays back when the agreement ends once more, though less would be owed by now: of the whole as of each funder. */
    @ParameterizedTest
    @CsvSource({"12000, 3000, 0", "6800, 3200, 200"})
    void anAgreementEndsAgainAfterMoneyCameBackAndAChequeWasGivenUp(long accepted, long due, long outstanding) throws MoneyRefused {
        String envelope = unequallyPaid();
        String agreement = agreements.of(envelope).get(0).number();
        report(agreement, "MID_TERM", accepted);
        settlements.stop(agreement, "DEFAULTED");
        settlements.returned(agreement, 3_000, "V-1");
        assertThat(agreements.cells(agreement)).extracting(Cell::returnedCents).containsExactly(1_125L, 1_875L);
        instalments.giveUp(agreement, 2);
        settlements.stop(agreement, "DISSOLVED");
        assertThat(sum("return_due_cents", envelope)).isEqualTo(due);
        assertThat(sum("justified_cents", envelope)).isEqualTo(10_000 - due);
        assertThat(settlements.outstanding(agreement)).isEqualTo(outstanding);
        balanced(envelope);
    }

    /** One agreement, paid in two instalments: 5,000 cents of each of two funders, then 1,000 and 5,000, because the first took 4,000 back in between. */
    private String unequallyPaid() throws MoneyRefused {
        String envelope = propose(List.of(funder("VILLE", 10_000), funder("MAMH", 10_000)), List.of(organisation("1140000013", "Seule", 20_000)), List.of(50, 50));
        commit(envelope);
        String agreement = agreements.of(envelope).get(0).number();
        inForce(agreement);
        pay(agreement, 1);
        amendments.reduce(envelope, "VILLE", 4_000, envelope + "/amendment/1");
        pay(agreement, 2);
        assertThat(agreements.cells(agreement)).extracting(Cell::paidCents).containsExactly(6_000L, 10_000L);
        return envelope;
    }

    @Test
    void moneyThatCameBackIsKnownByItsWholeReference() throws MoneyRefused {
        String envelope = demo();
        commit(envelope);
        String trcal = agreements.of(envelope).get(0).number();
        inForce(trcal);
        pay(trcal, 1);
        settlements.stop(trcal, "DEFAULTED");
        assertThat(settlements.returned(trcal, 100, "R-10")).isTrue();
        assertThat(settlements.returned(trcal, 100, "R-1/2")).isTrue();
        assertThat(settlements.returned(trcal, 100, "R-1")).as("neither R-10 nor R-1/2").isTrue();
        assertThat(settlements.returned(trcal, 100, "R-1")).as("entered before").isFalse();
        assertThat(settlements.outstanding(trcal)).isEqualTo(15_572_620 - 300);
    }

    @ParameterizedTest
    @CsvSource({"Éric Côté, eric  COTE, true", "Éric, ric, false", "Ève, ve, false", "Иван Петров, Пётр Иванов, false", "Иван Петров, иван петров, true", "李小龍, 王大明, false", "Strauß, STRAUSS, true",
            "O’Brien-Roy, o'brien roy, true", "Łukasz, ukasz, false", "José, ., false"})
    void namesAreComparedInWhateverScript(String named, String typed, boolean same) {
        assertThat(Agreements.bare(named).equals(Agreements.bare(typed))).isEqualTo(same);
    }

    /** What is signed is what is owed: an amendment before both signatures makes another text, and the signature on the one before lapses. */
    @Test
    void anAmendmentBeforeBothSignaturesChangesTheText() throws MoneyRefused {
        String envelope = demo();
        commit(envelope);
        String trcal = agreements.of(envelope).get(0).number();
        agreements.adopt(trcal, "CM-1", LocalDate.of(2026, 4, 14));
        agreements.nameSignatory(trcal, "Élise Côté");
        agreements.budget(trcal, List.of(new Agreements.BudgetLine("Salaires", 20_000_000), new Agreements.BudgetLine("Activités", 11_145_240)));
        agreements.sign(trcal, "Élise Côté", 1);
        refused(Reason.STATE, () -> agreements.signForCity(agreements.of(envelope).get(1).number(), "isabelle"));
        amendments.reduce(envelope, "MAMH", 2_000_000, envelope + "/amendment/1");
        assertThat(agreements.find(trcal).orElseThrow().signedAt()).isNull();
        refused(Reason.STATE, () -> agreements.signForCity(trcal, "isabelle"));
        refused(Reason.TEXT_CHANGED, () -> agreements.sign(trcal, "Élise Côté", 1));
        assertThat(agreements.budget(trcal).stream().mapToLong(Agreements.BudgetLine::cents).sum()).isEqualTo(agreements.find(trcal).orElseThrow().grantedCents()).isLessThan(31_145_240);
        agreements.sign(trcal, "Élise Côté", 2);
        agreements.signForCity(trcal, "isabelle");
        amendments.reduce(envelope, "MAMH", 1_000, envelope + "/amendment/2");
        assertThat(agreements.find(trcal).orElseThrow().textEdition()).as("signed by both: it stays").isEqualTo(2);
        balanced(envelope);
    }

    @Test
    void theCentresMoneyIsAwaitedUntilItIsThere() throws MoneyRefused {
        String envelope = demo();
        commit(envelope);
        String trcal = agreements.of(envelope).get(0).number();
        inForce(trcal);
        commitments.receive(envelope, "MAMH", 19_465_775, LocalDate.of(2026, 5, 1), "B-1-" + envelope, "alain");
        assertThat(instalments.isCovered(trcal, 1)).isFalse();
        commitments.receive(envelope, "CISSS", 3_893_155, LocalDate.of(2026, 6, 1), "B-2-" + envelope, "alain");
        commitments.receive(envelope, "CISSS", 3_893_155, LocalDate.of(2026, 6, 1), "B-2-" + envelope, "alain");
        assertThat(commitments.find(envelope, "CISSS").orElseThrow().receivedCents()).isEqualTo(3_893_155);
        assertThat(instalments.isCovered(trcal, 1)).isTrue();
        pay(trcal, 1);
        assertThat(instalments.isCovered(trcal, 2)).isFalse();
    }

    /** The database itself refuses what does not add up, and a journal that is rewritten. */
    @ParameterizedTest
    @ValueSource(strings = {
        "update funding_funder set committed_cents = committed_cents + 1 where envelope = :e and code = 'MAMH'",
        "update funding_agreement set granted_cents = granted_cents - 1 where envelope = :e",
        "update funding_envelope set total_cents = total_cents + 1 where number = :e",
        "update funding_instalment set planned_cents = planned_cents + 1 where n = 2 and agreement in (select number from funding_agreement where envelope = :e)",
        "update funding_part set cents = cents + 1 where n = 2 and funder = 'MAMH' and agreement in (select number from funding_agreement where envelope = :e)",
        "update funding_cell set cents = cents + 1 where envelope = :e",
        "update funding_cell set paid_cents = cents where envelope = :e",
        "insert into funding_entry (key, envelope, agreement, funder, kind, cents, at) select 'x', envelope, agreement, funder, 'AMENDED', 1, now() from funding_cell where envelope = :e limit 1",
        "insert into funding_entry (key, envelope, agreement, funder, kind, cents, at) select 'x', envelope, agreement, funder, 'PAID', 1, now() from funding_cell where envelope = :e limit 1",
        "insert into funding_entry (key, envelope, agreement, funder, kind, cents, at) select 'x', envelope, agreement, funder, 'PAID', cents + 1, now() from funding_cell where envelope = :e limit 1",
        "insert into funding_entry (key, envelope, agreement, funder, kind, cents, at) select 'x', envelope, agreement, funder, 'RETURNED', 1, now() from funding_cell where envelope = :e limit 1",
        "update funding_entry set cents = cents + 1 where envelope = :e",
        "delete from funding_entry where envelope = :e",
        "delete from funding_cell where envelope = :e",
        "update funding_instalment set state = 'PAID' where agreement in (select number from funding_agreement where envelope = :e)"})
    void theDatabaseRefusesWhatDoesNotAddUp(String change) throws MoneyRefused {
        String envelope = demo();
        commit(envelope);
        assertThatThrownBy(() -> new TransactionTemplate(transactions).executeWithoutResult(status -> db.sql(change).param("e", envelope).update())).isInstanceOf(RuntimeException.class);
        balanced(envelope);
    }

    /** A change and its counterpart together are allowed: it is the end of the transaction that counts, however the sums went up and down in it. */
    @Test
    void theSumsAreCheckedAgainAfterTheLastChange() {
        String envelope = demo();
        var both = new TransactionTemplate(transactions);
        both.executeWithoutResult(status -> {
            db.sql("update funding_envelope set total_cents = total_cents + 1 where number = :e").param("e", envelope).update();
            db.sql("update funding_envelope set total_cents = total_cents - 1 where number = :e").param("e", envelope).update();
        });
        assertThatThrownBy(() -> both.executeWithoutResult(status -> {
            db.sql("update funding_envelope set title = 'Autre' where number = :e").param("e", envelope).update();
            db.sql("set constraints all immediate").update();
            db.sql("set constraints all deferred").update();
            db.sql("update funding_envelope set total_cents = total_cents + 1 where number = :e").param("e", envelope).update();
        })).hasStackTraceContaining("does not add up");
    }

    /** Envelopes of random shares, each amended, paid, reported and settled by chance; `-Dfunding.envelopes=1000` tries a thousand. With the thousand matrices of {@link SharesTest}, every cent is where the books say. */
    @Test
    void randomEnvelopesKeepEveryCentThroughAmendmentsAndRecoveries() throws MoneyRefused {
        for (int seed = 0; seed < Integer.getInteger("funding.envelopes", 40); seed++) {
            var random = new Random(seed);
            String envelope = random(random);
            commit(envelope);
            for (Agreement agreement : agreements.of(envelope)) inForce(agreement.number());
            for (int step = 0; step < 12; step++) act(envelope, random, seed + "/" + step);
            for (Agreement agreement : agreements.of(envelope)) end(agreement.number(), random);
            envelopes.close(envelope);
            balanced(envelope);
            assertThat(sum("paid_cents + released_cents - cents", envelope)).as("seed %d", seed).isZero();
            assertThat(sum("paid_cents - return_due_cents - justified_cents", envelope)).as("seed %d", seed).isZero();
            assertThat(sum("return_due_cents - returned_cents - unrecovered_cents", envelope)).as("seed %d", seed).isZero();
        }
    }

    private String random(Random random) {
        long[] rows = random.longs(2 + random.nextInt(3), 1_000, 9_000_000).toArray();
        long[] columns = Shares.split(LongStream.of(rows).sum(), random.longs(1 + random.nextInt(4), 1, 1_000).toArray());
        var funders = new ArrayList<EnvelopeProposal.Funder>();
        for (long cents : rows) funders.add(funder(funders.isEmpty() ? "VILLE" : "F" + funders.size(), cents));
        var organisations = new ArrayList<EnvelopeProposal.Organisation>();
        for (long cents : columns) organisations.add(organisation("11400000" + (10 + organisations.size()), "Organisme " + organisations.size(), cents));
        organisations.replaceAll(one -> new EnvelopeProposal.Organisation(one.neq(), one.name(), "o" + one.neq() + "@exemple.example", one.cents(), one.purpose()));
        return propose(funders, organisations, List.of(List.of(50, 40, 10), List.of(33, 33, 34), List.of(100)).get(random.nextInt(3)));
    }

    private void act(String envelope, Random random, String key) throws MoneyRefused {
        var all = agreements.of(envelope);
        String agreement = all.get(random.nextInt(all.size())).number();
        var funders = commitments.of(envelope);
        String funder = funders.get(random.nextInt(funders.size())).code();
        long unpaid = amendments.unpaid(envelope, funder);
        switch (random.nextInt(5)) {
            case 0 -> {
                if (unpaid > 0) amendments.reduce(envelope, funder, 1 + random.nextLong(unpaid), key);
            }
            case 1 -> {
                if (unpaid > 0 && !funder.equals("VILLE")) amendments.cover(envelope, funder, 1 + random.nextLong(unpaid), key);
            }
            case 2 -> giveOneUp(agreement, random);
            default -> {
                for (Instalment instalment : instalments.of(agreement)) {
                    if (!instalment.state().equals("PLANNED")) continue;
                    pay(agreement, instalment.n());
                    break;
                }
            }
        }
        balanced(envelope);
    }

    private void end(String agreement, Random random) throws MoneyRefused {
        long expenses = random.nextLong(agreements.find(agreement).orElseThrow().grantedCents() * 2 + 1) * random.nextInt(4) / 3;
        report(agreement, "FINAL", expenses);
        boolean stopped = random.nextInt(3) == 0;
        if (stopped) settlements.stop(agreement, "DEFAULTED");
        else settlements.settle(agreement, expenses);
        if (!stopped) for (Instalment instalment : instalments.of(agreement)) pay(agreement, instalment.n());
        owedBack(agreement, expenses);
        boolean handsOver = stopped && random.nextBoolean();
        for (int step = 0; step < 4; step++) {
            if (random.nextBoolean()) giveBack(agreement, random.nextLong(settlements.outstanding(agreement) + 1), agreement + "/" + step);
            if (random.nextBoolean()) giveOneUp(agreement, random);
            if (step == 1 && stopped && random.nextBoolean()) settlements.stop(agreement, "DISSOLVED");
            if (step == 2 && handsOver && settlements.outstanding(agreement) > 0) settlements.handOver(agreement, "INSOLVENT", "AJ-1", "pierre");
            owedBack(agreement, expenses);
        }
        giveBack(agreement, settlements.outstanding(agreement), agreement + "/last");
        settlements.close(agreement);
        giveOneUp(agreement, random);
        owedBack(agreement, expenses);
    }

    private void giveBack(String agreement, long cents, String key) throws MoneyRefused {
        if (cents > 0) settlements.returned(agreement, cents, key);
    }

    /** To the cent what was paid and not spent; what came back already stays back. */
    private void owedBack(String agreement, long accepted) {
        List<Cell> cells = agreements.cells(agreement);
        long paid = cells.stream().mapToLong(Cell::paidCents).sum();
        long returned = cells.stream().mapToLong(Cell::returnedCents).sum();
        assertThat(cells.stream().mapToLong(Cell::returnDueCents).sum()).as("%s: %d paid, %d accepted, %d returned", agreement, paid, accepted, returned).isEqualTo(Math.max(returned, paid - accepted));
    }

    /** By chance a cheque that nobody cashed, where the books can do without it. */
    private void giveOneUp(String agreement, Random random) throws MoneyRefused {
        for (Instalment instalment : instalments.of(agreement)) {
            if (!instalment.state().equals("PAID") || random.nextInt(4) > 0 || !instalments.mayGiveUp(agreement, instalment.n())) continue;
            instalments.giveUp(agreement, instalment.n());
            return;
        }
    }

    /** Rows, columns and totals agree, counted by the test itself. */
    private void balanced(String envelope) {
        assertThat(db.sql("""
                select (select total_cents from funding_envelope where number = :e) - (select sum(cents) from funding_cell where envelope = :e)
                     + (select count(*) from funding_funder f where envelope = :e and committed_cents <> (select sum(cents) from funding_cell c where c.envelope = :e and c.funder = f.code))
                     + (select count(*) from funding_agreement a where envelope = :e and granted_cents <> (select sum(cents) from funding_cell c where c.agreement = a.number))
                     + (select count(*) from funding_cell c where envelope = :e and paid_cents <> (select coalesce(sum(j.cents), 0) from funding_entry j where j.agreement = c.agreement and j.funder = c.funder and j.kind = 'PAID'))""")
                .param("e", envelope).query(Long.class).single()).isZero();
    }

    private static void refused(Reason reason, ThrowingCallable money) {
        assertThatThrownBy(money).isInstanceOfSatisfying(MoneyRefused.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}
