package ca.laval.mondossier.counter;

import ca.laval.mondossier.staff.StaffMember;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page of the counter shows: who is signed in. */
@ControllerAdvice(basePackageClasses = CounterModel.class)
class CounterModel {

    @ModelAttribute("staff")
    StaffMember staff(@AuthenticationPrincipal Object principal) {
        return principal instanceof StaffMember staff ? staff : null;
    }
}
