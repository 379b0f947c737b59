package ca.laval.mondossier.permit;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.catalogue.Formats;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.letters.LetterFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What letters about a permit tell apart: what a fee is for, whether the works are followed, whether a renewal is still possible. */
@Component
public class PermitLetterFacts implements LetterFacts {
    /** The names that it fills. */
    public static final Set<String> TAGS = Set.of("forApplication", "forVariance", "forRenewal", "followed", "mayRenew", "renewedBefore", "worksStopped", "permitEnd");

    private final Permits permits;

    PermitLetterFacts(Permits permits) {
        this.permits = permits;
    }

    @Override
    public Map<String, Object> of(CaseFile file, Map<String, Object> facts, Language language) {
        if (!file.service().equals("permit-application")) return Map.of();
        Object fee = facts.get("feeFor");
        var context = new HashMap<String, Object>(Map.of("forApplication", "APPLICATION".equals(fee), "forVariance", "VARIANCE".equals(fee), "forRenewal", "RENEWAL".equals(fee),
                "followed", Boolean.TRUE.equals(facts.get("inspected"))));
        permits.find(file.number()).filter(permit -> permit.expiresOn() != null).ifPresent(permit -> {
            boolean stopped = permit.state().equals("STOPPED");
            context.putAll(Map.of("permitEnd", Formats.date(permit.expiresOn(), language), "renewedBefore", permit.renewed(), "worksStopped", !permit.renewed() && stopped,
                    "mayRenew", !permit.renewed() && !stopped));
        });
        return context;
    }
}
