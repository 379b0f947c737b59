package ca.laval.mondossier.counter;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseEvent;
import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseMessage;
import ca.laval.mondossier.casefile.CaseOffer;
import ca.laval.mondossier.casefile.CaseProcesses;
import ca.laval.mondossier.casefile.CaseProcesses.Fact;
import ca.laval.mondossier.casefile.CaseProcesses.OpenTask;
import ca.laval.mondossier.casefile.CaseRemark;
import ca.laval.mondossier.casefile.Document;
import ca.laval.mondossier.casefile.Documents;
import ca.laval.mondossier.casefile.Sealer;
import ca.laval.mondossier.catalogue.AnswersView;
import ca.laval.mondossier.catalogue.Catalogue;
import ca.laval.mondossier.catalogue.DocumentRequest;
import ca.laval.mondossier.catalogue.FormViews;
import ca.laval.mondossier.catalogue.FactText;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.WordList;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.letters.Letters;
import ca.laval.mondossier.staff.StaffIdentity;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Gathers everything that is known of a case, in the words of the staff language. */
@Component
class CaseDesk {
    private static final String STATUS = "STATUS.";
    private static final String ACTION = "ACTION.";

    private final CaseFiles caseFiles;
    private final Documents documents;
    private final Letters letters;
    private final CaseProcesses processes;
    private final Catalogue catalogue;
    private final FormViews forms;
    private final Words words;
    private final StaffIdentity staff;
    private final BusinessCalendar calendar;
    private final Clock clock;
    private final Language language;
    private final List<CaseOffer> offers;
    private final List<CaseRemark> remarks;

    CaseDesk(CaseFiles caseFiles, Documents documents, Letters letters, CaseProcesses processes, Catalogue catalogue, FormViews forms, Words words,
             StaffIdentity staff, BusinessCalendar calendar, Clock clock, @Value("${mondossier.staff-language}") String language, ObjectProvider<CaseOffer> offers,
             ObjectProvider<CaseRemark> remarks) {
        this.caseFiles = caseFiles;
        this.documents = documents;
        this.letters = letters;
        this.processes = processes;
        this.catalogue = catalogue;
        this.forms = forms;
        this.words = words;
        this.staff = staff;
        this.calendar = calendar;
        this.clock = clock;
        this.language = Language.of(language);
        this.offers = offers.orderedStream().toList();
        this.remarks = remarks.orderedStream().toList();
    }

    CaseView view(CaseAccess.Readable readable) {
        CaseFile file = readable.file();
        WordList list = words.of(file.service(), language);
        var events = caseFiles.events(readable.number());
        var said = caseFiles.messages(readable.number(), true);
        var attached = documents.ofCase(readable.number());
        var people = staff.names(people(file, events, said, attached, readable.tasks()));
        var choices = caseFiles.choices(file);
        return new CaseView(file, list.get("service.name"), list.get("status." + file.status()), list.get("status." + file.status() + ".next"),
                readable.mayChange(), readable.mayChange() && choices.sendDocuments(), readable.mayChange() && choices.withdraw(),
                readable.mayChange() ? actions(file).filter(choices.offered()::contains).map(message -> action(message, list)).toList() : List.of(),
                daysLeft(file), file.filedBy() == null ? null : name(file.filedBy(), people), answers(file),
                attached.stream().map(document -> attached(document, people, list)).toList(), kinds(file, attached, list),
                history(readable, events, people, list), said(said, false, people, list), said(said, true, people, list),
                tasks(readable.tasks(), people),
                processes.hasFailed(file.number()), decisions(file, list),
                offers.stream().flatMap(part -> part.of(file, true).stream()).filter(offer -> offer.offices().isEmpty() || readable.staff().changes(offer.offices()))
                        .map(offer -> new CaseView.Offered(list.get(offer.word(), offer.arguments().toArray()), offer.link())).toList(),
                remarks.stream().flatMap(remark -> remark.forStaff(file).stream()).map(remark -> list.get(remark.word(), remark.arguments())).toList());
    }

    /** What this service's residents may ask for beside what every file offers, by the full names of the messages. */
    Stream<String> actions(CaseFile file) {
        return catalogue.find(file.service()).stream().flatMap(service -> service.residentActions().stream());
    }

    private static CaseView.Action action(String message, WordList list) {
        String name = message.substring(message.lastIndexOf('.') + 1);
        return new CaseView.Action(name, list.get("action." + name), list.get("action." + name + ".help"));
    }

    private static Set<String> people(CaseFile file, List<CaseEvent> events, List<CaseMessage> said, List<Document> attached, List<OpenTask> tasks) {
        return Stream.of(Stream.of(file.filedBy()), events.stream().map(CaseEvent::staff), said.stream().map(CaseMessage::staff),
                        attached.stream().filter(document -> !document.fromResident()).map(Document::addedBy), tasks.stream().map(OpenTask::assignee))
                .flatMap(ids -> ids).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private static String name(String id, Map<String, String> people) {
        return people.getOrDefault(id, id);
    }

    private Integer daysLeft(CaseFile file) {
        if (file.expectedOn() == null || file.closedAt() != null || file.clockStoppedOn() != null) return null;
        LocalDate today = LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE);
        return today.isAfter(file.expectedOn()) ? -calendar.between(file.expectedOn(), today) : calendar.between(today, file.expectedOn());
    }

    private AnswersView answers(CaseFile file) {
        return catalogue.find(file.service()).map(service -> forms.answers(service, file.answers(), language))
                .orElseGet(() -> new AnswersView(List.of(new AnswersView.Section(null, null, file.answers().entrySet().stream()
                        .map(answer -> new AnswersView.Row(answer.getKey(), words.of(file.service(), language).find("answer." + answer.getKey()).orElse(answer.getKey()), List.of(readable(answer.getValue())))).toList())), null));
    }

    private static String readable(Object answer) {
        return Sealer.isSealed(answer) ? "••••" + ((Map<?, ?>) answer).get("tail") : String.valueOf(answer);
    }

    private CaseView.Attached attached(Document document, Map<String, String> people, WordList list) {
        return new CaseView.Attached(document, kind(document.kind(), list), list.get("counter.scan." + document.scan()),
                document.fromResident() ? list.get("counter.who.RESIDENT") : name(document.addedBy(), people));
    }

    /** What the documents table asks for, what is there already, and anything else. */
    private List<CaseView.Kind> kinds(CaseFile file, List<Document> attached, WordList list) {
        var codes = new LinkedHashSet<String>();
        catalogue.find(file.service()).ifPresent(service -> catalogue.documentsFor(service, file.answers()).stream().map(DocumentRequest::kind).forEach(codes::add));
        attached.stream().map(Document::kind).forEach(codes::add);
        codes.add("OTHER");
        return codes.stream().map(code -> new CaseView.Kind(code, kind(code, list))).toList();
    }

    private static String kind(String code, WordList list) {
        return list.first("document." + code).orElse(code);
    }

    private List<CaseView.Line> history(CaseAccess.Readable readable, List<CaseEvent> events, Map<String, String> people, WordList list) {
        return Stream.concat(
                        events.stream().map(event -> new CaseView.Line(event.at(), what(event, list), who(event.actor(), event.staff(), people, list),
                                !event.actor().equals("RESIDENT"), null)),
                        letters.of(readable.number()).stream().map(letter -> new CaseView.Line(letter.writtenAt(),
                                list.get("counter.letter", letter.subject(), list.get("counter.letter." + letter.status())), list.get("counter.who.SYSTEM"), true, letter.body())))
                .sorted(Comparator.comparing(CaseView.Line::at).reversed()).toList();
    }

    private static String what(CaseEvent event, WordList list) {
        if (event.code().startsWith(ACTION)) return list.get("action." + event.code().substring(ACTION.length()) + ".done");
        if (!event.code().startsWith(STATUS)) return list.first("counter.event." + event.code()).orElse(event.code());
        return list.get("counter.event.status", list.get("status." + event.code().substring(STATUS.length())));
    }

    private static String who(String actor, String staff, Map<String, String> people, WordList list) {
        return staff != null ? name(staff, people) : list.get("counter.who." + actor);
    }

    private static List<CaseView.Said> said(List<CaseMessage> all, boolean notes, Map<String, String> people, WordList list) {
        return all.stream().filter(message -> message.author().equals("NOTE") == notes)
                .map(message -> new CaseView.Said(message.at(), who(message.author(), message.staff(), people, list), !message.author().equals("RESIDENT"), message.body()))
                .toList();
    }

    private List<CaseView.ToDo> tasks(List<OpenTask> tasks, Map<String, String> people) {
        Map<String, String> offices = staff.officeNames(tasks.stream().map(OpenTask::offices).flatMap(Collection::stream).collect(Collectors.toSet()));
        Instant now = clock.instant();
        return tasks.stream().map(task -> new CaseView.ToDo(task.id(), task.name(), task.assignee() == null ? null : name(task.assignee(), people),
                task.offices().stream().map(office -> name(office, offices)).collect(Collectors.joining(", ")),
                task.due() == null ? null : LocalDate.ofInstant(task.due(), BusinessCalendar.ZONE), task.due() != null && task.due().isBefore(now))).toList();
    }

    /** A table that a step asks again with the same facts, because another table needs it, is told once. */
    private List<CaseView.Decided> decisions(CaseFile file, WordList list) {
        var told = new HashSet<List<Object>>();
        return processes.decisions(file.number()).stream()
                .filter(taken -> told.add(List.of(taken.decisionId(), taken.version(), taken.inputs(), taken.rows())))
                .map(taken -> new CaseView.Decided(taken.at(), taken.table(), taken.version(), answers(taken.inputs(), file, list),
                        taken.rows().stream().map(row -> new CaseView.Row(row.number(), row.description(), answers(row.outputs(), file, list))).toList()))
                .toList();
    }

    private List<CaseView.Answer> answers(List<Fact> facts, CaseFile file, WordList list) {
        return facts.stream().map(fact -> new CaseView.Answer(
                FactText.isMoney(fact.name(), fact.value()) ? fact.label().replace(list.get("counter.case.decisions.inCents"), "") : fact.label(),
                value(fact, file, list))).toList();
    }

    /** A table that names an office says its code. */
    private String value(Fact fact, CaseFile file, WordList list) {
        if (fact.name().equals("office") && fact.value() instanceof String office) return name(office, staff.officeNames(List.of(office)));
        return FactText.value(file.service(), fact.name(), fact.value(), list, language);
    }
}
