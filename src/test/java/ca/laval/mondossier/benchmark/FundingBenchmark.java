package ca.laval.mondossier.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.funding.Agreement;
import ca.laval.mondossier.funding.Agreements;
import ca.laval.mondossier.funding.Amendments;
import ca.laval.mondossier.funding.Commitments;
import ca.laval.mondossier.funding.EnvelopeProposal;
import ca.laval.mondossier.funding.EnvelopeReader;
import ca.laval.mondossier.funding.Envelopes;
import ca.laval.mondossier.funding.Funder;
import ca.laval.mondossier.funding.Instalments;
import ca.laval.mondossier.funding.Report;
import ca.laval.mondossier.funding.Reports;
import ca.laval.mondossier.funding.Settlements;
import ca.laval.mondossier.subsidy.SubsidyPayouts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The books of an envelope of 50 organisations by 8 funders with 4 instalments each, from the form to closed: 200 instalments through batches and bank answers, an amendment, reports,
 * settlements and recoveries. The processes that drive them are not measured. The database checks every sum at every commit; the benchmark counts them itself after every step.
 * Run with `mvn -Pbenchmark verify -Dtest=FundingBenchmark`.
 */
@ActiveProfiles("demo")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {"mondossier.demo-by-default=false", "mondossier.demo-cases=false", "camunda.bpm.job-execution.enabled=false"})
class FundingBenchmark {
    private static final int ORGANISATIONS = 50;
    private static final int FUNDERS = 8;
    private static final long TOTAL = 937_650_013;
    private static final EmbeddedPostgres SERVER = BenchmarkServer.start("funding");

    @Autowired
    private JdbcClient db;
    @Autowired
    private EnvelopeReader reader;
    @Autowired
    private Envelopes envelopes;
    @Autowired
    private Commitments commitments;
    @Autowired
    private Amendments amendments;
    @Autowired
    private Agreements agreements;
    @Autowired
    private Instalments instalments;
    @Autowired
    private Reports reports;
    @Autowired
    private Settlements settlements;
    @Autowired
    private SubsidyPayouts payouts;
    private final StringBuilder table = new StringBuilder("\n| step | transactions that wrote | statements | s |\n|---|---|---|---|\n");

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> SERVER.getJdbcUrl("postgres", "funding"));
        properties.add("spring.datasource.username", () -> "postgres");
        properties.add("spring.datasource.password", () -> "postgres");
    }

    private interface Step {
        void run() throws Exception;
    }

    @Test
    void measure() throws Exception {
        String warm = open();
        assertThat(balanced(warm)).isTrue();
        String envelope = envelopes.nextNumber(Envelopes.PREFIX);
        Counters before = Counters.read(db);
        long start = System.nanoTime();
        step("form read, envelope opened: 400 cells, 200 instalments, 1,600 parts", envelope, () -> envelopes.propose(envelope, proposal(), "caroline"));
        List<String> all = agreements.of(envelope).stream().map(Agreement::number).toList();
        step("8 funders confirm, the treasurer certifies", envelope, () -> {
            for (Funder funder : commitments.of(envelope)) commitments.commit(envelope, funder.code(), funder.committedCents());
            envelopes.certify(envelope);
        });
        step("50 resolutions and signatures", envelope, () -> {
            for (String agreement : all) sign(agreement);
        });
        for (int n = 1; n <= 3; n++) {
            int instalment = n;
            step("instalment " + n + " of all: one batch", envelope, () -> pay(all, instalment));
            if (n == 1) step("a funder takes 10,000.00 back, pro rata", envelope, () -> amendments.reduce(envelope, "F3", 1_000_000, envelope + "/1"));
        }
        step("50 final reports accepted and settled", envelope, () -> {
            for (String agreement : all) settle(agreement, all.indexOf(agreement));
        });
        step("last instalments: one batch", envelope, () -> pay(all, 4));
        step("recoveries, agreements and envelope closed", envelope, () -> close(envelope, all));
        Counters spent = Counters.read(db).minus(before);
        double seconds = (System.nanoTime() - start) / 1e9;
        table.append(String.format(Locale.ROOT, "| **in all** | %,d | %,d | %.1f |%n", spent.writes(), spent.statements(), seconds));
        System.out.println(table);
        assertThat(envelopes.find(envelope).orElseThrow().state()).isEqualTo("CLOSED");
        assertThat(seconds).as("an envelope of 200 instalments in less than two minutes of work").isLessThan(120);
    }

    private void step(String name, String envelope, Step step) throws Exception {
        Counters before = Counters.read(db);
        long start = System.nanoTime();
        step.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        Counters spent = Counters.read(db).minus(before);
        table.append(String.format(Locale.ROOT, "| %s | %,d | %,d | %.1f |%n", name, spent.writes(), spent.statements(), seconds));
        assertThat(balanced(envelope)).as(name).isTrue();
    }

    private String open() throws Exception {
        String envelope = envelopes.nextNumber(Envelopes.PREFIX);
        envelopes.propose(envelope, proposal(), "caroline");
        return envelope;
    }

    /** Shares of funders and organisations that divide nowhere. */
    private EnvelopeProposal proposal() throws Exception {
        String funders = IntStream.rangeClosed(1, FUNDERS).mapToObj(n -> "F%d; Bailleur %d; f%d@exemple.example; %d/36".formatted(n, n, n, n)).collect(Collectors.joining("\n"));
        String organisations = IntStream.rangeClosed(1, ORGANISATIONS).mapToObj(n -> "11400%05d; Organisme %d; o%d@exemple.example; %d/1275; Aînés".formatted(n, n, n, n)).collect(Collectors.joining("\n"));
        int year = LocalDate.now().getYear();
        return reader.read(new EnvelopeReader.Fields("Cinquante organismes", "Objectif 3.2", year + "-04-01", "%d.%02d".formatted(TOTAL / 100, TOTAL % 100), funders, organisations, "40/30/20/10"));
    }

    private void sign(String agreement) throws Exception {
        agreements.adopt(agreement, "CM-20260414-101", LocalDate.now());
        agreements.nameSignatory(agreement, "Élise Côté");
        agreements.sign(agreement, "Élise Côté", agreements.find(agreement).orElseThrow().textEdition());
        agreements.signForCity(agreement, "isabelle");
    }

    private void pay(List<String> all, int n) throws Exception {
        var due = new ArrayList<String>();
        for (String agreement : all) if (instalments.request(agreement, n)) due.add(agreement);
        String number = payouts.nextNumber();
        var batch = payouts.collect(number);
        assertThat(batch.lines()).isEqualTo(due.size());
        payouts.approveFirst(number, batch.lines(), batch.totalCents(), "stephane");
        payouts.approve(number, batch.lines(), batch.totalCents(), "alain");
        payouts.send(number);
        var lines = payouts.lines(number);
        payouts.answer(number, "H;" + number + "\r\n" + lines.stream().map(line -> "R;" + line.reference() + ";" + line.cents() + ";SETTLED;\r\n").collect(Collectors.joining())
                + "T;" + lines.size() + ";" + batch.totalCents() + "\r\n");
        payouts.takeUntold(number, lines.size());
        for (String agreement : due) instalments.paid(agreement, n);
    }

    /** Every third spends all of it, the next a little less, the next so little that it owes something. */
    private void settle(String agreement, int at) throws Exception {
        long granted = agreements.find(agreement).orElseThrow().grantedCents();
        long spent = at % 3 == 0 ? granted : at % 3 == 1 ? granted * 95 / 100 : granted * 80 / 100;
        reports.file(new Report(agreement, "FINAL", 0, "", LocalDate.of(2026, 4, 1), LocalDate.of(2027, 3, 31), List.of(new Report.Line("Salaires", granted, spent)), 0, 0, "Atteints", 12, true, true, 2,
                null, null));
        reports.accept(agreement, "FINAL", spent);
        settlements.settle(agreement, spent);
    }

    private void close(String envelope, List<String> all) throws Exception {
        for (String agreement : all) {
            long owed = settlements.outstanding(agreement);
            if (owed > 0) settlements.returned(agreement, owed, agreement);
            settlements.close(agreement);
        }
        envelopes.close(envelope);
    }

    /** Rows, columns, instalments and journal, counted apart from the database's own check. */
    private boolean balanced(String envelope) {
        return db.sql("""
                select (select total_cents from funding_envelope where number = :e) = (select sum(cents) from funding_cell where envelope = :e)
                   and not exists (select from funding_funder f where envelope = :e and committed_cents <> (select sum(cents) from funding_cell c where c.envelope = :e and c.funder = f.code))
                   and not exists (select from funding_agreement a where envelope = :e and granted_cents <> (select sum(cents) from funding_cell c where c.agreement = a.number))
                   and not exists (select from funding_cell c where envelope = :e
                                   and paid_cents <> (select coalesce(sum(j.cents), 0) from funding_entry j where j.agreement = c.agreement and j.funder = c.funder and j.kind = 'PAID'))
                   and not exists (select from funding_cell c where envelope = :e and cents - released_cents <> (select sum(p.cents) from funding_part p where p.agreement = c.agreement and p.funder = c.funder))""")
                .param("e", envelope).query(Boolean.class).single();
    }
}
