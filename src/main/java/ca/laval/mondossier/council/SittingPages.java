package ca.laval.mondossier.council;

import ca.laval.mondossier.council.Sittings.Plan;
import ca.laval.mondossier.staff.StaffMember;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The calendar of sittings and committee meetings. Each body's office changes its own and reads the others', an auditor reads them all; for everybody else
 * there is nothing here.
 */
@Controller
@RequestMapping("/counter/sittings")
class SittingPages {
    private static final int LONGEST_PLACE = 200;

    private final Sittings sittings;
    private final Agenda agenda;
    private final PublicNotice notice;

    SittingPages(Sittings sittings, Agenda agenda, PublicNotice notice) {
        this.sittings = sittings;
        this.agenda = agenda;
        this.notice = notice;
    }

    /** What was typed: each as text, so that a page shown again keeps it. */
    record Typed(String body, String on, String at, String place, String closesOn) {

        static Typed of(Sitting sitting) {
            return new Typed(sitting.body().name(), sitting.on().toString(), sitting.at().toString(), sitting.place(), sitting.agendaClosesOn().toString());
        }
    }

    /** A sitting as the list shows it. */
    record Line(Sitting sitting, int items, LocalDate lastNoticeDay, boolean mayChange) {
    }

    @GetMapping
    String list(@AuthenticationPrincipal StaffMember staff, Model model) {
        reads(staff);
        return list(staff, new Typed("", "", "19:00", "", ""), model);
    }

    @PostMapping
    String add(Typed typed, @AuthenticationPrincipal StaffMember staff, Model model, HttpServletResponse response, RedirectAttributes after) {
        reads(staff);
        Optional<Body> body = Arrays.stream(Body.values()).filter(known -> known.name().equals(typed.body())).findFirst();
        body.ifPresent(chosen -> changes(staff, chosen));
        if (body.isEmpty() && theirs(staff).isEmpty()) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        try {
            if (body.isEmpty()) throw new Mistyped("body");
            sittings.add(body.get(), plan(typed), staff.id());
        } catch (Mistyped | SittingRefused e) {
            wrong(e, model, response);
            return list(staff, typed, model);
        }
        after.addFlashAttribute("done", "sittings.done.added");
        return "redirect:/counter/sittings";
    }

    @GetMapping("/{id:\\d{1,18}}")
    String page(@PathVariable long id, @AuthenticationPrincipal StaffMember staff, Model model) {
        reads(staff);
        Sitting sitting = find(id);
        return page(sitting, Typed.of(sitting), staff, model);
    }

    @PostMapping("/{id:\\d{1,18}}")
    String change(@PathVariable long id, @RequestParam int version, Typed typed, @AuthenticationPrincipal StaffMember staff, Model model, HttpServletResponse response,
                  RedirectAttributes after) {
        reads(staff);
        Sitting sitting = find(id);
        changes(staff, sitting.body());
        try {
            sittings.change(id, version, plan(typed), staff.id());
        } catch (Mistyped | SittingRefused e) {
            wrong(e, model, response);
            return page(find(id), typed, staff, model);
        }
        after.addFlashAttribute("done", "sittings.done.changed");
        return "redirect:/counter/sittings/" + id;
    }

    @GetMapping("/{id:\\d{1,18}}/cancel")
    String askToCancel(@PathVariable long id, @AuthenticationPrincipal StaffMember staff, Model model) {
        reads(staff);
        Sitting sitting = find(id);
        changes(staff, sitting.body());
        if (sitting.state() != Sitting.State.PLANNED) return "redirect:/counter/sittings/" + id;
        return cancelPage(sitting, model);
    }

    @PostMapping("/{id:\\d{1,18}}/cancel")
    String cancel(@PathVariable long id, @RequestParam int version, @AuthenticationPrincipal StaffMember staff, Model model, HttpServletResponse response,
                  RedirectAttributes after) {
        reads(staff);
        changes(staff, find(id).body());
        try {
            sittings.cancel(id, version, staff.id());
        } catch (SittingRefused e) {
            wrong(e, model, response);
            return e.reason() == SittingRefused.Reason.CHANGED ? page(find(id), Typed.of(find(id)), staff, model) : cancelPage(find(id), model);
        }
        after.addFlashAttribute("done", "sittings.done.cancelled");
        return "redirect:/counter/sittings/" + id;
    }

    private String list(StaffMember staff, Typed typed, Model model) {
        var offices = sittings.offices();
        model.addAttribute("lines", sittings.ahead().entrySet().stream().map(counted -> new Line(counted.getKey(), counted.getValue(), lastNoticeDay(counted.getKey()),
                staff.changes(List.of(offices.get(counted.getKey().body()))))).toList());
        model.addAttribute("bodies", theirs(staff));
        model.addAttribute("typed", typed);
        return "counter/sittings";
    }

    private String page(Sitting sitting, Typed typed, StaffMember staff, Model model) {
        model.addAttribute("sitting", sitting);
        model.addAttribute("items", agenda.at(sitting.id()));
        model.addAttribute("lastNoticeDay", lastNoticeDay(sitting));
        model.addAttribute("typed", typed);
        model.addAttribute("mayChange", sitting.state() == Sitting.State.PLANNED && staff.changes(List.of(sittings.offices().get(sitting.body()))));
        return "counter/sitting";
    }

    private String cancelPage(Sitting sitting, Model model) {
        model.addAttribute("sitting", sitting);
        model.addAttribute("moves", sittings.ifCancelled(sitting));
        return "counter/sitting-cancel";
    }

    /** The committee needs no public notice. */
    private LocalDate lastNoticeDay(Sitting sitting) {
        return sitting.body() == Body.CCU ? null : notice.lastDay(sitting.on());
    }

    private static void wrong(RuntimeException problem, Model model, HttpServletResponse response) {
        boolean mistyped = problem instanceof Mistyped;
        response.setStatus((mistyped ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.CONFLICT).value());
        model.addAttribute("error", "sittings.error." + (mistyped ? problem.getMessage() : ((SittingRefused) problem).reason()));
        model.addAttribute("errorField", mistyped ? problem.getMessage() : "on");
        model.addAttribute("errorCase", mistyped ? null : ((SittingRefused) problem).caseNumber());
    }

    /** A field that cannot be read; its name is the message. */
    private static class Mistyped extends RuntimeException {
        Mistyped(String field) {
            super(field);
        }
    }

    private static Plan plan(Typed typed) {
        LocalDate on = day("on", typed.on());
        LocalTime at = time(typed.at());
        if (typed.place() == null || typed.place().isBlank() || typed.place().length() > LONGEST_PLACE) throw new Mistyped("place");
        return new Plan(on, at, typed.place(), typed.closesOn() == null || typed.closesOn().isBlank() ? null : day("closesOn", typed.closesOn()));
    }

    private static LocalDate day(String field, String text) {
        try {
            LocalDate day = LocalDate.parse(text == null ? "" : text.strip());
            if (day.getYear() > 2200) throw new Mistyped(field);
            return day;
        } catch (DateTimeParseException e) {
            throw new Mistyped(field);
        }
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text == null ? "" : text.strip());
        } catch (DateTimeParseException e) {
            throw new Mistyped("at");
        }
    }

    private Sitting find(long id) {
        return sittings.find(id).orElseThrow(SittingPages::notFound);
    }

    private List<Body> theirs(StaffMember staff) {
        return Arrays.stream(Body.values()).filter(body -> staff.changes(List.of(sittings.offices().get(body)))).toList();
    }

    private void reads(StaffMember staff) {
        Collection<String> offices = sittings.offices().values();
        if (!staff.reads(offices)) throw notFound();
    }

    private void changes(StaffMember staff, Body body) {
        if (!staff.changes(List.of(sittings.offices().get(body)))) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
