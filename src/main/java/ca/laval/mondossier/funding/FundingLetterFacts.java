package ca.laval.mondossier.funding;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.catalogue.Formats;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.letters.LetterFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What letters about an agreement say from its books: the grant as amended, what was paid, what is owed, the instalment that the process is at. */
@Component
public class FundingLetterFacts implements LetterFacts {
    /** The names that it fills. */
    public static final Set<String> TAGS = Set.of("envelopeTitle", "grantedCents", "paidCents", "owedCents", "owing", "unrecovered", "unrecoveredCents", "forAgreement", "inForce", "instalment", "instalmentCents", "finalReport");

    private final Agreements agreements;
    private final Envelopes envelopes;
    private final Instalments instalments;
    private final Settlements settlements;

    FundingLetterFacts(Agreements agreements, Envelopes envelopes, Instalments instalments, Settlements settlements) {
        this.agreements = agreements;
        this.envelopes = envelopes;
        this.instalments = instalments;
        this.settlements = settlements;
    }

    @Override
    public Map<String, Object> of(CaseFile file, Map<String, Object> facts, Language language) {
        if (!file.service().equals("funding-agreement")) return Map.of();
        Agreement agreement = agreements.find(file.number()).orElseThrow();
        long owed = settlements.outstanding(file.number());
        var context = new HashMap<String, Object>(Map.of("envelopeTitle", envelopes.find(agreement.envelope()).orElseThrow().title(), "grantedCents", Formats.money(agreement.grantedCents(), language),
                "paidCents", Formats.money(instalments.paidCents(file.number()), language), "owedCents", Formats.money(owed, language), "owing", owed > 0, "finalReport", "FINAL".equals(facts.get("reportKind"))));
        long unrecovered = settlements.debt(file.number()).map(Debt::cents).orElse(0L);
        context.putAll(Map.of("forAgreement", true, "inForce", agreement.isInForce(), "unrecovered", unrecovered > 0, "unrecoveredCents", Formats.money(unrecovered, language)));
        if (facts.get("instalment") instanceof Integer n) {
            instalments.find(file.number(), n).ifPresent(instalment -> context.putAll(Map.of("instalment", String.valueOf(n), "instalmentCents", Formats.money(instalment.plannedCents(), language))));
        }
        return context;
    }
}
