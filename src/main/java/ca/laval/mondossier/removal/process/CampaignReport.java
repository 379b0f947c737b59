package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.Documents;
import ca.laval.mondossier.official.OfficialDocuments;
import ca.laval.mondossier.official.OfficialDocuments.Issue;
import ca.laval.mondossier.official.OfficialDocuments.Word;
import ca.laval.mondossier.removal.Campaign;
import ca.laval.mondossier.removal.CampaignFigures;
import ca.laval.mondossier.removal.CampaignList;
import ca.laval.mondossier.removal.Campaigns;
import ca.laval.mondossier.staff.StaffIdentity;
import ca.laval.mondossier.staff.StaffIdentity.Names;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The closing report of a campaign: scope, method, counts that add up, exceptions, evidence, and who decided what when. The list of the devices
 * belongs to it by its SHA-256.
 */
@Component
class CampaignReport {
    private static final String EVIDENCE = "removal.evidence.";

    private final Campaigns campaigns;
    private final CampaignFigures figures;
    private final CampaignList list;
    private final OfficialDocuments documents;
    private final Documents papers;
    private final StaffIdentity staff;
    private final HistoryService history;

    CampaignReport(Campaigns campaigns, CampaignFigures figures, CampaignList list, OfficialDocuments documents, Documents papers, @Lazy StaffIdentity staff, @Lazy HistoryService history) {
        this.campaigns = campaigns;
        this.figures = figures;
        this.list = list;
        this.documents = documents;
        this.papers = papers;
        this.staff = staff;
        this.history = history;
    }

    /** Issues it, once per campaign. */
    void issue(String number) {
        Campaign campaign = campaigns.find(number).orElseThrow();
        var states = figures.states(number);
        var facts = new HashMap<String, Object>(Map.of("applicationName", campaign.terms().application(), "legalBasis", campaign.terms().legalBasis(),
                "categories", Stream.of(campaign.terms().categories().split(",")).map(category -> new Word("devices.category." + category)).toList(),
                "openedAt", campaign.openedAt(), "liftedAt", campaign.liftedAt(), "total", states.values().stream().mapToInt(Integer::intValue).sum(), "listHash", sha256(list.of(number))));
        facts.put("counts", states.entrySet().stream().filter(state -> state.getValue() > 0).map(state -> Map.of("state", new Word("removal.state." + state.getKey()), "devices", state.getValue())).toList());
        facts.put("exceptions", figures.exceptions(number, null).stream().filter(exception -> exception.until() != null)
                .map(exception -> Map.of("device", exception.name(), "resolution", exception.resolution(), "until", exception.until().toString())).toList());
        facts.put("stillBlocked", figures.stillBlocked(number).stream().map(stuck -> Map.of("device", Optional.ofNullable(stuck.name()).orElse(stuck.serial()), "refused", stuck.refused())).toList());
        facts.put("decisions", decisions(number));
        facts.put("evidence", papers.ofCase(new CaseNumber(number)).stream().map(paper -> Map.of("what", new Word(EVIDENCE + paper.kind()), "where", paper.sha256())).toList());
        documents.issue(new Issue(number, "report", "report", "removal.report", campaign.terms().application(), facts));
    }

    /** The tasks of the measure and of its account that a person ended, oldest first; the document keeps the names of who decided. */
    private List<Map<String, Object>> decisions(String number) {
        var ended = history.createHistoricTaskInstanceQuery().processInstanceBusinessKey(number).finished().orderByHistoricTaskInstanceEndTime().asc().list().stream()
                .filter(task -> task.getAssignee() != null).toList();
        var names = new Names(staff.names(ended.stream().map(HistoricTaskInstance::getAssignee).distinct().toList()), Map.of());
        return ended.stream().map(task -> Map.<String, Object>of("step", new Word(task.getTaskDefinitionKey()), "by", names.person(task.getAssignee()), "at", task.getEndTime().toInstant())).toList();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
