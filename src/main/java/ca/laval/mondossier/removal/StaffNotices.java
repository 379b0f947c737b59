package ca.laval.mondossier.removal;

import ca.laval.mondossier.catalogue.Formats;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.ModelFiles;
import ca.laval.mondossier.letters.Mailer;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Notices to staff, French first and English below: to the holder of a device, to their chief, to everybody, or to the management. A notice is a row, once per
 * step; whom it goes to is read from the register when it is written.
 */
@Component
public class StaffNotices {
    /** What a wording may use. */
    public static final Set<String> TAGS = Set.of("applicationName", "startsOn", "caseNumber", "deviceName", "exceptionUntil", "exceptionResolution", "link", "devicesOpen", "devicesByHand",
            "devicesChased", "devicesExcepted", "devicesProven", "devicesIncident", "devicesKeptAway", "becauseLIFTED", "becauseGONE", "becausePERSONAL", "becauseCATEGORY");
    /** In place of a device: the notice is for everybody. */
    public static final long EVERYBODY = 0;

    private final JdbcClient db;
    private final Clock clock;
    private final Campaigns campaigns;
    private final ModelFiles models;
    private final Mailer mailer;
    private final CampaignFigures figures;
    private final String baseUrl;
    private final String staffList;
    private final String managementList;

    StaffNotices(JdbcClient db, Clock clock, Campaigns campaigns, ModelFiles models, Mailer mailer, CampaignFigures figures, @Value("${mondossier.base-url}") String baseUrl,
                 @Value("${mondossier.staff-list}") String staffList, @Value("${mondossier.management-list}") String managementList) {
        this.db = db;
        this.clock = clock;
        this.campaigns = campaigns;
        this.models = models;
        this.mailer = mailer;
        this.figures = figures;
        this.baseUrl = baseUrl;
        this.staffList = staffList.strip();
        this.managementList = managementList.strip();
    }

    /**
     * Writes the step's notice and sends it; nothing when it was written before.
     *
     * @param facts what the process knows, without anybody's name
     */
    @Transactional
    public void tell(String campaign, long device, String step, String letter, Map<String, Object> facts) {
        Campaign measure = campaigns.find(campaign).orElseThrow(() -> new IllegalStateException("No campaign " + campaign));
        String recipient = recipient(device, letter);
        String french = text(measure, device, "letters/" + letter, facts, Language.FR);
        String english = text(measure, device, "letters/" + letter, facts, Language.EN);
        String subject = subject(french) + " / " + subject(english);
        String body = body(french) + "\n\n----------------------------------------\n\n" + body(english) + "\n";
        String messageId = "<%s.%d.%s@%s>".formatted(campaign, device, step, mailer.domain());
        int written = db.sql("""
                insert into staff_notice (campaign, device, step, letter, recipient, subject, body, message_id, written_at)
                values (:campaign, :device, :step, :letter, :recipient, :subject, :body, :messageId, :now) on conflict do nothing""")
                .param("campaign", campaign).param("device", device).param("step", step).param("letter", letter).param("recipient", recipient, Types.VARCHAR).param("subject", subject)
                .param("body", body).param("messageId", messageId).param("now", now()).update();
        if (written == 0 || recipient == null || !mailer.delivers()) return;
        mailer.send(recipient, subject, body, messageId);
        db.sql("update staff_notice set sent_at = :now where campaign = :campaign and device = :device and step = :step")
                .param("now", now()).param("campaign", campaign).param("device", device).param("step", step).update();
    }

    /** What a notice says. @param paragraphs of its body */
    record Wording(Language language, String subject, List<String> paragraphs) {
    }

    /** What is put up for everybody who comes by, French first; nobody is written to. */
    List<Wording> poster(Campaign measure, String name) {
        return Stream.of(Language.FR, Language.EN).map(language -> {
            String text = text(measure, EVERYBODY, "posters/" + name, Map.of(), language);
            return new Wording(language, subject(text), List.of(body(text).split("\\R\\R")));
        }).toList();
    }

    private String recipient(long device, String letter) {
        if (device == EVERYBODY) {
            String list = letter.endsWith("Management") ? managementList : staffList;
            return list.isEmpty() ? null : list;
        }
        String column = letter.endsWith("Chief") ? "chief_email" : "holder_email";
        return db.sql("select coalesce(" + column + ", '') from device where id = :id").param("id", device).query(String.class).optional().filter(email -> !email.isEmpty()).orElse(null);
    }

    private String text(Campaign measure, long device, String wordingOf, Map<String, Object> facts, Language language) {
        var context = new HashMap<String, Object>();
        context.put("applicationName", measure.terms().application());
        context.put("startsOn", Formats.date(measure.terms().startsOn(), language));
        context.put("caseNumber", measure.number());
        context.put("deviceName", db.sql("select coalesce(name, serial) from device where id = :id").param("id", device).query(String.class).optional().orElse(""));
        context.put("exceptionResolution", String.valueOf(facts.getOrDefault("exceptionResolution", "")));
        Object until = facts.get("exceptionUntil");
        context.put("exceptionUntil", until == null ? "" : Formats.date(LocalDate.parse(until.toString()), language));
        // Why a measure does not reach the device: `{{#becausePERSONAL}}`.
        Optional.ofNullable(facts.get("scopeReason")).ifPresent(reason -> context.put("because" + reason, true));
        context.put("link", baseUrl + "/counter/app-removal/" + measure.number());
        if (device == EVERYBODY) context.putAll(counts(measure.number()));
        String path = "processes/app-removal/%s_%s.mustache".formatted(wordingOf, language.name().toLowerCase(java.util.Locale.ROOT));
        try {
            String wording = models.find(path).orElseThrow(() -> new IllegalStateException("No wording " + path)).getContentAsString(StandardCharsets.UTF_8);
            return Mustache.compiler().escapeHTML(false).compile(wording).execute(context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> counts(String campaign) {
        var states = figures.states(campaign);
        int open = states.entrySet().stream().filter(state -> !RemovalCases.CLOSED.contains(state.getKey())).mapToInt(Map.Entry::getValue).sum();
        return Map.of("devicesOpen", open, "devicesByHand", states.get("BY_HAND"), "devicesChased", states.get("CHASED"), "devicesExcepted", states.get("EXCEPTED"),
                "devicesProven", states.get("COMPLIANT") + states.get("BLOCKED_HIDDEN"), "devicesIncident", states.get("INCIDENT"), "devicesKeptAway", states.get(RemovalCases.KEPT_AWAY));
    }

    private static String subject(String text) {
        return text.split("\\R", 2)[0].replaceFirst("^Subject: ?", "").strip();
    }

    private static String body(String text) {
        return text.split("\\R\\R", 2)[1].strip();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
