package ca.laval.mondossier.payment;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.ApplicationTest;
import ca.laval.mondossier.Browser;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.payment.gateway.sandbox.SandboxCard;
import ca.laval.mondossier.payment.gateway.sandbox.SandboxPostman;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A resident, the sandbox's page, its signed notices over HTTP: the whole way, and no card number anywhere on it. */
class SandboxPaymentTest extends ApplicationTest {
    @Autowired
    private Payments payments;
    @Autowired
    private Ledger ledger;
    @Autowired
    private Inbox inbox;
    @Autowired
    private Refunds refunds;
    @Autowired
    private SandboxPostman postman;
    @Autowired
    private ManagementService management;
    @Autowired
    private HistoryService history;
    @Autowired
    private Clock clock;
    @Autowired
    private LoggingSystem logging;

    private String number;
    private String order;
    private Browser browser;

    @BeforeEach
    void anOrder() {
        for (String table : List.of("sandbox_notice", "sandbox_dispute", "sandbox_refund", "sandbox_session")) db.sql("delete from " + table).update();
        endEveryCase();
        long sequence = db.sql("select next_case_sequence('PAY', 2026)").query(Long.class).single();
        number = CaseNumber.numbered("PAY", 2026, sequence).value();
        String email = "sandbox" + sequence + "@example.org";
        browser = resident(email);
        db.sql("""
                insert into case_file (number, service, resident_id, channel, language, answers, status, status_since, received_at)
                select :number, 'payment', id, 'PORTAL', 'fr', '{}', 'RECEIVED', now(), now() from resident where email = :email""").param("number", number).param("email", email).update();
        order = payments.open(number, "fee", List.of(new AmountLine("payment.card.visa", "", 2_500, 0, 0)));
        runtime.startProcessInstanceByKey("payment", number, Map.of("paymentOrder", order));
    }

    @AfterEach
    void now() {
        ClockUtil.reset();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void declinedThenPaidThenTheReceiptAndNoCardNumberAnywhere(CapturedOutput console) {
        var chatty = Map.of("ca.laval.mondossier", LogLevel.TRACE, "org.springframework", LogLevel.DEBUG, "org.camunda.bpm.engine", LogLevel.DEBUG, "org.apache", LogLevel.DEBUG);
        chatty.forEach(logging::setLogLevel);
        try {
            declinedThenPaidThenTheReceipt();
        } finally {
            chatty.keySet().forEach(logger -> logging.setLogLevel(logger, null));
        }
        assertThat(console.getAll()).as("it was listened to").contains("payment_attempt", "/files/" + number + "/payment", "ACT_HI_");
        noCardNumberIn("the log", console.getAll());
        var tables = db.sql("select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'").query(String.class).list();
        assertThat(tables).contains("act_hi_varinst", "act_hi_detail", "act_hi_job_log", "act_hi_op_log", "act_ge_bytearray", "payment_attempt", "sandbox_session", "letter", "official_document");
        for (String table : tables) {
            db.sql("select cast(t as text) from " + table + " t").query(String.class).list().forEach(row -> noCardNumberIn(table, withoutHex(row)));
            for (String column : db.sql("select column_name from information_schema.columns where table_schema = 'public' and table_name = :table and data_type = 'bytea'").param("table", table).query(String.class).list()) {
                db.sql("select encode(" + column + ", 'escape') from " + table + " where " + column + " is not null").query(String.class).list().forEach(bytes -> noCardNumberIn(table + "." + column, bytes));
            }
        }
    }

    /** Bytes are read as bytes: their hexadecimal digits may look like any number. */
    private static String withoutHex(String row) {
        return row.replaceAll("\\\\+x[0-9a-f]+", "");
    }

    private static void noCardNumberIn(String where, String text) {
        String digits = text.replaceAll("[ \\u00A0-]", "");
        for (SandboxCard card : SandboxCard.values()) {
            assertThat(digits.contains(card.number().replace(" ", ""))).as(card + " in " + where).isFalse();
        }
    }

    private void declinedThenPaidThenTheReceipt() {
        assertThat(pay(SandboxCard.DECLINED)).contains("Le dernier paiement a été refusé", "Réessayer");
        assertThat(pay(SandboxCard.PAID)).contains("Votre paiement est reçu", "4242", "25,00");
        tell();
        assertThat(payments.find(order).orElseThrow().state()).isEqualTo("PAID");
        assertThat(db.sql("select body from letter where case_number = :n and name = 'receipt'").param("n", number).query(String.class).single()).contains("Visa se terminant par 4242");
        assertThat(history.createHistoricVariableInstanceQuery().list().stream().map(variable -> String.valueOf(variable.getValue()))).noneMatch(value -> value.contains("4242"));
    }

    @Test
    void twoNoticesOfOnePaymentAreOnePayment() {
        pay(SandboxCard.DOUBLE_NOTICE);
        tell();
        assertThat(ledger.attempts(order)).singleElement().satisfies(attempt -> assertThat(attempt.state()).isEqualTo("CAPTURED"));
        assertThat(refunds.of(order)).isEmpty();
    }

    @Test
    void capturedAfterItHadFailedWinsAndTheSecondPaymentGoesBack() {
        pay(SandboxCard.CAPTURED_AFTER_FAILED);
        tell();
        assertThat(pay(SandboxCard.PAID)).contains("Votre paiement est reçu");
        tell();
        later(Duration.ofMinutes(6));
        tell();
        assertThat(ledger.attempts(order)).hasSize(2).allMatch(PaymentAttempt::isCaptured).filteredOn(PaymentAttempt::counted).hasSize(1);
        later(Duration.ofMinutes(2));
        tell();
        assertThat(refunds.of(order)).singleElement().satisfies(refund -> assertThat(refund.state()).isEqualTo("CONFIRMED"));
    }

    @Test
    void nobodyAnswersAndTheInquiryFindsThePayment() {
        pay(SandboxCard.NO_ANSWER);
        tell();
        assertThat(payments.find(order).orElseThrow().state()).isIn("OPEN", "PAID");
        later(Duration.ofMinutes(11));
        tell();
        assertThat(payments.find(order).orElseThrow().state()).isEqualTo("PAID");
    }

    @Test
    void aRefusedRefundIsATask() {
        pay(SandboxCard.REFUND_REFUSED);
        tell();
        payments.askRefund(order, List.of(1), Situation.PROPERTY_NOT_FOUND, Refunds.APPLICATION, "sandbox " + order);
        tell();
        assertThat(refunds.of(order).get(0).state()).isEqualTo("REFUSED");
        assertThat(tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult().getTaskDefinitionKey()).isEqualTo("userTask_followUpRefund");
    }

    @Test
    void aChargebackThatTheBankDecidesForTheCardHolderIsADebt() {
        pay(SandboxCard.CHARGED_BACK);
        tell();
        later(Duration.ofMinutes(11));
        tell();
        assertThat(tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult().getTaskDefinitionKey()).isEqualTo("userTask_answerChargeback");
        later(Duration.ofDays(8));
        tell();
        assertThat(payments.owes(db.sql("select resident_id from case_file where number = :n").param("n", number).query(Long.class).single())).isTrue();
    }

    /** Pays as a browser does; what the resident reads when they come back. */
    private String pay(SandboxCard card) {
        browser.get("/files/" + number + "/payment");
        var left = browser.get(browser.post("/files/" + number + "/payment").location());
        String page = left.header("Refresh").replaceFirst("0;url=https?://[^/]+", "");
        browser.get(page);
        var paid = browser.post(page, "number", card.number());
        assertThat(paid.status()).as("%s: %s", page, paid.text()).isBetween(300, 399);
        String location = paid.location();
        if (!location.startsWith("/payments/return/")) location = "/files/" + number + "/payment/return";
        tell();
        var back = browser.get(location);
        return (back.status() == 302 ? browser.get(back.location()) : back).body();
    }

    /** Notices that are due arrive, and what they set going is done. */
    private void tell() {
        postman.deliverDue();
        PaidInTests.drain(inbox);
        for (var due = management.createJobQuery().executable().withRetriesLeft().list(); !due.isEmpty(); due = management.createJobQuery().executable().withRetriesLeft().list()) {
            due.removeIf(job -> job.getProcessInstanceId() == null || !job.getProcessDefinitionKey().startsWith("payment"));
            if (due.isEmpty()) break;
            due.forEach(job -> {
                if (management.createJobQuery().jobId(job.getId()).count() > 0) management.executeJob(job.getId());
            });
        }
        postman.deliverDue();
        PaidInTests.drain(inbox);
    }

    private void later(Duration time) {
        ClockUtil.setCurrentTime(Date.from(clock.instant().plus(time)));
    }
}
