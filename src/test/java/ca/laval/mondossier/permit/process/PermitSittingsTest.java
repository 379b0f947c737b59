package ca.laval.mondossier.permit.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.RETURNS_SELF;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.council.Body;
import ca.laval.mondossier.council.Placed;
import ca.laval.mondossier.engine.Unchecked;
import ca.laval.mondossier.permit.PermitCase;
import ca.laval.mondossier.permit.PermitCases;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.junit.jupiter.api.Test;

/** What the calendar of sittings hears from a permit that cannot be told just now. */
class PermitSittingsTest {
    private static final LocalDate JULY = LocalDate.of(2026, 7, 7);
    private static final String NUMBER = "PER-2026-000001-1";

    @Test
    void aCaseThatIsAtWorkJustNowKeepsTheSittingWithASentenceInsteadOfAFailure() {
        PermitCases cases = mock(PermitCases.class);
        when(cases.find(NUMBER)).thenReturn(Optional.of(new PermitCase(NUMBER, "DEROGATION", "12, rue Grenon", null, null)));
        Unchecked unchecked = mock(Unchecked.class);
        when(unchecked.call(any())).thenAnswer(call -> ((Supplier<?>) call.getArgument(0)).get());
        RuntimeService runtime = mock(RuntimeService.class, RETURNS_DEEP_STUBS);
        when(runtime.createExecutionQuery().processInstanceBusinessKey(NUMBER).messageEventSubscriptionName(anyString()).count()).thenReturn(1L);
        MessageCorrelationBuilder correlation = mock(MessageCorrelationBuilder.class, RETURNS_SELF);
        when(runtime.createMessageCorrelation(SittingProcess.SITTING_MOVED)).thenReturn(correlation);
        doThrow(new OptimisticLockingException("meanwhile")).when(correlation).correlate();
        var sittings = new PermitSittings(null, null, cases, mock(CaseFiles.class), new BusinessCalendar(Clock.systemUTC()), Clock.systemUTC(), runtime, unchecked);

        // The calendar answers an IllegalStateException with "try again in a few minutes".
        assertThatThrownBy(() -> sittings.moved(NUMBER, Body.COUNCIL, LocalDate.of(2026, 6, 2), new Placed(1, Body.COUNCIL, JULY, LocalTime.of(19, 0), "Hôtel de ville", JULY.minusDays(7), JULY.minusDays(15))))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining(NUMBER);
    }
}
