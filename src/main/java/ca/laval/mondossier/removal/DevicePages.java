package ca.laval.mondossier.removal;

import ca.laval.mondossier.casefile.CaseProcesses;
import ca.laval.mondossier.device.CsvImport;
import ca.laval.mondossier.device.Device;
import ca.laval.mondossier.device.DeviceRegister;
import ca.laval.mondossier.device.ListRefused;
import ca.laval.mondossier.device.SampleList;
import ca.laval.mondossier.staff.StaffMember;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The register of devices: search, the asset list as CSV (compared first, applied after), and each device with its cases, commands and exceptions. */
@Controller
@RequestMapping("/counter/devices")
class DevicePages {
    private static final int SHOWN = 50;
    private static final int LONGEST_PERSON = 200;
    private static final int LONGEST_REASON = 1_000;

    private final DeviceRegister register;
    private final CsvImport lists;
    private final CampaignFigures figures;
    private final Campaigns campaigns;
    private final RemovalExceptions exceptions;
    private final CaseProcesses processes;
    private final ObjectProvider<SampleList> sample;

    DevicePages(DeviceRegister register, CsvImport lists, CampaignFigures figures, Campaigns campaigns, RemovalExceptions exceptions, CaseProcesses processes,
                ObjectProvider<SampleList> sample) {
        this.register = register;
        this.lists = lists;
        this.figures = figures;
        this.campaigns = campaigns;
        this.exceptions = exceptions;
        this.processes = processes;
        this.sample = sample;
    }

    @GetMapping
    ModelAndView list(@RequestParam(defaultValue = "") String q, @AuthenticationPrincipal StaffMember staff) {
        RemovalOffices.reads(staff);
        return list(q, staff, HttpStatus.OK);
    }

    private ModelAndView list(String q, StaffMember staff, HttpStatus status) {
        return new ModelAndView("counter/devices", status).addObject("counts", register.counts()).addObject("q", q).addObject("found", register.search(q, SHOWN + 1)).addObject("shown", SHOWN)
                .addObject("mayImport", staff.changes(RemovalOffices.MANAGEMENT)).addObject("hasSample", sample.getIfAvailable() != null);
    }

    /** Reads and compares a list; nothing changes yet. */
    @PostMapping(path = "/imports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ModelAndView read(@RequestParam(required = false) MultipartFile file, @AuthenticationPrincipal StaffMember staff) throws IOException {
        RemovalOffices.changes(staff, RemovalOffices.MANAGEMENT);
        Path copy = Files.createTempFile("devices", ".csv");
        try {
            if (file != null) file.transferTo(copy);
            String name = file == null || file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
            return new ModelAndView("redirect:/counter/devices/imports/" + lists.read(copy, name.substring(Math.max(0, name.length() - LONGEST_PERSON)), staff.id()).id());
        } catch (ListRefused e) {
            return list("", staff, HttpStatus.UNPROCESSABLE_ENTITY).addObject("error", "devices.refused." + e.reason()).addObject("detail", e.detail());
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** The list of the demonstration, for who has none at hand. */
    @GetMapping("/sample.csv")
    ResponseEntity<byte[]> sample(@AuthenticationPrincipal StaffMember staff) {
        RemovalOffices.changes(staff, RemovalOffices.MANAGEMENT);
        SampleList list = sample.getIfAvailable();
        if (list == null) throw RemovalOffices.notFound();
        return ResponseEntity.ok().contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename("actifs.csv").build().toString()).body(list.csv());
    }

    @GetMapping("/imports/{id:\\d{1,18}}")
    ModelAndView compared(@PathVariable long id, @AuthenticationPrincipal StaffMember staff) {
        RemovalOffices.changes(staff, RemovalOffices.MANAGEMENT);
        return new ModelAndView("counter/device-import").addObject("report", lists.find(id).orElseThrow(RemovalOffices::notFound));
    }

    @PostMapping("/imports/{id:\\d{1,18}}")
    ModelAndView apply(@PathVariable long id, @AuthenticationPrincipal StaffMember staff, RedirectAttributes after) {
        RemovalOffices.changes(staff, RemovalOffices.MANAGEMENT);
        lists.find(id).orElseThrow(RemovalOffices::notFound);
        try {
            lists.apply(id, staff.id());
        } catch (ListRefused e) {
            return new ModelAndView("counter/device-import", HttpStatus.CONFLICT).addObject("report", lists.find(id).orElseThrow()).addObject("error", "devices.refused." + e.reason());
        }
        after.addFlashAttribute("done", "devices.done.applied");
        return new ModelAndView("redirect:/counter/devices");
    }

    @GetMapping("/{id:\\d{1,18}}")
    ModelAndView device(@PathVariable long id, @AuthenticationPrincipal StaffMember staff) {
        RemovalOffices.reads(staff);
        return page(find(id), staff, HttpStatus.OK);
    }

    private ModelAndView page(Device device, StaffMember staff, HttpStatus status) {
        return new ModelAndView("counter/device", status).addObject("device", device).addObject("cases", figures.cases(device.id())).addObject("commands", figures.commands(device.id()))
                .addObject("exceptions", figures.exceptions(null, device.id())).addObject("campaigns", figures.campaigns().stream().filter(campaign -> !campaign.state().equals("LIFTED")).toList())
                .addObject("mayAsk", staff.changes(RemovalOffices.SUPPORT));
    }

    /** Somebody says that it is lost or stolen; the next inventory makes an incident of it. */
    @PostMapping("/{id:\\d{1,18}}/lost")
    String lost(@PathVariable long id, @AuthenticationPrincipal StaffMember staff, RedirectAttributes after) {
        RemovalOffices.changes(staff, RemovalOffices.SUPPORT);
        register.lost(find(id).id());
        after.addFlashAttribute("done", "devices.done.lost");
        return "redirect:/counter/devices/" + id;
    }

    /** Asks the committee; who and why stay on this page. */
    @PostMapping("/{id:\\d{1,18}}/exceptions")
    ModelAndView ask(@PathVariable long id, @RequestParam(defaultValue = "") String campaign, @RequestParam(defaultValue = "") String person, @RequestParam(defaultValue = "") String reason,
                     @AuthenticationPrincipal StaffMember staff, RedirectAttributes after) {
        RemovalOffices.changes(staff, RemovalOffices.SUPPORT);
        Device device = find(id);
        String error = campaigns.find(campaign).filter(known -> !known.isLifted()).isEmpty() ? "campaign" : wrong(person, LONGEST_PERSON) ? "person" : wrong(reason, LONGEST_REASON) ? "reason" : null;
        if (error != null) {
            return page(device, staff, HttpStatus.UNPROCESSABLE_ENTITY).addObject("error", "devices.exception.error." + error).addObject("errorField", error)
                    .addObject("person", person).addObject("reason", reason);
        }
        var outOfScope = exceptions.outOfScope(campaign, id);
        if (outOfScope.isPresent()) {
            return page(device, staff, HttpStatus.UNPROCESSABLE_ENTITY).addObject("error", "devices.exception.error.outOfScope." + outOfScope.get()).addObject("errorField", "campaign")
                    .addObject("person", person).addObject("reason", reason);
        }
        if (!exceptions.ask(campaigns.nextNumber("EXC"), campaign, id, person.strip(), reason.strip())) {
            return page(device, staff, HttpStatus.CONFLICT).addObject("error", "devices.exception.error.twice").addObject("errorField", "campaign").addObject("person", person).addObject("reason", reason);
        }
        after.addFlashAttribute("done", "devices.done.asked");
        return new ModelAndView("redirect:/counter/devices/" + id);
    }

    /** The exception is over before its last day. */
    @PostMapping("/{id:\\d{1,18}}/exceptions/{number}/end")
    String end(@PathVariable long id, @PathVariable String number, @AuthenticationPrincipal StaffMember staff, RedirectAttributes after) {
        RemovalOffices.changes(staff, RemovalOffices.SUPPORT);
        boolean theirs = figures.exceptions(null, find(id).id()).stream().anyMatch(exception -> exception.number().equals(number));
        if (!theirs || !processes.awaitedMessages(number).contains("app-removal-exception.exceptionRevoked")) throw new ResponseStatusException(HttpStatus.CONFLICT);
        processes.correlate("app-removal-exception.exceptionRevoked", number, Map.of());
        after.addFlashAttribute("done", "devices.done.ended");
        return "redirect:/counter/devices/" + id;
    }

    private static boolean wrong(String text, int longest) {
        return text.isBlank() || text.length() > longest || text.indexOf('\0') >= 0;
    }

    private Device find(long id) {
        return register.find(id).orElseThrow(RemovalOffices::notFound);
    }
}
