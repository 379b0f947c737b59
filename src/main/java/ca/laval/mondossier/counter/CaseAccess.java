package ca.laval.mondossier.counter;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.CaseProcesses;
import ca.laval.mondossier.casefile.CaseProcesses.OpenTask;
import ca.laval.mondossier.catalogue.Catalogue;
import ca.laval.mondossier.catalogue.Service;
import ca.laval.mondossier.catalogue.ServiceSource;
import ca.laval.mondossier.catalogue.ServiceSource.DeclaredService;
import ca.laval.mondossier.staff.StaffMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Which cases a member of the staff may see. A service's offices see all its cases; an office that has a task in a case (a payment, say)
 * sees that case while it has it. For anyone else the case does not exist.
 */
@Component
class CaseAccess {
    private final ServiceSource services;
    private final Catalogue catalogue;
    private final CaseFiles caseFiles;
    private final CaseProcesses processes;

    CaseAccess(ServiceSource services, Catalogue catalogue, CaseFiles caseFiles, CaseProcesses processes) {
        this.services = services;
        this.catalogue = catalogue;
        this.caseFiles = caseFiles;
        this.processes = processes;
    }

    /** A case file that the member may read. */
    record Readable(CaseFile file, CaseNumber number, List<OpenTask> tasks, boolean mayChange, StaffMember staff) {
    }

    /** The case file, or "not found" for a number that is unknown, mistyped or another office's. */
    Readable read(StaffMember staff, String number) {
        CaseNumber valid = CaseNumber.parse(number).orElseThrow(CaseAccess::notFound);
        CaseFile file = caseFiles.find(valid).orElseThrow(CaseAccess::notFound);
        Set<String> offices = offices(file.service());
        List<OpenTask> tasks = processes.openTasks(file.number());
        boolean changes = staff.changes(offices) || tasks.stream().anyMatch(task -> isTheirs(staff, task));
        if (!changes && !staff.reads(offices)) throw notFound();
        return new Readable(file, valid, tasks, changes, staff);
    }

    /** The same, when they may also write in it: a reader is told that this is not theirs to do. */
    Readable change(StaffMember staff, String number) {
        Readable readable = read(staff, number);
        if (!readable.mayChange()) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        return readable;
    }

    /** Case files of the member's services that hold every word of the text, the newest first. */
    List<CaseFile> search(StaffMember staff, String text) {
        var ids = services.declared().stream().filter(service -> staff.reads(service.offices())).map(DeclaredService::id).toList();
        return caseFiles.search(ids, text);
    }

    /** The services that the member may file an application for. */
    List<Service> services(StaffMember staff) {
        var theirs = new ArrayList<Service>();
        for (Service service : catalogue.services()) {
            if (staff.changes(service.offices())) theirs.add(service);
        }
        return theirs;
    }

    private Set<String> offices(String service) {
        return services.declared().stream().filter(declared -> declared.id().equals(service)).findFirst().map(DeclaredService::offices).orElse(Set.of());
    }

    private static boolean isTheirs(StaffMember staff, OpenTask task) {
        return staff.id().equals(task.assignee()) || task.offices().stream().anyMatch(staff.groups()::contains);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
