package ca.laval.mondossier.funding;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.TestDatabase;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Cheques of agreements that were issued again before a new cheque kept what it pays: afterwards the books of funding know them, too. */
class EarlierChequesTest {
    private final DataSource database = TestDatabase.named("earlier-cheques");
    private final JdbcClient db = JdbcClient.create(database);

    @Test
    void aChequeThatWasIssuedAgainPaysWhatTheFirstOnePaid() {
        migrate("18");
        db.sql("""
                insert into case_file (number, service, channel, language, answers, status, status_since, received_at)
                select number, 'funding-agreement', 'COUNTER', 'fr', '{}', 'RECEIVED', now(), now() from unnest(array['CNV-1', 'CNV-2', 'SUB-1']) as number""").update();
        db.sql("insert into subsidy_payout_batch (number, state, lines, total_cents, collected_at) values ('LOT-1', 'COLLECTED', 1, 1, now())").update();
        cheque("CNV-1", 1, "funding-instalment", "instalment-1", null);
        cheque("CNV-1", 2, "funding-instalment", "instalment-2", null);
        cheque("CNV-1", 3, "funding-instalment", null, 1);
        cheque("CNV-1", 4, "funding-instalment", null, 3);
        cheque("CNV-2", 3, "funding-instalment", "instalment-9", null);
        cheque("SUB-1", 1, "subsidy-application", null, null);
        cheque("SUB-1", 2, "subsidy-application", null, 1);
        db.sql("update subsidy_payout o set stopped_at = now() where exists (select from subsidy_payout r where r.case_number = o.case_number and r.replaces = o.attempt)").update();

        migrate("19");

        assertThat(db.sql("select case_number || '.' || attempt || ' ' || coalesce(purpose, '-') from subsidy_payout order by case_number, attempt").query(String.class).list())
                .containsExactly("CNV-1.1 instalment-1", "CNV-1.2 instalment-2", "CNV-1.3 instalment-1", "CNV-1.4 instalment-1", "CNV-2.3 instalment-9", "SUB-1.1 -", "SUB-1.2 -");
    }

    private void migrate(String version) {
        Flyway.configure().dataSource(database).target(version).load().migrate();
    }

    private void cheque(String number, int attempt, String process, String purpose, Integer replaces) {
        db.sql("""
                insert into subsidy_payout (case_number, attempt, process, purpose, replaces, amount_cents, method, state, batch, due_at, answered_at)
                values (:number, :attempt, :process, :purpose, cast(:replaces as int), 100, 'CHEQUE', 'SETTLED', 'LOT-1', now(), now())""")
                .param("number", number).param("attempt", attempt).param("process", process).param("purpose", purpose).param("replaces", replaces).update();
    }
}
