package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.council.Agenda;
import ca.laval.mondossier.council.Body;
import ca.laval.mondossier.council.NoSitting;
import ca.laval.mondossier.council.Notices;
import ca.laval.mondossier.council.Placed;
import ca.laval.mondossier.council.SittingMoved;
import ca.laval.mondossier.permit.PermitCases;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The agendas of the council, as the processes of permits see them. */
@Component
class PermitSittings implements SittingMoved {
    private final Agenda agenda;
    private final Notices notices;
    private final PermitCases cases;
    private final Clock clock;
    private final RuntimeService runtime;

    PermitSittings(Agenda agenda, Notices notices, PermitCases cases, Clock clock, @Lazy RuntimeService runtime) {
        this.agenda = agenda;
        this.notices = notices;
        this.cases = cases;
        this.clock = clock;
        this.runtime = runtime;
    }

    /** Puts a case on an agenda. One whose notice can no longer be lawful leaves the sitting it is on for the next. */
    @Transactional(propagation = Propagation.NESTED, rollbackFor = NoSitting.class)
    public Placed place(String caseNumber, String decidingBody, boolean notice) throws NoSitting {
        Body body = Body.valueOf(decidingBody);
        Optional<Placed> there = agenda.of(caseNumber, body);
        boolean late = there.filter(placed -> isLate(caseNumber, body, placed)).isPresent();
        return late ? agenda.postpone(caseNumber, body) : agenda.place(caseNumber, body, LocalDate.EPOCH, notice);
    }

    /** Asked to be placed again while it is on an agenda, a case had its notice too late. */
    private boolean isLate(String caseNumber, Body body, Placed placed) {
        return placed.needsNotice() && notices.of(caseNumber, body).isEmpty() && LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE).isAfter(placed.lastNoticeDay());
    }

    static void store(VariableScope scope, Placed placed) {
        scope.setVariables(variables(placed));
    }

    private static Map<String, Object> variables(Placed placed) {
        var variables = new HashMap<String, Object>();
        variables.put(SittingProcess.SITTING_ON.name(), placed.on().toString());
        variables.put(SittingProcess.NOTICE_BY.name(), placed.needsNotice() ? placed.lastNoticeDay().toString() : null);
        return variables;
    }

    /** The sitting was cancelled: the case goes back to the beginning of that step with the new date, and its applicant is told. */
    @Override
    public void moved(String caseNumber, Body body, LocalDate from, Placed to) {
        if (cases.find(caseNumber).isEmpty()) return;
        boolean committee = body == Body.CCU;
        Map<String, Object> news = committee ? Map.of(CommitteeProcess.COMMITTEE_ON.name(), to.on().toString()) : variables(to);
        try {
            runtime.createMessageCorrelation(committee ? CommitteeProcess.COMMITTEE_MOVED : SittingProcess.SITTING_MOVED).processInstanceBusinessKey(caseNumber)
                    .setVariables(news).correlate();
        } catch (org.camunda.bpm.engine.MismatchingMessageCorrelationException e) {
            throw new IllegalStateException("%s is on an agenda of %s, but does not wait for it".formatted(caseNumber, body), e);
        }
    }
}
