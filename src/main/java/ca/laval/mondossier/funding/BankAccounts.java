package ca.laval.mondossier.funding;

import ca.laval.mondossier.casefile.Sealer;
import ca.laval.mondossier.funding.MoneyRefused.Reason;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where an organisation is paid. A new account counts only once somebody called back at the number that the city knew before; until then nothing is paid. */
@Component
public class BankAccounts {
    private final JdbcClient db;
    private final Books books;
    private final Sealer sealer;
    private final ObjectMapper json;

    BankAccounts(JdbcClient db, Books books, Sealer sealer, ObjectMapper json) {
        this.db = db;
        this.books = books;
        this.sealer = sealer;
        this.json = json;
    }

    /** A change that was asked for. @param tail the end of the new account's number */
    public record Asked(UUID id, Instant askedAt, String tail) {
    }

    /** As much of the new account as whoever calls back compares, and of the one that counts today. @param before null without one */
    public record Compared(Instant askedAt, Shown asked, Shown before) {
    }

    /** Where it is, and the end of its number. */
    public record Shown(String institution, String transit, String tail) {
    }

    /**
     * The organisation gives a new account: three digits, five digits, 5 to 12 digits. Replaces a change that was not decided.
     *
     * @throws MoneyRefused STATE when the agreement is over: nobody would decide on it, and its details would stay
     */
    @Transactional
    public void ask(String agreement, String institution, String transit, String account) throws MoneyRefused {
        Books.require(!List.of("CLOSED", "DEFEATED").contains(books.locked(agreement).state()), Reason.STATE);
        if (!institution.matches("\\d{3}") || !transit.matches("\\d{5}") || !account.matches("\\d{5,12}")) throw new IllegalArgumentException("Not an account");
        db.sql("update funding_account set state = 'REFUSED', details = null, decided_by = 'replaced', decided_at = :now where agreement = :agreement and state = 'ASKED'")
                .param("now", books.now()).param("agreement", agreement).update();
        String details = write(Map.of("bankInstitution", sealer.seal(institution), "bankTransit", sealer.seal(transit), "bankAccount", sealer.seal(account)));
        db.sql("insert into funding_account (id, agreement, details, asked_at, state) values (:id, :agreement, cast(:details as jsonb), :now, 'ASKED')")
                .param("id", UUID.randomUUID()).param("agreement", agreement).param("details", details).param("now", books.now()).update();
    }

    public Optional<Asked> asked(String agreement) {
        return db.sql("select id, asked_at, details -> 'bankAccount' ->> 'tail' as tail from funding_account where agreement = :agreement and state = 'ASKED'").param("agreement", agreement)
                .query((row, index) -> new Asked(row.getObject("id", UUID.class), Books.instant(row, "asked_at"), row.getString("tail"))).optional();
    }

    /** Empty when no change is waiting. */
    public Optional<Compared> compared(String agreement) {
        return db.sql("select a.asked_at, a.details, f.answers from funding_account a join case_file f on f.number = a.agreement where a.agreement = :agreement and a.state = 'ASKED'").param("agreement", agreement)
                .query((row, index) -> new Compared(Books.instant(row, "asked_at"), shown(row.getString("details")), shown(row.getString("answers")))).optional();
    }

    private Shown shown(String details) {
        Map<String, Object> sealed = read(details);
        Object account = sealed.get("bankAccount");
        return Sealer.isSealed(account) ? new Shown(sealer.open(sealed.get("bankInstitution")), sealer.open(sealed.get("bankTransit")), (String) ((Map<?, ?>) account).get("tail")) : null;
    }

    /** Somebody called back, and it is right: from now on the organisation is paid there. */
    @Transactional
    public void confirm(String agreement, String staff) throws MoneyRefused {
        books.locked(agreement);
        Books.require(asked(agreement).isPresent(), Reason.STATE);
        db.sql("update case_file set answers = answers || (select details from funding_account where agreement = :agreement and state = 'ASKED') where number = :agreement").param("agreement", agreement).update();
        decide(agreement, "CONFIRMED", staff);
    }

    /** It is not the organisation's: everything stays as it was. */
    @Transactional
    public void refuse(String agreement, String staff) {
        books.locked(agreement);
        decide(agreement, "REFUSED", staff);
    }

    /** The agreement is over: nobody is paid there any more. */
    void forget(String agreement) {
        decide(agreement, "REFUSED", "ended");
    }

    private void decide(String agreement, String state, String staff) {
        db.sql("update funding_account set state = :state, details = null, decided_by = :staff, decided_at = :now where agreement = :agreement and state = 'ASKED'")
                .param("state", state).param("staff", staff).param("now", books.now()).param("agreement", agreement).update();
    }

    private Map<String, Object> read(String details) {
        try {
            return json.readValue(details, new TypeReference<>() { });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String write(Map<String, ?> details) {
        try {
            return json.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
