package ca.laval.mondossier.payment.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.payment.gateway.PaymentGateway.NewRefund;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Session;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Notices arrive at least once, whatever happens to whoever sends them or should get them. */
class SandboxPostmanTest extends SandboxTest {

    @Test
    void whatIsNotAcceptedComesAgainLaterWithTheSameId() throws Exception {
        Session session = open("fr", 4500);
        pay(session, SandboxCard.PAID);
        receiver.answers.addAll(List.of(500, 404, 302));
        assertThat(postman.deliverDue()).isZero();
        assertThat(postman.deliverDue()).as("not before a minute is over").isZero();
        assertThat(receiver.notices).hasSize(1);
        later(Duration.ofMinutes(1));
        assertThat(postman.deliverDue()).isZero();
        later(Duration.ofMinutes(5));
        assertThat(postman.deliverDue()).isZero();
        later(Duration.ofMinutes(14));
        assertThat(postman.deliverDue()).isZero();
        later(Duration.ofMinutes(1));
        assertThat(postman.deliverDue()).isEqualTo(1);
        assertThat(receiver.notices).hasSize(4).extracting(received -> new String(received.body())).containsOnly(new String(receiver.notices.get(0).body()));
        assertThat(receiver.notices.stream().map(Receiver.Received::signature).distinct()).as("signed anew each time").hasSize(4);
        later(Duration.ofDays(30));
        assertThat(postman.deliverDue()).isZero();
    }

    @Test
    void aNoticeTakenAwayByOneWhoDiedIsDeliveredByTheNext() throws Exception {
        pay(open("fr", 4500), SandboxCard.PAID);
        receiver.answers.add(503);
        postman.deliverDue();
        String lost = new String(receiver.notices.get(0).body());
        // The process is killed between sending and writing down the answer: the row says "put off", as it does here.
        SandboxPostman afterRestart = postman();
        assertThat(afterRestart.deliverDue()).isZero();
        later(Duration.ofMinutes(1));
        assertThat(afterRestart.deliverDue()).isEqualTo(1);
        assertThat(new String(receiver.notices.get(1).body())).isEqualTo(lost);
    }

    @Test
    void nobodyAnswersForThreeDays() throws Exception {
        pay(open("fr", 4500), SandboxCard.PAID);
        receiver.close();
        for (int hour = 0; hour < 24 * 5; hour++) {
            postman.deliverDue();
            later(Duration.ofHours(1));
        }
        var row = db.sql("select attempts, done_at - :start from sandbox_notice where type = 'checkout.session.completed'")
                .param("start", java.sql.Timestamp.from(START)).query((found, i) -> List.of(found.getInt(1), found.getString(2))).single();
        assertThat(row.get(0)).isEqualTo(27);
        assertThat((String) row.get(1)).startsWith("2 days");
    }

    @Test
    void whatIsNotDueIsNotSent() throws Exception {
        Session session = open("fr", 4500);
        pay(session, SandboxCard.PAID);
        gateway.refund(new NewRefund("r", outcome(session).payment(), 100));
        assertThat(postman.deliverDue()).isEqualTo(1);
        later(Duration.ofSeconds(59));
        assertThat(postman.deliverDue()).isZero();
        later(Duration.ofSeconds(1));
        assertThat(postman.deliverDue()).isEqualTo(1);
    }

    @Test
    void severalNodesSendEachNoticeOnce() throws Exception {
        for (int i = 0; i < 60; i++) provider.enter(open("fr", 4500).id(), SandboxCard.PAID);
        var pool = Executors.newFixedThreadPool(4);
        try {
            int sent = 0;
            for (var done : pool.invokeAll(Collections.<Callable<Integer>>nCopies(4, () -> postman().deliverDue()))) sent += done.get();
            assertThat(sent).isEqualTo(60);
        } finally {
            pool.shutdown();
        }
        assertThat(receiver.notices).extracting(received -> new String(received.body())).doesNotHaveDuplicates().hasSize(60);
    }
}
