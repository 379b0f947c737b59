package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.council.Agenda;
import ca.laval.mondossier.council.Body;
import ca.laval.mondossier.council.NoSitting;
import ca.laval.mondossier.council.Notices;
import ca.laval.mondossier.council.Placed;
import ca.laval.mondossier.council.SittingMoved;
import ca.laval.mondossier.engine.Unchecked;
import ca.laval.mondossier.permit.PermitCases;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The agendas of the council, as the processes of permits see them. */
@Component
class PermitSittings implements SittingMoved {
    /** What concluding takes after a sitting, as `permit-decision` has it. */
    private static final int CONCLUSION_DAYS = 3;

    private final Agenda agenda;
    private final Notices notices;
    private final PermitCases cases;
    private final CaseFiles caseFiles;
    private final BusinessCalendar calendar;
    private final Clock clock;
    private final RuntimeService runtime;
    private final Unchecked unchecked;

    PermitSittings(Agenda agenda, Notices notices, PermitCases cases, CaseFiles caseFiles, BusinessCalendar calendar, Clock clock, @Lazy RuntimeService runtime, Unchecked unchecked) {
        this.agenda = agenda;
        this.notices = notices;
        this.cases = cases;
        this.caseFiles = caseFiles;
        this.calendar = calendar;
        this.clock = clock;
        this.runtime = runtime;
        this.unchecked = unchecked;
    }

    /** Puts a case on the agenda of the planning committee. */
    @Transactional(propagation = Propagation.NESTED, rollbackFor = NoSitting.class)
    public Placed placeCommittee(String caseNumber) throws NoSitting {
        Placed placed = agenda.place(caseNumber, Body.CCU, LocalDate.EPOCH, false);
        expect(caseNumber, placed);
        return placed;
    }

    /** Puts a case on an agenda. One whose notice can no longer be lawful leaves the sitting it is on for the next. */
    @Transactional(propagation = Propagation.NESTED, rollbackFor = NoSitting.class)
    public Placed place(String caseNumber, String decidingBody, boolean notice) throws NoSitting {
        Body body = Body.valueOf(decidingBody);
        Optional<Placed> there = agenda.of(caseNumber, body);
        boolean late = there.filter(placed -> isLate(caseNumber, body, placed)).isPresent();
        Placed placed = late ? agenda.postpone(caseNumber, body) : agenda.place(caseNumber, body, LocalDate.EPOCH, notice);
        expect(caseNumber, placed);
        return placed;
    }

    /** The applicant reads when the decision comes: after the sitting that takes it; the committee's day only says that it comes later than that. */
    private void expect(String caseNumber, Placed placed) {
        LocalDate day = calendar.plus(placed.on(), CONCLUSION_DAYS);
        if (placed.body() == Body.CCU) caseFiles.notBefore(new CaseNumber(caseNumber), day);
        else caseFiles.expect(new CaseNumber(caseNumber), day);
    }

    /** Asked to be placed again while it is on an agenda, a case had its notice too late. */
    private boolean isLate(String caseNumber, Body body, Placed placed) {
        return placed.needsNotice() && notices.of(caseNumber, body).isEmpty() && LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE).isAfter(placed.lastNoticeDay());
    }

    static void store(VariableScope scope, Placed placed) {
        scope.setVariables(variables(placed));
    }

    /** What was recorded at another sitting is forgotten: the forms open empty. */
    private static Map<String, Object> variables(Placed placed) {
        var variables = new HashMap<String, Object>();
        List.of(SittingProcess.NOTICE_OUTCOME, SittingProcess.PUBLISHED_ON, SittingProcess.NOTICE_PLACE, SittingProcess.RESOLUTION_OUTCOME, SittingProcess.RESOLUTION_NUMBER)
                .forEach(recorded -> variables.put(recorded.name(), null));
        variables.put(SittingProcess.SITTING_ON.name(), placed.on().toString());
        variables.put(SittingProcess.NOTICE_BY.name(), placed.needsNotice() ? placed.lastNoticeDay().toString() : null);
        return variables;
    }

    /** Withdrawn a moment ago: no process has it before that body any more. */
    @Override
    public boolean hasLeft(String caseNumber, Body body) {
        String process = body == Body.CCU ? CommitteeProcess.KEY : SittingProcess.KEY;
        return cases.find(caseNumber).isPresent()
                && unchecked.call(() -> runtime.createProcessInstanceQuery().processInstanceBusinessKey(caseNumber).processDefinitionKey(process).count() == 0);
    }

    /** The sitting was cancelled: the case goes back to the beginning of that step with the new date, and its applicant is told. */
    @Override
    public void moved(String caseNumber, Body body, LocalDate from, Placed to) {
        if (cases.find(caseNumber).isEmpty()) return;
        boolean committee = body == Body.CCU;
        Map<String, Object> news = committee ? Map.of(CommitteeProcess.COMMITTEE_ON.name(), to.on().toString()) : variables(to);
        String message = committee ? CommitteeProcess.COMMITTEE_MOVED : SittingProcess.SITTING_MOVED;
        // About to be entered on an agenda: it then finds itself on the new one.
        if (!waits(caseNumber, message)) return;
        expect(caseNumber, to);
        try {
            runtime.createMessageCorrelation(message).processInstanceBusinessKey(caseNumber).setVariables(news).correlate();
        } catch (OptimisticLockingException e) {
            throw new IllegalStateException("%s is at work just now".formatted(caseNumber), e);
        }
    }

    private boolean waits(String caseNumber, String message) {
        return unchecked.call(() -> runtime.createExecutionQuery().processInstanceBusinessKey(caseNumber).messageEventSubscriptionName(message).count() > 0);
    }
}
