package ca.laval.mondossier.subsidy;

import ca.laval.mondossier.address.AddressFile;
import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.RelatedCases;
import ca.laval.mondossier.casefile.Sealer;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.sql.Types;
import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * One grant per child, person or address, as the programme says (domain.md, section 1.3). A unique constraint guards it, on a keyed hash:
 * two applications of one moment cannot both get it, and a copy of the table names nobody.
 */
@Component
public class SubsidyClaims implements RelatedCases {
    /** Demo parameter: at most two children of one household. */
    private static final int CHILDREN_PER_HOUSEHOLD = 2;

    private final JdbcClient db;
    private final Clock clock;
    private final CaseFiles caseFiles;
    private final Sealer sealer;

    SubsidyClaims(JdbcClient db, Clock clock, CaseFiles caseFiles, Sealer sealer) {
        this.db = db;
        this.clock = clock;
        this.caseFiles = caseFiles;
        this.sealer = sealer;
    }

    /**
     * What came of a claim.
     *
     * @param duplicate         another case holds the right, wholly
     * @param unitsOfOthers     units that other cases hold of it
     * @param invoiceSeen       another case has the same store and invoice number
     * @param accountApplicants other applicants who used the bank account in the last twelve months
     */
    public record Claimed(boolean duplicate, int unitsOfOthers, boolean invoiceSeen, int accountApplicants) {
    }

    /** A right: its hash, how many slots there are, how many the case wants, and how long they are held. */
    private record Right(byte[] hash, int slots, int wanted, LocalDate until) {
    }

    /**
     * Takes the case's right; asked again it finds its own. What others hold already is a fact for the tables, not an error.
     *
     * @param uniqueness CHILD_LIFETIME, ADDRESS_5_YEARS, PERSON_1_YEAR or ADDRESS_UNITS
     * @param units      how many are asked for; counts with ADDRESS_UNITS only
     * @param maxUnits   of an address; null when the programme counts none
     */
    @Transactional
    public Claimed claim(String caseNumber, String program, String uniqueness, int units, Integer maxUnits) {
        return take(caseNumber, program, uniqueness, units, maxUnits, false);
    }

    /** The same for a case that a supervisor found legitimate (twins, separated parents): it gets a slot of its own beyond the limit. */
    @Transactional
    public Claimed split(String caseNumber, String program, String uniqueness, int units, Integer maxUnits) {
        return take(caseNumber, program, uniqueness, units, maxUnits, true);
    }

    /** Frees the case's right for others. What it shares with others stays known for the checks. */
    @Transactional
    public void release(String caseNumber) {
        db.sql("delete from subsidy_claim where case_number = :number").param("number", caseNumber).update();
    }

    @Override
    public Set<String> of(String caseNumber) {
        return new TreeSet<>(db.sql("""
                select distinct other.case_number from subsidy_fingerprint own
                join subsidy_fingerprint other on other.kind = own.kind and other.hash = own.hash and other.case_number <> own.case_number
                where own.case_number = :number""").param("number", caseNumber).query(String.class).list());
    }

    private Claimed take(String caseNumber, String program, String uniqueness, int units, Integer maxUnits, boolean beyond) {
        CaseFile file = caseFiles.find(new CaseNumber(caseNumber)).orElseThrow();
        LocalDate today = LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE);
        boolean duplicate = false;
        int unitsOfOthers = 0;
        for (Right right : rights(file, program, uniqueness, units, maxUnits, today)) {
            // Claims to one right wait for each other, so that what is counted here holds; the constraint guards it all the same.
            db.sql("select pg_advisory_xact_lock(:key)").param("key", ByteBuffer.wrap(right.hash()).getLong()).query().singleRow();
            remember(file, "CLAIM", right.hash());
            int others = held(right, caseNumber, today, true);
            int own = held(right, caseNumber, today, false);
            int free = beyond ? right.wanted() : Math.max(0, right.slots() - others);
            int due = Math.min(right.wanted(), free);
            if (own > due) giveBack(right, caseNumber, own - due);
            if (own < due) occupy(right, caseNumber, due - own, today);
            duplicate |= free == 0;
            unitsOfOthers = Math.max(unitsOfOthers, others);
        }
        boolean invoiceSeen = sharedByOthers(file, "INVOICE", sealer.hash("invoice", plain(text(file, "vendorName")), plain(text(file, "invoiceNumber"))), 1200) > 0;
        int accountApplicants = Sealer.isSealed(file.answers().get("bankAccount")) ? sharedByOthers(file, "ACCOUNT", account(file), 12) : 0;
        // Units that others hold lower the amount; they make no duplicate.
        boolean countsUnits = uniqueness.equals("ADDRESS_UNITS");
        return new Claimed(duplicate && !countsUnits, countsUnits ? unitsOfOthers : 0, invoiceSeen, accountApplicants);
    }

    private List<Right> rights(CaseFile file, String program, String uniqueness, int units, Integer maxUnits, LocalDate today) {
        String address = AddressFile.normalized(text(file, "address"), text(file, "postalCode"));
        String person = plain(text(file, "name")) + "|" + address;
        return switch (uniqueness) {
            case "CHILD_LIFETIME" -> {
                String child = text(file, "childBirthDate") == null ? "expected by " + person : plain(text(file, "childName")) + "|" + text(file, "childBirthDate");
                yield List.of(new Right(sealer.hash(program, "child", child), 1, 1, null), new Right(sealer.hash(program, "household", address), CHILDREN_PER_HOUSEHOLD, 1, null));
            }
            case "ADDRESS_5_YEARS" -> List.of(new Right(sealer.hash(program, "address", address), 1, 1, today.plusYears(5)));
            case "PERSON_1_YEAR" -> List.of(new Right(sealer.hash(program, "person", person), 1, 1, today.plusYears(1)));
            case "ADDRESS_UNITS" -> List.of(new Right(sealer.hash(program, "units", address), maxUnits, units, null));
            default -> throw new IllegalArgumentException("The programme %s is unique by %s, which nobody knows".formatted(program, uniqueness));
        };
    }

    private int held(Right right, String caseNumber, LocalDate today, boolean byOthers) {
        return db.sql("""
                select count(*) from subsidy_claim where key_hash = :hash and (held_until is null or held_until >= :today)
                  and (case_number <> :number) = :others""")
                .param("hash", right.hash()).param("today", today).param("number", caseNumber).param("others", byOthers).query(Integer.class).single();
    }

    private void occupy(Right right, String caseNumber, int count, LocalDate today) {
        db.sql("""
                insert into subsidy_claim (key_hash, slot, case_number, held_until)
                select :hash, slot, :number, :until from generate_series(1, (select coalesce(max(slot), 0) from subsidy_claim where key_hash = :hash) + :count) slot
                where not exists (select from subsidy_claim c where c.key_hash = :hash and c.slot = slot.slot and (c.held_until is null or c.held_until >= :today))
                order by slot limit :count
                on conflict (key_hash, slot) do update set case_number = excluded.case_number, held_until = excluded.held_until where subsidy_claim.held_until < :today""")
                .param("hash", right.hash()).param("number", caseNumber).param("until", right.until(), Types.DATE).param("count", count).param("today", today).update();
    }

    private void giveBack(Right right, String caseNumber, int count) {
        db.sql("""
                delete from subsidy_claim where key_hash = :hash and case_number = :number
                  and slot in (select slot from subsidy_claim where key_hash = :hash and case_number = :number order by slot desc limit :count)""")
                .param("hash", right.hash()).param("number", caseNumber).param("count", count).update();
    }

    /** How many applicants; who withdrew, or was closed for want of documents, may come back with the same invoice. */
    private int sharedByOthers(CaseFile file, String kind, byte[] hash, int months) {
        remember(file, kind, hash);
        return db.sql("""
                select count(distinct applicant_hash) from subsidy_fingerprint f join case_file c on c.number = f.case_number
                where kind = :kind and hash = :hash and case_number <> :number and at > :since
                  and (applicant_hash <> :applicant or :kind = 'INVOICE' and c.status not in ('WITHDRAWN', 'CLOSED'))""")
                .param("kind", kind).param("hash", hash).param("number", file.number()).param("applicant", applicant(file))
                .param("since", Timestamp.from(clock.instant().atZone(BusinessCalendar.ZONE).minusMonths(months).toInstant())).query(Integer.class).single();
    }

    private void remember(CaseFile file, String kind, byte[] hash) {
        db.sql("""
                insert into subsidy_fingerprint (case_number, kind, hash, applicant_hash, at) values (:number, :kind, :hash, :applicant, :now)
                on conflict do nothing""")
                .param("number", file.number()).param("kind", kind).param("hash", hash).param("applicant", applicant(file))
                .param("now", Timestamp.from(clock.instant())).update();
    }

    private byte[] account(CaseFile file) {
        return sealer.hash("account", sealer.open(file.answers().get("bankInstitution")), sealer.open(file.answers().get("bankTransit")), sealer.open(file.answers().get("bankAccount")));
    }

    private byte[] applicant(CaseFile file) {
        return sealer.hash("applicant", plain(text(file, "name")), AddressFile.normalized(text(file, "address"), text(file, "postalCode")));
    }

    private static String text(CaseFile file, String field) {
        return (String) file.answers().get(field);
    }

    /** As people write one name: accents, capitals, hyphens, spaces and the order of words do not matter. */
    private static String plain(String text) {
        if (text == null) return "";
        String letters = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
        return Arrays.stream(letters.split(" ")).sorted().collect(Collectors.joining(" "));
    }
}
