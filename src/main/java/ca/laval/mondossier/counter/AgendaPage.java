package ca.laval.mondossier.counter;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseProcesses;
import ca.laval.mondossier.casefile.CaseProcesses.CaseTask;
import ca.laval.mondossier.casefile.CaseProcesses.OfficeTasks;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.ServiceSource;
import ca.laval.mondossier.catalogue.ServiceSource.DeclaredService;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.council.Agenda;
import ca.laval.mondossier.staff.StaffIdentity;
import ca.laval.mondossier.staff.StaffMember;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** An office's agenda: what is due when, and what waits for whom: the office itself first, then the councils, the residents and the other offices. */
@Controller
class AgendaPage {
    private static final int OWN = 100;
    private static final int OTHERS = 10;
    private static final int WAITING = 50;

    private final ServiceSource services;
    private final CaseProcesses processes;
    private final CaseFiles caseFiles;
    private final Agenda agenda;
    private final StaffIdentity people;
    private final Words words;
    private final Clock clock;

    AgendaPage(ServiceSource services, CaseProcesses processes, CaseFiles caseFiles, Agenda agenda, StaffIdentity people, Words words, Clock clock) {
        this.services = services;
        this.processes = processes;
        this.caseFiles = caseFiles;
        this.agenda = agenda;
        this.people = people;
        this.words = words;
        this.clock = clock;
    }

    /** What an office has to do. @param more whether there is more than is shown */
    record Office(String name, long open, long late, List<ToDo> first, boolean more) {
    }

    /** @param who its assignee's name; null while nobody claimed it */
    record ToDo(String caseNumber, String id, String name, String who, LocalDate due, boolean late) {
    }

    /** A case that waits for its resident. */
    record Waiting(CaseFile file, String status, String service) {
    }

    @GetMapping("/counter/agenda")
    String page(@AuthenticationPrincipal StaffMember staff, @ModelAttribute("language") Language language, Model model) {
        var readable = services.declared().stream().filter(service -> staff.reads(service.offices())).toList();
        Set<String> ids = readable.stream().map(DeclaredService::id).collect(Collectors.toCollection(TreeSet::new));
        Set<String> offices = readable.stream().map(DeclaredService::offices).flatMap(Collection::stream).collect(Collectors.toCollection(TreeSet::new));
        Map<String, String> names = people.officeNames(offices);
        model.addAttribute("own", offices(ids, offices.stream().filter(staff.groups()::contains).toList(), OWN, names));
        model.addAttribute("others", offices(ids, offices.stream().filter(office -> !staff.groups().contains(office)).toList(), OTHERS, names).stream()
                .filter(office -> office.open() > 0).toList());
        model.addAttribute("ahead", agenda.ahead(ids, WAITING));
        model.addAttribute("waiting", caseFiles.waitingForResidents(ids, WAITING).stream().map(file -> waiting(file, language)).toList());
        return "counter/agenda";
    }

    private List<Office> offices(Set<String> ids, List<String> offices, int atMost, Map<String, String> names) {
        if (ids.isEmpty()) return List.of();
        List<OfficeTasks> tasks = offices.stream().map(office -> processes.tasksOf(office, ids, atMost)).toList();
        Map<String, String> assignees = people.names(tasks.stream().flatMap(office -> office.first().stream()).map(task -> task.task().assignee()).filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return tasks.stream().map(office -> new Office(names.getOrDefault(office.office(), office.office()), office.open(), office.late(),
                office.first().stream().map(task -> toDo(task, assignees)).toList(), office.open() > office.first().size())).toList();
    }

    private ToDo toDo(CaseTask open, Map<String, String> assignees) {
        var task = open.task();
        Instant now = clock.instant();
        return new ToDo(open.caseNumber(), task.id(), task.name().replace(" · " + open.caseNumber(), ""), task.assignee() == null ? null : assignees.getOrDefault(task.assignee(), task.assignee()),
                task.due() == null ? null : LocalDate.ofInstant(task.due(), BusinessCalendar.ZONE), task.due() != null && task.due().isBefore(now));
    }

    private Waiting waiting(CaseFile file, Language language) {
        var list = words.of(file.service(), language);
        return new Waiting(file, list.get("status." + file.status()), list.get("service.name"));
    }
}
