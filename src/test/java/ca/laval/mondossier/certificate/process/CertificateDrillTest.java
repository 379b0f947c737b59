package ca.laval.mondossier.certificate.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.TestDatabase;
import ca.laval.mondossier.certificate.process.CrashPoints.Kind;
import ca.laval.mondossier.payment.Checkout;
import ca.laval.mondossier.payment.gateway.sandbox.SandboxCard;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The drill: an order is led from "sent" to "issued and given back" again and again, and each time everything stops at another point, at
 * every save point and at twenty others. Whoever was at it tries again, the engine goes on, and no order is paid without being issued or given back.
 */
@Import(CertificateDrillTest.Crashes.class)
class CertificateDrillTest extends CertificateTest {
    private static final String DATABASE = "application";
    private static final int RANDOM_POINTS = Integer.getInteger("drill.random", 20);
    private static final boolean FULL = Boolean.getBoolean("drill.full");
    /** The same points each time, so that a failure can be looked at again. */
    private static final Random RANDOM = new Random(20261125);

    @TestConfiguration
    static class Crashes {
        @Bean
        static CrashPoints crashPoints() {
            return new CrashPoints(CertificateDrillTest::endEveryConnection);
        }
    }

    @Autowired
    private CrashPoints points;
    private int orders;

    /** What an immediate stop of the server does to the application, and an administrator's restart after it. */
    private static void endEveryConnection() {
        try (var admin = TestDatabase.named("drill-admin").getConnection(); var statement = admin.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + DATABASE + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void noOrderIsPaidWithoutBeingIssuedOrGivenBackWhereverEverythingStops() {
        points.count();
        lead("an order that nothing disturbs");
        points.disarm();
        List<Long> commits = points.commits();
        long last = points.passed();
        assertThat(commits).hasSizeGreaterThan(15);

        // Just before it and just after it by turns; both at each with -Ddrill.full=true.
        for (int i = 0; i < commits.size(); i++) {
            if (FULL || i % 2 == 0) stopAt(commits.get(i), Kind.DATABASE_GONE);
            if (FULL || i % 2 == 1) stopAt(commits.get(i), Kind.COMMITTED_BUT_NOBODY_KNOWS);
        }
        for (int i = 0; i < RANDOM_POINTS; i++) stopAt(1 + RANDOM.nextLong(last), i % 2 == 0 ? Kind.NOTHING_HAPPENED : Kind.DATABASE_GONE);
        System.out.printf("drill: %d orders, %d save points and %d points at random among %d, every order in its place%n", orders, commits.size(), RANDOM_POINTS, last);
    }

    private void stopAt(long point, Kind kind) {
        emptyDesks();
        points.arm(point, kind);
        String number;
        try {
            number = lead("stop " + point + " " + kind);
        } finally {
            points.disarm();
        }
        String where = "%s, stopped at %d (%s)".formatted(number, point, kind);
        assertThat(invariant.troubleAtRest()).as(where).isEmpty();
        assertThat(isOver(number)).as(where).isTrue();
        assertThat(states(number)).as(where).containsExactly("ISSUED", "REFUNDED");
        assertThat(db.sql("select count(*) from official_document where case_number = :number and key like 'line-%'").param("number", number).query(Integer.class).single()).as(where).isEqualTo(1);
        assertThat(db.sql("select count(*) from payment_attempt where captured_cents > 0").query(Integer.class).single()).as(where).isEqualTo(1);
        assertThat(db.sql("select coalesce(sum(amount_cents), 0) from sandbox_refund where not refused").query(Long.class).single()).as(where + ": money back at the provider").isEqualTo(4_500L);
        for (String letter : List.of("receipt", "inPreparation", "certificateReady", "refunded")) {
            assertThat(letters(number)).as(where).containsOnlyOnce(letter);
        }
    }

    /** A statement that is found and one that is not, from "order sent" to the end; whoever meets the crash tries again. */
    private String lead(String name) {
        orders++;
        // Chance may stop two orders at the same point: each is somebody's own.
        String email = name.toLowerCase(java.util.Locale.ROOT).replaceAll("\\W+", ".") + "." + orders + "@exemple.ca";
        String number = again(() -> ordered(email));
        engine();
        again(() -> {
            pay(number);
            return null;
        });
        engine();
        again(() -> {
            if (lines.find(number, 2).orElseThrow().isOpen()) lines.close(number, 2, "PROPERTY_NOT_FOUND", null, "patrick");
            return null;
        });
        again(() -> {
            if (tasks.createTaskQuery().processInstanceBusinessKey(number).taskDefinitionKey("userTask_prepareCertificates").count() > 0) {
                task("patrick", number, "userTask_prepareCertificates", Map.of("everyLineFinished", true));
            }
            return null;
        });
        engine();
        again(() -> {
            payments.confirmRefunds();
            return null;
        });
        engine();
        // The provider repeats what was not answered.
        again(() -> {
            payments.later(Duration.ofHours(1));
            payments.deliver();
            return null;
        });
        engine();
        return number;
    }

    /** A resident whose click failed looks into their files before ordering again. */
    private String ordered(String email) {
        var there = db.sql("select number from case_file where email = :email").param("email", email).query(String.class).optional();
        var roots = roll.suggest("1");
        return there.orElseGet(() -> orderBy(email, List.of("CONF_TAXES"), List.of(roots.get(0).shownMatricule(), "introuvable"), Map.of()));
    }

    @Override
    protected void pay(String number) {
        Checkout checkout = payments.checkout(number);
        if (checkout.result() == Checkout.Result.PAY) payments.enter(checkout.page().replaceFirst(".*/", ""), SandboxCard.PAID);
        payments.later(Duration.ofMinutes(2));
        payments.deliver();
        if (payments.orders().of(new ca.laval.mondossier.casefile.CaseNumber(number)).stream().noneMatch(order -> order.isPaid())) throw new IllegalStateException("not paid yet");
    }

    /** The engine after a restart: every job that is left, until there is none. */
    private void engine() {
        again(() -> {
            for (List<Job> due = due(); !due.isEmpty(); due = due()) {
                for (Job job : due) {
                    if (management.createJobQuery().jobId(job.getId()).count() > 0) management.executeJob(job.getId());
                }
            }
            return null;
        });
    }

    /** Whoever met the crash tries again when the application is back. */
    private <T> T again(Callable<T> work) {
        List<Exception> seen = new ArrayList<>();
        while (seen.size() < 5) {
            try {
                return work.call();
            } catch (Exception e) {
                seen.add(e);
                points.restart();
            }
        }
        AssertionError error = new AssertionError("does not get over it", seen.get(seen.size() - 1));
        seen.forEach(error::addSuppressed);
        throw error;
    }
}
