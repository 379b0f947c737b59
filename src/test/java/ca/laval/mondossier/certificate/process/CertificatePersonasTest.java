package ca.laval.mondossier.certificate.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.payment.Checkout;
import ca.laval.mondossier.payment.gateway.sandbox.SandboxCard;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The people of domain.md, section 3.2, from the order to the certificate in the file or the money back on the card. */
class CertificatePersonasTest extends CertificateTest {

    @AfterEach
    void everyLineIsWhereItBelongs() {
        assertThat(invariant.troubleAtRest()).isEmpty();
    }

    @Test
    void c1NotaryDesrosiersBuysTwelveStatementsAtOnceElevenAreIssuedAndOneIsGivenBack() {
        var properties = new ArrayList<>(known(11));
        properties.add("4800, rue Introuvable");
        String number = order(List.of("CONF_TAXES"), properties, Map.of("capacity", "NOTARY", "name", "Me Camille Desrosiers", "organization", "Desrosiers, notaires"));
        runJobs();
        pay(number);

        assertThat(states(number)).containsOnlyOnce("PAID").filteredOn("ISSUED"::equals).hasSize(11);
        assertThat(letters(number)).containsExactly("receipt", "inPreparation");
        assertThat(letter(number, "receipt")).as("one receipt for all").contains("540,00");
        assertThat(letter(number, "inPreparation").lines().filter(line -> line.startsWith("- Confirmation de taxes"))).hasSize(12);

        act(number, "notFound");
        act(number, "refundConfirmed");
        assertThat(isOver(number)).isTrue();
        assertThat(ends(number)).contains("endEvent_partlyIssued");
        assertThat(states(number)).containsOnlyOnce("REFUNDED").filteredOn("ISSUED"::equals).hasSize(11);
        assertThat(documents(number)).hasSize(11);
        assertThat(givenBack(number)).isEqualTo(4_500L);
        assertThat(letters(number)).containsExactly("receipt", "inPreparation", "certificateReady", "refunded");
        assertThat(letter(number, "certificateReady")).contains("4800, rue Introuvable (immeuble introuvable)");
    }

    @Test
    void c3AnImpatientDoubleClickPaysOnceAndIssuesOnce() {
        String number = statement();
        String first = payments.begin(number);
        assertThat(payments.begin(number)).as("the second click leads to the same page").isEqualTo(first);
        payments.enter(first, SandboxCard.DOUBLE_NOTICE);
        payments.enter(first, SandboxCard.PAID);
        payments.deliver();
        runJobs();
        assertThat(payments.checkout(number).result()).isEqualTo(Checkout.Result.NOT_OPEN);
        assertThat(captures(number)).isEqualTo(1);
        assertThat(documents(number)).hasSize(1);
        assertThat(letters(number)).containsExactly("receipt", "certificateReady");
    }

    @Test
    void c4TheProvidersNoticeComesThreeHoursLateAfterASecondPaymentAndTheSecondOneGoesBack() {
        String number = statement();
        payments.enter(payments.begin(number), SandboxCard.LATE);
        payments.later(Duration.ofMinutes(31));
        pay(number);
        assertThat(states(number)).containsExactly("ISSUED");
        payments.later(Duration.ofHours(3));
        payments.deliver();
        runJobs();
        assertThat(captures(number)).isEqualTo(2);
        payments.confirmRefunds();
        runJobs();
        assertThat(givenBack(number)).as("by itself, whole").isEqualTo(4_500L);
        assertThat(documents(number)).hasSize(1);
        assertThat(letters(number)).containsExactlyInAnyOrder("receipt", "certificateReady", "refunded");
    }

    @Test
    void c5DeclinedThreeTimesTheCardWorksTheNextDay() {
        String number = statement();
        for (int i = 0; i < 3; i++) {
            payments.enter(payments.begin(number), SandboxCard.DECLINED);
            assertThat(status(number)).isEqualTo("AWAITING_PAYMENT");
        }
        assertThat(payments.checkout(number).result()).isEqualTo(Checkout.Result.TOMORROW);
        payments.later(Duration.ofHours(25));
        pay(number);
        assertThat(states(number)).containsExactly("ISSUED");
        assertThat(captures(number)).isEqualTo(1);
    }

    @Test
    void c6PaidTwoSecondsBeforeMidnightOnNewYearsEveIsPaidInTheOldYear() {
        ClockUtil.setCurrentTime(Date.from(ZonedDateTime.parse("2026-12-31T23:59:30-05:00").toInstant()));
        String number = statement();
        assertThat(number).startsWith("CER-2026-");
        String session = payments.begin(number);
        ClockUtil.setCurrentTime(Date.from(ZonedDateTime.parse("2026-12-31T23:59:58-05:00").toInstant()));
        payments.enter(session, SandboxCard.PAID);
        ClockUtil.setCurrentTime(Date.from(ZonedDateTime.parse("2027-01-01T00:00:20-05:00").toInstant()));
        runJobs();
        assertThat(letter(number, "receipt").replace((char) 160, (char) 32)).contains("31 décembre 2026, 23 h 59");
        assertThat(states(number)).containsExactly("ISSUED");
    }

    @Test
    void c7APropertyWithTwoMatriculesWaitsForAPersonWhoChooses() {
        String address = ambiguous();
        String number = order(List.of("CONF_TAXES"), List.of(address));
        runJobs();
        pay(number);
        assertThat(open(number)).hasSize(1).allMatch(line -> line.matricule() == null);
        var both = roll.suggest(address);
        assertThat(both).hasSizeGreaterThanOrEqualTo(2);
        lines.choose(number, 1, both.get(1), "patrick");
        assertThat(open(number)).as("chosen, not issued: somebody else signs").hasSize(1);
        act(number, "prepare");
        act(number, "sign");
        assertThat(lines.of(number).get(0)).matches(line -> line.state().equals("ISSUED") && line.matricule().equals(both.get(1).matricule()) && line.signedBy().equals("josee"));
    }

    @Test
    void c8ABuyerInFranceNeedsNoCanadianPostalCode() {
        String number = order(List.of("CERT_EVALUATION"), known(1), Map.of("name", "Hélène Fabre", "address", "12 bis, rue de la République", "city", "Lyon", "postcode", "69002",
                "country", "France", "phone", "+33 4 78 00 00 00"));
        runJobs();
        pay(number);
        assertThat(states(number)).containsExactly("ISSUED");
        assertThat(caseFiles.find(new ca.laval.mondossier.casefile.CaseNumber(number)).orElseThrow().answers()).containsEntry("postcode", "69002").containsEntry("phone", "+33478000000");
    }

    @Test
    void c9AChargebackTwoMonthsLaterIsADebtAndTheNextOrderWaitsForIt() {
        String email = "contestataire@exemple.ca";
        String number = orderBy(email, List.of("CONF_TAXES"), known(1), Map.of());
        runJobs();
        pay(number);
        payments.later(Duration.ofDays(60));
        payments.chargeBack(number);
        runJobs();
        assertThat(tasks.createTaskQuery().processInstanceBusinessKey(number).taskCandidateGroup("finance-ar").count()).as("somebody at finance has it").isEqualTo(1);
        payments.decide(number, true);
        runJobs();
        String next = orderBy(email, List.of("CONF_TAXES"), known(1), Map.of());
        runJobs();
        assertThat(status(next)).isEqualTo("CLOSED");
        assertThat(letters(next)).containsExactly("moneyOwed");
        assertThat(lines.of(next)).isEmpty();
    }

    private String statement() {
        String number = order(List.of("CONF_TAXES"), known(1));
        runJobs();
        return number;
    }

    private List<String> known(int count) {
        return IntStream.rangeClosed(1, 9).boxed().flatMap(digit -> roll.suggest(String.valueOf(digit)).stream()).map(ca.laval.mondossier.property.Property::shownMatricule).distinct().limit(count).toList();
    }

    /** An address that two properties of the roll share. */
    private String ambiguous() {
        return IntStream.rangeClosed(1, 9).boxed().flatMap(digit -> roll.suggest(String.valueOf(digit)).stream()).map(ca.laval.mondossier.property.Property::address)
                .filter(address -> roll.find(address).isEmpty()).findFirst().orElse("2304, avenue des Bois");
    }

    private List<String> documents(String number) {
        return db.sql("select key from official_document where case_number = :number and key like 'line-%'").param("number", number).query(String.class).list();
    }

    private int captures(String number) {
        return db.sql("select count(*) from payment_attempt where order_number like :order and captured_cents > 0").param("order", number + ".%").query(Integer.class).single();
    }

    private long givenBack(String number) {
        return db.sql("select coalesce(sum(amount_cents), 0) from payment_refund where order_number like :order and state = 'CONFIRMED'").param("order", number + ".%").query(Long.class).single();
    }
}
