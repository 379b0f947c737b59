package ca.laval.mondossier.certificate;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The one rule: an order is paid if and only if each of its lines is issued or given back, or a named office has it as a task. While a
 * step waits for the engine, it counts as being worked on; at rest, it does not.
 */
@Component
public class CertificateInvariant {
    /** The order, its payment, its delivery and its refunds; an inquiry about a payment has no line in hand. */
    private static final String OURS = "e.proc_def_id_ similar to '(certificate-request|certificate-delivery|payment|payment-refund):%'";
    /** An open task of the case, or of a process that it called. */
    private static final String TASK = "exists (select from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_ where e.business_key_ = %s and " + OURS + ")";
    private static final String JOB = "exists (select from act_ru_job j join act_ru_execution e on e.id_ = j.process_instance_id_ where e.business_key_ = %s"
            + " and j.type_ = 'message' and j.retries_ > 0 and " + OURS + ")";
    /** A refund that the provider has and has not confirmed, followed by a clock. */
    private static final String ON_ITS_WAY = "exists (select from payment_refund r join payment_order q on q.number = r.order_number join act_ru_execution e on e.business_key_ = q.case_number"
            + " join act_ru_job j on j.process_instance_id_ = e.id_ where r.state = 'SENT' and q.case_number = %s and j.type_ = 'timer')";

    private final JdbcClient db;

    public CertificateInvariant(JdbcClient db) {
        this.db = db;
    }

    /** What breaks the rule now, while the engine may be in the middle of something. */
    public List<String> trouble() {
        return trouble(true);
    }

    /** What breaks the rule once the engine has nothing left to do. */
    public List<String> troubleAtRest() {
        return trouble(false);
    }

    private List<String> trouble(boolean working) {
        String hands = "(" + TASK + " or " + ON_ITS_WAY + (working ? " or " + JOB : "") + ")";
        var trouble = new ArrayList<String>();
        find(trouble, "paid, and nobody has line", """
                select l.case_number || '.' || l.line || ' ' || l.state from certificate_line l join payment_order o on o.case_number = l.case_number
                where o.state = 'PAID' and l.state not in ('ISSUED', 'REFUNDED', 'FEE_KEPT') and not %s""".formatted(hands.replace("%s", "l.case_number")));
        find(trouble, "produced without being paid: line", """
                select l.case_number || '.' || l.line || ' ' || l.state from certificate_line l
                where l.state not in ('ORDERED', 'CANCELLED') and l.fee_cents > 0 and not exists (select from payment_order o where o.case_number = l.case_number and o.state = 'PAID')""");
        find(trouble, "issued without a document, or the reverse: line", """
                select coalesce(l.case_number || '.' || l.line, d.case_number || ' ' || d.key) from certificate_line l
                full join official_document d on d.case_number = l.case_number and d.key = 'line-' || l.line and d.id = l.document
                where (l.state = 'ISSUED') is distinct from (d.id is not null) and (d.id is null or d.key like 'line-%')""");
        find(trouble, "given back on paper only: line", """
                select l.case_number || '.' || l.line from certificate_line l join payment_order o on o.case_number = l.case_number
                where l.state = 'REFUNDED' and not exists (select from payment_refund_line p join payment_refund r on r.number = p.refund
                    where p.order_number = o.number and p.line = l.line and r.state in ('CONFIRMED', 'OTHERWISE'))""");
        find(trouble, "kept without a rule: line", """
                select l.case_number || '.' || l.line from certificate_line l join payment_order o on o.case_number = l.case_number
                where l.state = 'FEE_KEPT' and l.fee_cents > 0 and not exists (select from payment_refund r where r.order_number = o.number and r.situation = l.situation and r.state in ('NOTHING', 'REFUSED'))""");
        find(trouble, "issued and given back, although the city made no mistake: line", """
                select l.case_number || '.' || l.line from certificate_line l join payment_order o on o.case_number = l.case_number
                join payment_refund_line p on p.order_number = o.number and p.line = l.line join payment_refund r on r.number = p.refund
                where l.state = 'ISSUED' and r.situation <> 'CITY_ERROR'""");
        find(trouble, "captured, not counted and not given back: attempt", """
                select a.idempotency_key from payment_attempt a join payment_order o on o.number = a.order_number
                where a.captured_cents > 0 and not a.counted and not exists (select from payment_refund r where r.order_number = a.order_number and r.attempt = a.attempt
                    and (r.state in ('CONFIRMED', 'OTHERWISE') or %s))""".formatted(hands.replace("%s", "o.case_number")));
        find(trouble, "paid by several captures, or by none: order", """
                select o.number from payment_order o left join payment_attempt a on a.order_number = o.number and a.counted
                group by o.number, o.state having count(a.attempt) <> case when o.state = 'PAID' then 1 else 0 end""");
        find(trouble, "closed although nobody looked at it: case", """
                select l.case_number || '.' || l.line || ' ' || l.state from certificate_line l
                where l.state in ('ORDERED', 'PAID', 'PREPARED', 'SIGNED', 'NOT_ISSUED') and not exists (select from act_ru_execution e where e.business_key_ = l.case_number
                    and e.proc_def_id_ like 'certificate-request:%' or l.refund is not null and e.business_key_ = l.case_number and e.proc_def_id_ like 'payment-refund:%')""");
        // While the application works, a notice may be on its way from the inbox to the ledger.
        if (!working) find(trouble, "kept, and never worked off: notice", "select provider || ' ' || id from payment_notice where worked_at is null");
        return trouble;
    }

    private void find(List<String> trouble, String what, String sql) {
        db.sql(sql).query(String.class).list().forEach(found -> trouble.add(what + " " + found));
    }
}
