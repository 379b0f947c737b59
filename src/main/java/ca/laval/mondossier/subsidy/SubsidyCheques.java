package ca.laval.mondossier.subsidy;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.payout.BatchedPayments;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What becomes of cheques that were issued: cashed, or stopped and then issued once more or given up (domain.md, section 1.3). Amounts are in cents. */
@Component
public class SubsidyCheques {
    /** When accounts payable is asked about a cheque that nobody cashed; `subsidy-cheque` waits as long. */
    private static final Period ASKED_AFTER = Period.ofMonths(6);

    private final JdbcClient db;
    private final Clock clock;
    private final SubsidyBudget budget;
    private final SubsidyClaims claims;
    private final SubsidyAdjustments adjustments;
    private final List<BatchedPayments> others;

    SubsidyCheques(JdbcClient db, Clock clock, SubsidyBudget budget, SubsidyClaims claims, SubsidyAdjustments adjustments, List<BatchedPayments> others) {
        this.db = db;
        this.clock = clock;
        this.budget = budget;
        this.claims = claims;
        this.adjustments = adjustments;
        this.others = others;
    }

    /**
     * What giving a cheque up brings.
     *
     * @param wholeSubsidy it paid the subsidy itself, not a difference on top of it nor another counter's money
     * @param letIn        cases that are let in from the waiting list for its money; the caller tells them in the same transaction
     */
    public record GivenUp(boolean wholeSubsidy, List<String> letIn) {
    }

    /** The bank says that it was cashed. False when it was stopped before, or never issued. */
    @Transactional
    public boolean cashed(String caseNumber, int attempt, String staff) {
        return mark("cashed_at = coalesce(cashed_at, :now), cashed_by = coalesce(cashed_by, :staff)", "state = 'SETTLED' and stopped_at is null", caseNumber, attempt, staff);
    }

    /** Takes a mark back that was set by mistake, while somebody still asks about the cheque. False when it is too late. */
    @Transactional
    public boolean notCashed(String caseNumber, int attempt) {
        return db.sql("update subsidy_payout set cashed_at = null, cashed_by = null where case_number = :number and attempt = :attempt and cashed_at is not null and answered_at > :since")
                .param("number", caseNumber).param("attempt", attempt).param("since", Timestamp.from(clock.instant().atZone(BusinessCalendar.ZONE).minus(ASKED_AFTER).toInstant())).update() == 1;
    }

    public boolean isCashed(String caseNumber, int attempt) {
        return db.sql("select cashed_at is not null from subsidy_payout where case_number = :number and attempt = :attempt").param("number", caseNumber).param("attempt", attempt)
                .query(Boolean.class).single();
    }

    /** It pays nobody any more. False when it was cashed before, or never issued. */
    @Transactional
    public boolean stop(String caseNumber, int attempt) {
        return mark("stopped_at = coalesce(stopped_at, :now)", "state in ('SETTLED', 'RETURNED') and cashed_at is null", caseNumber, attempt, null);
    }

    /** Whether another payment of the case is on its way: only one can be at a time. */
    public boolean isAnotherUnderWay(String caseNumber) {
        return db.sql("""
                select exists (select from subsidy_payout where case_number = :number and (state in ('DUE', 'IN_BATCH', 'SENT') or state in ('SETTLED', 'RETURNED') and not told))
                    or exists (select from subsidy_difference where case_number = :number and state = 'RESERVED')""").param("number", caseNumber).query(Boolean.class).single();
    }

    /** Whether giving it up would leave a difference paid on a subsidy that is none: it pays the subsidy itself, and the case got more on top. */
    public boolean carriesADifference(String caseNumber, int attempt) {
        return !adjustments.pays(payout(caseNumber, attempt)) && adjustments.paidTo(caseNumber);
    }

    /** Whether the books of whose money it is can do without it; a subsidy's always can. */
    public boolean mayGiveUp(String caseNumber, int attempt) {
        Payout cheque = payout(caseNumber, attempt);
        return owner(cheque).map(owner -> owner.mayGiveUp(caseNumber, cheque.purpose())).orElse(true);
    }

    /** The other counter whose money a payout is; empty for a subsidy. */
    private Optional<BatchedPayments> owner(Payout payout) {
        return others.stream().filter(other -> payout.purpose() != null && other.process().equals(payout.process())).findFirst();
    }

    private Payout payout(String caseNumber, int attempt) {
        return db.sql("select * from subsidy_payout where case_number = :number and attempt = :attempt").param("number", caseNumber).param("attempt", attempt)
                .query(SubsidyPayouts::payout).single();
    }

    /** Puts a cheque in line for the next batch in place of a stopped one, once. */
    @Transactional
    public void reissue(String caseNumber, int attempt) {
        db.sql("""
                insert into subsidy_payout (case_number, attempt, process, adjustment, purpose, amount_cents, method, state, due_at, replaces)
                select :number, (select max(attempt) + 1 from subsidy_payout where case_number = :number), process, adjustment, purpose, amount_cents, 'CHEQUE', 'DUE', :now, :attempt
                from subsidy_payout where case_number = :number and attempt = :attempt and stopped_at is not null
                on conflict do nothing""").param("number", caseNumber).param("attempt", attempt).param("now", Timestamp.from(clock.instant())).update();
        boolean inLine = db.sql("select exists (select from subsidy_payout where case_number = :number and replaces = :attempt)").param("number", caseNumber).param("attempt", attempt)
                .query(Boolean.class).single();
        if (!inLine) throw new IllegalStateException("Cheque %s.%d cannot be replaced: it was not stopped, or another payment is on its way".formatted(caseNumber, attempt));
    }

    /** The money of a stopped cheque is its envelope's again, once; with the subsidy itself the case also gives up its right, and may apply again. Another counter's money is for its books. */
    @Transactional
    public GivenUp giveUp(String caseNumber, int attempt) {
        Payout cheque = payout(caseNumber, attempt);
        if (!cheque.stopped()) throw new IllegalStateException("Cheque %s.%d was not stopped".formatted(caseNumber, attempt));
        Optional<BatchedPayments> owner = owner(cheque);
        owner.ifPresent(counter -> counter.givenUp(caseNumber, cheque.purpose()));
        if (owner.isPresent()) return new GivenUp(false, List.of());
        if (adjustments.pays(cheque)) {
            adjustments.takeBack(cheque.adjustment(), caseNumber);
            return new GivenUp(false, List.of());
        }
        claims.release(caseNumber);
        return new GivenUp(true, budget.takeBack(caseNumber));
    }

    private boolean mark(String change, String condition, String caseNumber, int attempt, String staff) {
        return db.sql("update subsidy_payout set " + change + " where case_number = :number and attempt = :attempt and method = 'CHEQUE' and " + condition)
                .param("number", caseNumber).param("attempt", attempt).param("now", Timestamp.from(clock.instant())).param("staff", staff, Types.VARCHAR).update() == 1;
    }
}
