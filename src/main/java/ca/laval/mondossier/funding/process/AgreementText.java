package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.funding.Agreement;
import ca.laval.mondossier.funding.Agreements;
import ca.laval.mondossier.funding.Commitments;
import ca.laval.mondossier.funding.Envelopes;
import ca.laval.mondossier.funding.Instalments;
import ca.laval.mondossier.official.OfficialDocument;
import ca.laval.mondossier.official.OfficialDocuments;
import ca.laval.mondossier.official.OfficialDocuments.Issue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The text of an agreement as a signed PDF: who gives what, for what, when and against which reports. */
@Component
class AgreementText {
    private static final String KEY = "agreement";

    private final Agreements agreements;
    private final Envelopes envelopes;
    private final Commitments commitments;
    private final Instalments instalments;
    private final OfficialDocuments documents;

    AgreementText(Agreements agreements, Envelopes envelopes, Commitments commitments, Instalments instalments, OfficialDocuments documents) {
        this.agreements = agreements;
        this.envelopes = envelopes;
        this.commitments = commitments;
        this.instalments = instalments;
        this.documents = documents;
    }

    /** Issues it, once per edition; those before it count no more. An amendment comes before or after it, never between its amounts and its signature. */
    void issue(String number) {
        var agreement = agreements.held(number);
        String key = agreement.textEdition() == 1 ? KEY : KEY + "/" + agreement.textEdition();
        var envelope = envelopes.find(agreement.envelope()).orElseThrow();
        var facts = new HashMap<String, Object>(Map.of("organisation", agreement.name(), "neq", agreement.neq(), "purpose", agreement.purpose(), "envelopeTitle", envelope.title(),
                "grantedCents", agreement.grantedCents(), "yearStart", envelope.fiscalYearStart().toString(), "yearEnd", envelope.fiscalYearEnd().toString()));
        facts.put("parts", agreements.cells(number).stream()
                .map(cell -> Map.of("funderName", commitments.find(envelope.number(), cell.funder()).orElseThrow().name(), "partCents", cell.cents())).toList());
        facts.put("instalments", instalments.of(number).stream().map(instalment -> Map.of("n", instalment.n(), "plannedCents", instalment.plannedCents())).toList());
        facts.put("budget", agreements.budget(number).stream().map(line -> Map.of("name", line.name(), "lineCents", line.cents())).toList());
        documents.issue(new Issue(number, key, "agreement", "agreement.document", agreement.name(), facts));
        texts(number).stream().filter(text -> !text.key().equals(key)).forEach(text -> documents.revoke(text.id(), "REPLACED"));
    }

    /** Issues it anew for the agreements of an envelope that are not concluded and whose amounts have changed since: what is signed is what is owed. */
    void renew(String envelope) {
        agreements.of(envelope).stream().filter(Agreement::isToConclude).map(Agreement::number).filter(number -> !texts(number).isEmpty()).forEach(this::issue);
    }

    private List<OfficialDocument> texts(String number) {
        return documents.of(new CaseNumber(number)).stream().filter(document -> document.key().equals(KEY) || document.key().startsWith(KEY + "/")).toList();
    }
}
