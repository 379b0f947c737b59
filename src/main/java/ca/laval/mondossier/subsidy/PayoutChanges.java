package ca.laval.mondossier.subsidy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What differs between a payout batch and the one sent before it, line by line: for whoever approves it. Cases are compared; amounts are in cents. */
@Component
public class PayoutChanges {
    private final JdbcClient db;
    private final SubsidyPayouts payouts;

    PayoutChanges(JdbcClient db, SubsidyPayouts payouts) {
        this.db = db;
        this.payouts = payouts;
    }

    /** NEW: the case was not in the batch before; CHANGED: with another amount; AGAIN: with the same one; GONE: it is no longer there. */
    public enum Change { NEW, CHANGED, AGAIN, GONE }

    /**
     * A line of the batch, or of the one before when it is gone.
     *
     * @param beforeCents what the case got in the batch before; null when it was not there
     */
    public record Line(Payout payout, Change change, Long beforeCents) {
    }

    /** How many lines of each kind; every kind is there. */
    public Map<Change, Integer> counts(String number) {
        var counts = new EnumMap<Change, Integer>(Change.class);
        for (Change change : Change.values()) counts.put(change, 0);
        compared(number, "select change, count(*) from compared group by change").query((row, i) -> counts.put(Change.valueOf(row.getString(1)), row.getInt(2))).list();
        return counts;
    }

    /** Lines in the order of their case numbers; of one kind, or all that the batch holds when `only` is null. */
    public List<Line> lines(String number, Change only, int skip, int atMost) {
        return compared(number, "select * from compared where change = :only or (:only = 'ALL' and change <> 'GONE') order by case_number, attempt offset :skip limit :most")
                .param("only", only == null ? "ALL" : only.name()).param("skip", skip).param("most", atMost)
                .query((row, i) -> new Line(SubsidyPayouts.payout(row, i), Change.valueOf(row.getString("change")), row.getObject("before_cents", Long.class))).list();
    }

    private JdbcClient.StatementSpec compared(String number, String question) {
        return db.sql("""
                with compared as (
                    select p.*, last.amount_cents as before_cents,
                        case when last.case_number is null then 'NEW' when last.amount_cents <> p.amount_cents then 'CHANGED' else 'AGAIN' end as change
                    from subsidy_payout p left join subsidy_payout last on last.batch = :before and last.case_number = p.case_number where p.batch = :number
                    union all
                    select last.*, last.amount_cents, 'GONE' from subsidy_payout last
                    where last.batch = :before and not exists (select from subsidy_payout p where p.batch = :number and p.case_number = last.case_number))
                """ + question).param("number", number).param("before", payouts.before(number).map(PayoutBatch::number).orElse(""));
    }
}
