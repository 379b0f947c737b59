package ca.laval.mondossier.permit;

import ca.laval.mondossier.casefile.CaseHold;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** While works are stopped their permit is not renewed: a renewal would take the order away from who decides about it. */
@Component
class StoppedWorks implements CaseHold {
    private final JdbcClient db;

    StoppedWorks(JdbcClient db) {
        this.db = db;
    }

    @Override
    public boolean holds(String caseNumber, String message) {
        return message.endsWith(".renewalAsked")
                && db.sql("select exists (select from permit where case_number = :number and state = 'STOPPED')").param("number", caseNumber).query(Boolean.class).single();
    }
}
