package ca.laval.mondossier.counter;

import ca.laval.mondossier.staff.StaffMember;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page for staff shows: who is signed in; null on a page for residents. */
@ControllerAdvice
class CounterModel {

    @ModelAttribute("staff")
    StaffMember staff(@AuthenticationPrincipal Object principal) {
        return principal instanceof StaffMember staff ? staff : null;
    }
}
