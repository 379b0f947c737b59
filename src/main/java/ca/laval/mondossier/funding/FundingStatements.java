package ca.laval.mondossier.funding;

import ca.laval.mondossier.funding.FundingFigures.Amounts;
import ca.laval.mondossier.funding.FundingFigures.Standing;
import ca.laval.mondossier.official.OfficialDocument;
import ca.laval.mondossier.official.OfficialDocuments;
import ca.laval.mondossier.official.OfficialDocuments.Issue;
import ca.laval.mondossier.official.OfficialDocuments.Word;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a funder gave, or an organisation got, by the end of any day: as a document of the city, and as a list for a spreadsheet. */
@Component
class FundingStatements {
    private static final String TEMPLATE = "community-funding/statement";

    private final FundingFigures figures;
    private final OfficialDocuments documents;

    FundingStatements(FundingFigures figures, OfficialDocuments documents) {
        this.figures = figures;
        this.documents = documents;
    }

    /**
     * A funder's statement belongs to the case of the envelope, an organisation's to that of its agreement. The same journal makes the same document: asked again, it is the one that is there.
     *
     * @param party a funder's code or an agreement's number
     */
    @Transactional
    OfficialDocument issue(Envelope envelope, String party, LocalDate day) {
        List<Standing> own = of(envelope.number(), party, day);
        boolean funder = !own.get(0).agreement().equals(party);
        var facts = new HashMap<String, Object>(Map.of("envelopeTitle", envelope.title(), "envelopeNumber", envelope.number(), "day", day.toString(), "byFunder", funder,
                "partyName", funder ? own.get(0).funderName() : own.get(0).organisation(), "yearStart", envelope.fiscalYearStart().toString(), "yearEnd", envelope.fiscalYearEnd().toString()));
        facts.put("role", new Word(funder ? "funding.funder" : "funding.organisation"));
        facts.put("shares", own.stream().map(one -> amounts(funder ? one.organisation() : one.funderName(), one.amounts())).toList());
        facts.putAll(amounts("", FundingFigures.sum(own)));
        String key = "statement/%s/%s/%d".formatted(party, day, figures.entries(envelope.number(), day));
        return documents.issue(new Issue(funder ? envelope.number() : party, key, TEMPLATE, "funding.statement", envelope.title(), facts));
    }

    /** Amounts in cents, in UTF-8, separated by semicolons. @param party null for the whole envelope */
    byte[] csv(String envelope, String party, LocalDate day) {
        List<Standing> own = party == null ? figures.at(envelope, day) : of(envelope, party, day);
        String lines = own.stream().map(one -> Stream.of(one.funder(), one.funderName(), one.agreement(), one.neq(), one.organisation()).map(FundingStatements::cell).collect(Collectors.joining(";")) + ";" + row(one.amounts()))
                .collect(Collectors.joining("\r\n"));
        return ("day;" + day + "\r\nfunder;funder_name;agreement;neq;organisation;granted_cents;paid_cents;justified_cents;released_cents;return_due_cents;returned_cents;unrecovered_cents\r\n" + lines
                + "\r\nTOTAL;;;;;" + row(FundingFigures.sum(own)) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a funder has this code, or an agreement this number, in the envelope. */
    boolean knows(String envelope, String party) {
        return figures.at(envelope, LocalDate.EPOCH).stream().anyMatch(one -> one.funder().equals(party) || one.agreement().equals(party));
    }

    private List<Standing> of(String envelope, String party, LocalDate day) {
        return figures.at(envelope, day).stream().filter(one -> one.funder().equals(party) || one.agreement().equals(party)).toList();
    }

    private static Map<String, Object> amounts(String name, Amounts amounts) {
        return Map.of("name", name, "grantedCents", amounts.committed(), "paidCents", amounts.paid(), "justifiedCents", amounts.justified(), "releasedCents", amounts.released(),
                "returnDueCents", amounts.due(), "returnedCents", amounts.returned(), "unrecoveredCents", amounts.unrecovered(), "openCents", amounts.open());
    }

    private static String row(Amounts amounts) {
        return Stream.of(amounts.committed(), amounts.paid(), amounts.justified(), amounts.released(), amounts.due(), amounts.returned(), amounts.unrecovered()).map(String::valueOf).collect(Collectors.joining(";"));
    }

    /** Nothing that a spreadsheet would run. */
    private static String cell(String text) {
        String safe = text.matches("(?s)[=+@\\t\\r-].*") ? "'" + text : text;
        return safe.matches("(?s).*[;\"\\r\\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
