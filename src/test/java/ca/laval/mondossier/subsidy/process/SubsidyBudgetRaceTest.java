package ca.laval.mondossier.subsidy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.subsidy.BudgetExhaustedException;
import ca.laval.mondossier.subsidy.Envelope;
import ca.laval.mondossier.subsidy.SubsidyBudget;
import ca.laval.mondossier.subsidy.SubsidyClaims;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Many at once for the last dollars, and for one right: real threads on the real database. */
class SubsidyBudgetRaceTest extends SubsidyTest {
    private static final String PROGRAM = "HYGIENE_DURABLE";
    private static final int YEAR = 2026;
    private static final int THREADS = 16;

    @Autowired
    private SubsidyBudget budget;
    @Autowired
    private SubsidyClaims claims;

    @Test
    void twoHundredApplicationsForTheLastDollarsOverspendNoCentAndLoseNoPlace() throws Exception {
        long total = 500_003;
        var numbers = cases(200);
        var joined = new ConcurrentLinkedQueue<String>();
        inParallel(numbers, number -> {
            long cents = 3_000 + Math.floorMod(number.hashCode(), 5_000);
            try {
                budget.reserve(number, PROGRAM, YEAR, total, cents);
            } catch (BudgetExhaustedException e) {
                budget.waitInLine(number, PROGRAM, YEAR, total, cents);
                joined.add(number);
            }
        });
        addsUp();
        Envelope full = budget.envelope(PROGRAM, YEAR).orElseThrow();
        assertThat(full.reservedCents()).isLessThanOrEqualTo(total);
        assertThat(state("RESERVED").size() + state("WAITING").size()).isEqualTo(200);
        assertThat(state("WAITING")).hasSameSizeAs(joined).isNotEmpty();

        // Money comes and goes while others are let in.
        var line = state("WAITING");
        var letIn = new ConcurrentLinkedQueue<String>();
        var leaving = new ArrayList<>(state("RESERVED").subList(0, 40));
        leaving.addAll(line.subList(line.size() - 10, line.size()));
        var topUps = new AtomicLong();
        inParallel(leaving, number -> {
            letIn.addAll(budget.release(number));
            if (number.hashCode() % 5 == 0) {
                budget.change("top-up " + topUps.incrementAndGet(), PROGRAM, YEAR, total, "TOP_UP", 2_500);
                letIn.addAll(budget.letIn(PROGRAM, YEAR, 3));
            }
        });
        addsUp();
        assertThat(letIn).doesNotHaveDuplicates();
        var stayed = line.subList(0, line.size() - 10);
        assertThat(stayed.subList(0, (int) stayed.stream().filter(letIn::contains).count())).as("strictly in the order of joining").allMatch(letIn::contains);
        assertThat(state("RELEASED")).hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverHappensInWhateverOrderEveryCentIsSomewhere(long seed) throws Exception {
        var random = new Random(seed);
        var numbers = cases(12);
        for (int step = 0; step < 150; step++) {
            String number = numbers.get(random.nextInt(numbers.size()));
            long cents = 1 + random.nextInt(9_000);
            try {
                switch (random.nextInt(6)) {
                    case 0, 1 -> budget.reserve(number, PROGRAM, YEAR, 20_000, cents);
                    case 2 -> budget.release(number);
                    case 3 -> budget.commit(number);
                    case 4 -> budget.waitInLine(number, PROGRAM, YEAR, 20_000, cents);
                    default -> budget.change("step " + seed + "." + step, PROGRAM, YEAR, 20_000, "TOP_UP", random.nextInt(2_000));
                }
            } catch (BudgetExhaustedException | IllegalStateException refused) {
                // Changes nothing, as the sums show.
            }
            addsUp();
        }
    }

    @Test
    void reservingTwiceIsOnceAndAnAmountThatDoesNotFitKeepsTheOldOne() throws Exception {
        String one = cases(1).get(0);
        budget.reserve(one, PROGRAM, YEAR, 10_000, 7_000);
        budget.reserve(one, PROGRAM, YEAR, 10_000, 7_000);
        assertThat(reserved()).isEqualTo(7_000);
        assertThatThrownBy(() -> budget.reserve(one, PROGRAM, YEAR, 10_000, 10_001)).isInstanceOf(BudgetExhaustedException.class);
        assertThat(reserved()).isEqualTo(7_000);
        budget.reserve(one, PROGRAM, YEAR, 10_000, 10_000);
        budget.commit(one);
        budget.commit(one);
        Envelope paid = budget.envelope(PROGRAM, YEAR).orElseThrow();
        assertThat(List.of(paid.reservedCents(), paid.paidCents(), paid.leftCents())).containsExactly(0L, 10_000L, 0L);
        assertThatThrownBy(() -> budget.reserve(one, PROGRAM, YEAR, 10_000, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whoAsksForLittleDoesNotOvertakeWhoWaitsForMuch() throws Exception {
        var numbers = cases(3);
        budget.reserve(numbers.get(0), PROGRAM, YEAR, 10_000, 6_000);
        assertThatThrownBy(() -> budget.reserve(numbers.get(1), PROGRAM, YEAR, 10_000, 5_000)).isInstanceOf(BudgetExhaustedException.class);
        budget.waitInLine(numbers.get(1), PROGRAM, YEAR, 10_000, 5_000);
        assertThatThrownBy(() -> budget.reserve(numbers.get(2), PROGRAM, YEAR, 10_000, 100)).isInstanceOf(BudgetExhaustedException.class);
        assertThat(budget.left(numbers.get(2), PROGRAM, YEAR, 10_000).status()).isEqualTo("EXHAUSTED");
        budget.waitInLine(numbers.get(2), PROGRAM, YEAR, 10_000, 100);
        assertThat(budget.release(numbers.get(0))).containsExactly(numbers.get(1), numbers.get(2));
        assertThat(budget.release(numbers.get(0))).isEmpty();
    }

    @Test
    void aChangeCountsOnceAndASuspendedEnvelopeLetsNobodyIn() throws Exception {
        var numbers = cases(2);
        budget.change("k", PROGRAM, YEAR, 1_000, "TOP_UP", 500);
        budget.change("k", PROGRAM, YEAR, 1_000, "TOP_UP", 500);
        assertThat(budget.envelope(PROGRAM, YEAR).orElseThrow().totalCents()).isEqualTo(1_500);
        budget.waitInLine(numbers.get(0), PROGRAM, YEAR, 1_000, 1_000);
        budget.change("s", PROGRAM, YEAR, 1_000, "SUSPEND", 0);
        assertThat(budget.letIn(PROGRAM, YEAR, 10)).isEmpty();
        budget.change("r", PROGRAM, YEAR, 1_000, "RESUME", 0);
        assertThat(budget.letIn(PROGRAM, YEAR, 10)).containsExactly(numbers.get(0));
    }

    @Test
    void theTableItselfRefusesToOverspend() {
        envelope(PROGRAM, 100);
        assertThatThrownBy(() -> db.sql("update subsidy_envelope set reserved_cents = 101").update()).hasMessageContaining("check");
        assertThatThrownBy(() -> db.sql("update subsidy_envelope set paid_cents = -1").update()).hasMessageContaining("check");
    }

    @Test
    void fiftyClaimsToOneAddressOfOneMomentAndOneHoldsIt() throws Exception {
        var numbers = cases(50);
        var ours = new ConcurrentLinkedQueue<String>();
        inParallel(numbers, number -> {
            if (!claims.claim(number, "BARIL_EAU_PLUIE", "ADDRESS_5_YEARS", 1, null).duplicate()) ours.add(number);
        });
        assertThat(ours).hasSize(1);
        assertThat(claims.claim(ours.peek(), "BARIL_EAU_PLUIE", "ADDRESS_5_YEARS", 1, null).duplicate()).as("its own again").isFalse();
        claims.release(ours.peek());
        String other = numbers.stream().filter(number -> !number.equals(ours.peek())).findFirst().orElseThrow();
        assertThat(claims.claim(other, "BARIL_EAU_PLUIE", "ADDRESS_5_YEARS", 1, null).duplicate()).isFalse();
        db.sql("update subsidy_claim set held_until = current_date - 2").update();
        assertThat(claims.claim(ours.peek(), "BARIL_EAU_PLUIE", "ADDRESS_5_YEARS", 1, null).duplicate()).as("five years later").isFalse();
        assertThat(db.sql("select count(*) from subsidy_claim").query(Integer.class).single()).isEqualTo(1);
        assertThat(db.sql("select string_agg(c::text, '') || (select string_agg(f::text, '') from subsidy_fingerprint f) from subsidy_claim c").query(String.class).single())
                .as("names nobody").doesNotContainIgnoringCase("chomedey").doesNotContainIgnoringCase("personne");
    }

    @Test
    void anAddressGetsTenTreesWhoeverAsks() throws Exception {
        var numbers = cases(3);
        assertThat(claims.claim(numbers.get(0), "PLANTATION_ARBRE", "ADDRESS_UNITS", 6, 10).unitsOfOthers()).isZero();
        assertThat(claims.claim(numbers.get(1), "PLANTATION_ARBRE", "ADDRESS_UNITS", 6, 10).unitsOfOthers()).isEqualTo(6);
        var third = claims.claim(numbers.get(2), "PLANTATION_ARBRE", "ADDRESS_UNITS", 1, 10);
        assertThat(third.unitsOfOthers()).isEqualTo(10);
        claims.claim(numbers.get(0), "PLANTATION_ARBRE", "ADDRESS_UNITS", 2, 10);
        assertThat(claims.claim(numbers.get(2), "PLANTATION_ARBRE", "ADDRESS_UNITS", 1, 10).unitsOfOthers()).as("corrected to two").isEqualTo(6);
    }

    private interface Work {
        void on(String number) throws Exception;
    }

    private static void inParallel(List<String> numbers, Work work) throws Exception {
        var pool = Executors.newFixedThreadPool(THREADS);
        var start = new CyclicBarrier(THREADS);
        try {
            var queue = new ConcurrentLinkedQueue<>(numbers);
            var futures = new ArrayList<Future<?>>();
            for (int i = 0; i < THREADS; i++) {
                futures.add(pool.submit(() -> {
                    start.await();
                    for (String number = queue.poll(); number != null; number = queue.poll()) work.on(number);
                    return null;
                }));
            }
            for (var future : futures) future.get();
        } finally {
            pool.shutdownNow();
        }
    }

    /** Case files without a process: only their numbers matter here. */
    private List<String> cases(int count) {
        return IntStream.range(0, count).mapToObj(i -> caseFiles.receive(new CaseFiles.Application("street-party", "FET", 10, null, "karine", "COUNTER", "fr", null,
                "Personne " + i, "1333, boul. Chomedey", Map.of("name", "Personne " + i, "address", "1333, boul. Chomedey", "postalCode", "H7V 3Z4", "vendorName", "V", "invoiceNumber", "" + i), Map.of("closing", "NO")))).toList();
    }

    private List<String> state(String state) {
        return db.sql("select case_number from subsidy_reservation where state = :state order by place").param("state", state).query(String.class).list();
    }

    private long reserved() {
        return budget.envelope(PROGRAM, YEAR).orElseThrow().reservedCents();
    }

    private void addsUp() {
        db.sql("select e.*, (select coalesce(sum(amount_cents), 0) from subsidy_reservation where state = 'RESERVED') r, (select coalesce(sum(amount_cents), 0) from subsidy_reservation where state = 'PAID') p from subsidy_envelope e")
                .query((row, i) -> {
                    assertThat(row.getLong("reserved_cents")).isEqualTo(row.getLong("r"));
                    assertThat(row.getLong("paid_cents")).isEqualTo(row.getLong("p"));
                    return null;
                }).list();
    }
}
