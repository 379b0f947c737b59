package ca.laval.mondossier.council;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.ApplicationTest;
import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.council.Sittings.Plan;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Sittings, agendas, notices and resolutions on the real database, on days that the tests choose. */
@Import(CouncilTest.Listening.class)
class CouncilTest extends ApplicationTest {
    private static final AtomicInteger CASE = new AtomicInteger(500_000);
    private static final LocalDate JUNE_2 = LocalDate.of(2026, 6, 2);
    private static final LocalDate JUNE_16 = LocalDate.of(2026, 6, 16);
    private static final LocalDate JULY_7 = LocalDate.of(2026, 7, 7);

    @Autowired
    private Sittings sittings;
    @Autowired
    private Agenda agenda;
    @Autowired
    private Notices notices;
    @Autowired
    private Resolutions resolutions;
    @Autowired
    private Listener listener;

    /** Whoever listens may be unable to hear. */
    static class Listener implements SittingMoved {
        final List<String> told = new ArrayList<>();
        String deaf = "";

        @Override
        public void moved(String caseNumber, Body body, LocalDate from, Placed to) {
            if (caseNumber.equals(deaf)) throw new IllegalStateException(caseNumber + " does not wait");
            told.add("%s %s %s -> %s".formatted(caseNumber, body, from, to.on()));
        }
    }

    @TestConfiguration
    static class Listening {
        @Bean
        Listener listener() {
            return new Listener();
        }
    }

    @BeforeEach
    void emptyCalendar() {
        for (String table : List.of("council_resolution", "council_notice", "council_item", "council_sitting")) db.sql("delete from " + table).update();
        listener.told.clear();
        listener.deaf = "";
        today(LocalDate.of(2026, 5, 1));
    }

    @AfterEach
    void realTime() {
        ClockUtil.reset();
    }

    @Test
    void aCaseGoesToTheFirstSittingThatTakesIt() throws Exception {
        plan(Body.COUNCIL, JULY_7);
        plan(Body.COUNCIL, JUNE_2);
        plan(Body.COUNCIL, JUNE_16);
        String number = aCase();
        Placed placed = agenda.place(number, Body.COUNCIL, LocalDate.of(2026, 5, 2), true);
        assertThat(placed.on()).isEqualTo(JUNE_2);
        assertThat(placed.lastNoticeDay()).isEqualTo("2026-05-15");
        assertThat(agenda.place(number, Body.COUNCIL, LocalDate.of(2026, 5, 2), true)).as("asked again").isEqualTo(placed);
        assertThat(agenda.dateOf(number, Body.COUNCIL)).contains(JUNE_2);
        assertThat(agenda.dateOf(number, Body.CCU)).isEmpty();
        assertThat(agenda.place(aCase(), Body.COUNCIL, JUNE_16, false).on()).as("not before its day").isEqualTo(JUNE_16);
    }

    @ParameterizedTest(name = "on {0} a case that needs a notice goes to {1}, another to {2}")
    @CsvSource({"2026-05-15, 2026-06-02, 2026-06-02", "2026-05-16, 2026-06-16, 2026-06-02", "2026-05-26, 2026-06-16, 2026-06-02", "2026-05-27, 2026-06-16, 2026-06-16",
        "2026-06-01, 2026-06-16, 2026-06-16", "2026-06-02, 2026-07-07, 2026-06-16"})
    void theNoticeAndTheAgendaCloseBeforeTheSitting(LocalDate day, LocalDate withNotice, LocalDate without) throws Exception {
        plan(Body.COUNCIL, JUNE_2);
        plan(Body.COUNCIL, JUNE_16);
        plan(Body.COUNCIL, JULY_7);
        today(day);
        assertThat(agenda.place(aCase(), Body.COUNCIL, day, true).on()).isEqualTo(withNotice);
        assertThat(agenda.place(aCase(), Body.COUNCIL, day, false).on()).isEqualTo(without);
    }

    @ParameterizedTest(name = "on {0} the committee of {1} takes it")
    @CsvSource({"2026-05-12, 2026-05-27", "2026-05-13, 2026-06-10"})
    void theCommitteeFreezesItsFilesFifteenDaysBefore(LocalDate day, LocalDate meeting) throws Exception {
        plan(Body.CCU, LocalDate.of(2026, 5, 27));
        plan(Body.CCU, LocalDate.of(2026, 6, 10));
        today(day);
        assertThat(agenda.place(aCase(), Body.CCU, day, false).on()).isEqualTo(meeting);
    }

    @Test
    void withoutASittingItSaysSo() {
        String number = aCase();
        assertThatThrownBy(() -> agenda.place(number, Body.COUNCIL, JUNE_2, true)).isInstanceOf(NoSitting.class).hasMessageContaining(number);
        assertThat(agenda.dateOf(number, Body.COUNCIL)).isEmpty();
    }

    @Test
    void aNoticeOnTheLastDayIsLawfulAndOneOnTheDayAfterTheHolidayIsNot() throws Exception {
        plan(Body.COUNCIL, JUNE_2);
        plan(Body.COUNCIL, JUNE_16);
        String early = aCase();
        String late = aCase();
        agenda.place(early, Body.COUNCIL, JUNE_2, true);
        agenda.place(late, Body.COUNCIL, JUNE_2, true);
        today(LocalDate.of(2026, 5, 19));
        notices.publish(early, Body.COUNCIL, LocalDate.of(2026, 5, 15), "Courrier Laval", "isabelle");
        assertThat(notices.of(early, Body.COUNCIL)).contains(LocalDate.of(2026, 5, 15));

        assertThatThrownBy(() -> notices.publish(late, Body.COUNCIL, LocalDate.of(2026, 5, 19), "Courrier Laval", "isabelle"))
                .isInstanceOfSatisfying(NoticeTooLate.class, e -> assertThat(e.lastDay()).isEqualTo("2026-05-15"));
        assertThatThrownBy(() -> notices.publish(late, Body.COUNCIL, LocalDate.of(2026, 5, 18), "Courrier Laval", "isabelle")).isInstanceOf(NoticeTooLate.class);
        assertThat(notices.of(late, Body.COUNCIL)).isEmpty();
        Placed next = agenda.postpone(late, Body.COUNCIL);
        assertThat(next.on()).isEqualTo(JUNE_16);
        assertThat(next.lastNoticeDay()).isEqualTo("2026-06-01");
        today(LocalDate.of(2026, 6, 1));
        notices.publish(late, Body.COUNCIL, LocalDate.of(2026, 6, 1), "Courrier Laval", "isabelle");
    }

    @ParameterizedTest(name = "published {0}, entered {1} -> {2}")
    @CsvSource({"2026-05-20, 2026-05-14, FUTURE", "2026-05-09, 2026-05-14, CLOSED_DAY", "2026-04-30, 2026-05-14, BEFORE_AGENDA", "2026-05-14, 2026-06-02, AFTER_THE_FACT",
        "2026-05-14, 2026-06-05, AFTER_THE_FACT"})
    void aNoticeThatCannotBe(LocalDate published, LocalDate entered, NoticeRefused.Reason reason) throws Exception {
        plan(Body.COUNCIL, JUNE_2);
        String number = aCase();
        agenda.place(number, Body.COUNCIL, JUNE_2, true);
        today(entered);
        assertThatThrownBy(() -> notices.publish(number, Body.COUNCIL, published, "Courrier Laval", "isabelle"))
                .isInstanceOfSatisfying(NoticeRefused.class, e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(notices.of(number, Body.COUNCIL)).isEmpty();
    }

    @Test
    void aNoticeTwiceOrForNothing() throws Exception {
        plan(Body.COUNCIL, JUNE_2);
        String number = aCase();
        assertThatThrownBy(() -> publish(number, 4)).isInstanceOfSatisfying(NoticeRefused.class, e -> assertThat(e.reason()).isEqualTo(NoticeRefused.Reason.NOT_ON_AGENDA));
        agenda.place(number, Body.COUNCIL, JUNE_2, true);
        today(LocalDate.of(2026, 5, 4));
        publish(number, 4);
        assertThatThrownBy(() -> publish(number, 4)).isInstanceOfSatisfying(NoticeRefused.class, e -> assertThat(e.reason()).isEqualTo(NoticeRefused.Reason.ALREADY_PUBLISHED));
        assertThatThrownBy(() -> db.sql("insert into council_notice select case_number, sitting, sitting_on, date '2026-05-19', place, entered_by, entered_at from council_notice").update())
                .as("the table does not believe the application either").hasMessageContaining("violates check constraint");
    }

    @Test
    void aResolutionIsRecordedOnceAndClosesTheItem() throws Exception {
        plan(Body.COUNCIL, JUNE_2);
        String number = announced();
        today(JUNE_2);
        record(number, "CM-20260602-431");
        record(number, "CM-20260602-431");
        assertThat(resolutions.of(number)).containsExactly(new Resolution("CM-20260602-431", number, Body.COUNCIL, JUNE_2, Outcome.ADOPTED, "Une haie"));
        assertThat(agenda.dateOf(number, Body.COUNCIL)).isEmpty();
        assertThat(db.sql("select state from council_sitting").query(String.class).single()).isEqualTo("HELD");
    }

    @Test
    void aResolutionNumberIsUsedOnce() throws Exception {
        plan(Body.COUNCIL, JUNE_2);
        String one = announced();
        String other = announced();
        today(JUNE_2);
        record(one, "CM-20260602-431");
        refused(() -> record(other, "CM-20260602-431"), ResolutionRefused.Reason.NUMBER_TAKEN);
        assertThat(agenda.dateOf(other, Body.COUNCIL)).as("still there").contains(JUNE_2);
        record(other, "CM-20260602-432");
    }

    @ParameterizedTest
    @CsvSource({"CM-20260603-431", "CE-20260602-431", "CM-20260602-0", "CM-20260602", "431", "''", "CM-20260602-431; drop table council_sitting"})
    void aNumberOfAnotherDayOrBodyIsATypingMistake(String mistyped) throws Exception {
        plan(Body.COUNCIL, JUNE_2);
        String number = announced();
        today(JUNE_2);
        refused(() -> record(number, mistyped), ResolutionRefused.Reason.NUMBER_SHAPE);
    }

    @Test
    void nothingIsResolvedBeforeTheSittingWithoutNoticeOrUnpaid() throws Exception {
        plan(Body.COUNCIL, JUNE_2);
        String unannounced = aCase();
        agenda.place(unannounced, Body.COUNCIL, JUNE_2, true);
        String number = announced();
        refused(() -> record(number, "CM-20260602-431"), ResolutionRefused.Reason.SITTING_AHEAD);
        today(JUNE_2);
        refused(() -> record(unannounced, "CM-20260602-431"), ResolutionRefused.Reason.NOTICE_MISSING);
        refused(() -> resolutions.record(number, Body.COUNCIL, "CM-20260602-431", Outcome.ADOPTED, null, "isabelle", () -> false), ResolutionRefused.Reason.NOT_PAID);
        refused(() -> record(aCase(), "CM-20260602-431"), ResolutionRefused.Reason.NOT_ON_AGENDA);
        assertThat(db.sql("select count(*) from council_resolution").query(Integer.class).single()).isZero();
    }

    @Test
    void aPostponedCaseGoesOnTheNextAgenda() throws Exception {
        plan(Body.EXECUTIVE, JUNE_2);
        plan(Body.EXECUTIVE, JUNE_16);
        String number = aCase();
        agenda.place(number, Body.EXECUTIVE, JUNE_2, false);
        today(JUNE_2);
        resolutions.record(number, Body.EXECUTIVE, "CE-20260602-7", Outcome.POSTPONED, " ", "isabelle", () -> true);
        assertThat(agenda.place(number, Body.EXECUTIVE, JUNE_2.plusDays(1), false).on()).isEqualTo(JUNE_16);
    }

    @Test
    void aCaseIsNeverPlacedOnTheAgendaOfADayThatHasCome() throws Exception {
        plan(Body.EXECUTIVE, JUNE_2);
        plan(Body.EXECUTIVE, JUNE_16);
        String number = aCase();
        agenda.place(number, Body.EXECUTIVE, JUNE_2, false);
        today(JUNE_2);
        assertThat(agenda.place(number, Body.EXECUTIVE, JUNE_2, false).on()).isEqualTo(JUNE_16);
    }

    @Test
    void aCancelledSittingMovesEveryCaseAndTellsEach() throws Exception {
        long june = plan(Body.COUNCIL, JUNE_2);
        plan(Body.COUNCIL, JUNE_16);
        plan(Body.COUNCIL, JULY_7);
        String announced = announced();
        String plain = aCase();
        agenda.place(plain, Body.COUNCIL, JUNE_2, false);
        String withdrawn = aCase();
        agenda.place(withdrawn, Body.COUNCIL, JUNE_2, true);
        agenda.remove(withdrawn);

        // No quorum: known that evening only, and the notice for June 16 would have been due on June 1.
        today(JUNE_2);
        assertThat(sittings.cancel(june, 1, "isabelle")).extracting(Sittings.Moved::caseNumber).containsExactly(announced, plain);
        assertThat(listener.told).containsExactly(announced + " COUNCIL 2026-06-02 -> 2026-07-07", plain + " COUNCIL 2026-06-02 -> 2026-06-16");
        assertThat(notices.of(announced, Body.COUNCIL)).as("announced again").isEmpty();
        assertThat(agenda.of(announced, Body.COUNCIL).orElseThrow().lastNoticeDay()).isEqualTo("2026-06-22");
        assertThat(agenda.dateOf(withdrawn, Body.COUNCIL)).isEmpty();
        refused(() -> record(announced, "CM-20260602-431"), ResolutionRefused.Reason.SITTING_AHEAD);
        assertThatThrownBy(() -> sittings.cancel(june, 2, "isabelle")).isInstanceOfSatisfying(SittingRefused.class, e -> assertThat(e.reason()).isEqualTo(SittingRefused.Reason.CHANGED));
    }

    @Test
    void whenOneCaseCannotBeToldNothingMoves() throws Exception {
        long june = plan(Body.COUNCIL, JUNE_2);
        plan(Body.COUNCIL, JUNE_16);
        String first = announced();
        String second = announced();
        listener.deaf = second;
        assertThatThrownBy(() -> sittings.cancel(june, 1, "isabelle")).isInstanceOfSatisfying(SittingRefused.class, e -> {
            assertThat(e.reason()).isEqualTo(SittingRefused.Reason.NOT_TOLD);
            assertThat(e.caseNumber()).isEqualTo(second);
        });
        assertThat(agenda.dateOf(first, Body.COUNCIL)).contains(JUNE_2);
        assertThat(agenda.dateOf(second, Body.COUNCIL)).contains(JUNE_2);
        assertThat(notices.of(first, Body.COUNCIL)).isPresent();
        assertThat(sittings.find(june).orElseThrow().state()).isEqualTo(Sitting.State.PLANNED);
        listener.deaf = "";
        sittings.cancel(june, 1, "isabelle");
        assertThat(agenda.dateOf(first, Body.COUNCIL)).contains(JUNE_16);
    }

    @Test
    void theLastPlannedSittingIsNotCancelledUnderACase() throws Exception {
        long june = plan(Body.COUNCIL, JUNE_2);
        String number = announced();
        assertThatThrownBy(() -> sittings.cancel(june, 1, "isabelle")).isInstanceOfSatisfying(SittingRefused.class, e -> {
            assertThat(e.reason()).isEqualTo(SittingRefused.Reason.NO_NEXT);
            assertThat(e.caseNumber()).isEqualTo(number);
        });
        assertThat(agenda.dateOf(number, Body.COUNCIL)).contains(JUNE_2);
        assertThat(listener.told).isEmpty();
    }

    @Test
    void aSittingInThePastOrTwiceOnADayIsRefused() {
        plan(Body.COUNCIL, JUNE_2);
        refusedPlan(Body.COUNCIL, new Plan(LocalDate.of(2026, 4, 7), LocalTime.of(19, 0), "Hôtel de ville", null), SittingRefused.Reason.PAST);
        refusedPlan(Body.COUNCIL, new Plan(LocalDate.of(2026, 5, 1), LocalTime.of(19, 0), "Hôtel de ville", null), SittingRefused.Reason.PAST);
        refusedPlan(Body.COUNCIL, new Plan(JUNE_2, LocalTime.of(9, 0), "Ailleurs", null), SittingRefused.Reason.SAME_DAY);
        refusedPlan(Body.COUNCIL, new Plan(JUNE_16, LocalTime.of(9, 0), "Ailleurs", JUNE_16.plusDays(1)), SittingRefused.Reason.CLOSES_LATER);
        plan(Body.EXECUTIVE, JUNE_2);
        assertThat(sittings.ahead()).hasSize(2);
    }

    @Test
    void whatCasesCountOnDoesNotChange() throws Exception {
        long june = plan(Body.COUNCIL, JUNE_2);
        sittings.change(june, 1, new Plan(JUNE_16, LocalTime.of(18, 30), "Salle Alfred-Pellan", null), "isabelle");
        assertThat(sittings.find(june).orElseThrow()).isEqualTo(new Sitting(june, Body.COUNCIL, JUNE_16, LocalTime.of(18, 30), "Salle Alfred-Pellan", Sitting.State.PLANNED, JUNE_16.minusDays(7), 2));
        String number = aCase();
        agenda.place(number, Body.COUNCIL, JUNE_2, true);
        assertThatThrownBy(() -> sittings.change(june, 2, new Plan(JULY_7, LocalTime.of(18, 30), "Salle Alfred-Pellan", null), "isabelle"))
                .isInstanceOfSatisfying(SittingRefused.class, e -> assertThat(e.reason()).isEqualTo(SittingRefused.Reason.ON_AGENDA));
        sittings.change(june, 2, new Plan(JUNE_16, LocalTime.of(18, 30), "Salle Alfred-Pellan", LocalDate.of(2026, 6, 1)), "isabelle");
        today(LocalDate.of(2026, 5, 4));
        publish(number, 4);
        agenda.remove(number);
        assertThatThrownBy(() -> sittings.change(june, 3, new Plan(JULY_7, LocalTime.of(18, 30), "Salle Alfred-Pellan", null), "isabelle")).as("a notice was read by everybody")
                .isInstanceOfSatisfying(SittingRefused.class, e -> assertThat(e.reason()).isEqualTo(SittingRefused.Reason.ON_AGENDA));
    }

    @Test
    void twoClerksAtOnceCancelOnce() throws Exception {
        long june = plan(Body.COUNCIL, JUNE_2);
        plan(Body.COUNCIL, JUNE_16);
        for (int i = 0; i < 5; i++) announced();
        assertThat(bothAtOnce(() -> sittings.cancel(june, 1, "isabelle"), () -> sittings.cancel(june, 1, "chantal"))).containsExactlyInAnyOrder("done", "CHANGED");
        assertThat(listener.told).hasSize(5);
        assertThat(db.sql("select count(*) from council_item where state = 'ON_AGENDA'").query(Integer.class).single()).isEqualTo(5);
    }

    @Test
    void aCaseThatComesWhileItsSittingIsCancelledIsNotLost() throws Exception {
        long june = plan(Body.COUNCIL, JUNE_2);
        plan(Body.COUNCIL, JUNE_16);
        String number = aCase();
        assertThat(bothAtOnce(() -> sittings.cancel(june, 1, "isabelle"), () -> agenda.place(number, Body.COUNCIL, JUNE_2, true))).containsOnly("done");
        assertThat(agenda.dateOf(number, Body.COUNCIL)).contains(JUNE_16);
    }

    @Test
    void neighbouringSittingsCancelledAtOnceEndUpTogether() throws Exception {
        long june = plan(Body.COUNCIL, JUNE_2);
        long later = plan(Body.COUNCIL, JUNE_16);
        plan(Body.COUNCIL, JULY_7);
        String number = announced();
        bothAtOnce(() -> sittings.cancel(june, 1, "isabelle"), () -> sittings.cancel(later, 1, "chantal"));
        assertThat(agenda.dateOf(number, Body.COUNCIL)).contains(JULY_7);
    }

    @Test
    void twoClerksRecordOneNumberOnce() throws Exception {
        plan(Body.COUNCIL, JUNE_2);
        String one = announced();
        String other = announced();
        today(JUNE_2);
        assertThat(bothAtOnce(() -> record(one, "CM-20260602-431"), () -> record(other, "CM-20260602-431"))).containsExactlyInAnyOrder("done", "NUMBER_TAKEN");
    }

    private long plan(Body body, LocalDate on) {
        return sittings.add(body, new Plan(on, LocalTime.of(19, 0), "Hôtel de ville", null), "isabelle");
    }

    /** On the council's agenda of June 2, with a notice of May 4. */
    private String announced() throws Exception {
        String number = aCase();
        agenda.place(number, Body.COUNCIL, JUNE_2, true);
        today(LocalDate.of(2026, 5, 4));
        publish(number, 4);
        return number;
    }

    private void publish(String number, int dayOfMay) throws NoticeTooLate {
        notices.publish(number, Body.COUNCIL, LocalDate.of(2026, 5, dayOfMay), "Courrier Laval", "isabelle");
    }

    private Object record(String number, String resolution) {
        resolutions.record(number, Body.COUNCIL, resolution, Outcome.ADOPTED, "Une haie", "isabelle", () -> true);
        return null;
    }

    private void refused(Runnable work, ResolutionRefused.Reason reason) {
        assertThatThrownBy(work::run).isInstanceOfSatisfying(ResolutionRefused.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private void refusedPlan(Body body, Plan plan, SittingRefused.Reason reason) {
        assertThatThrownBy(() -> sittings.add(body, plan, "isabelle")).isInstanceOfSatisfying(SittingRefused.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static void today(LocalDate day) {
        ClockUtil.setCurrentTime(Date.from(day.atTime(10, 0).atZone(BusinessCalendar.ZONE).toInstant()));
    }

    private String aCase() {
        String number = ca.laval.mondossier.casefile.CaseNumber.numbered("PER", 2026, CASE.incrementAndGet()).value();
        db.sql("""
                insert into case_file (number, service, channel, language, applicant_name, applicant_address, search_text, answers, status, status_since, received_at)
                values (:number, 'street-party', 'COUNTER', 'fr', 'Gens', 'Ici', '', '{}', 'AWAITING_COUNCIL', now(), now())""").param("number", number).update();
        return number;
    }

    private static List<String> bothAtOnce(Callable<?>... works) throws Exception {
        var threads = Executors.newFixedThreadPool(works.length);
        try {
            var ended = new ArrayList<String>();
            for (Future<String> end : threads.invokeAll(java.util.stream.Stream.of(works).map(work -> (Callable<String>) () -> end(work)).toList())) ended.add(end.get());
            return ended;
        } finally {
            threads.shutdown();
        }
    }

    private static String end(Callable<?> work) throws Exception {
        try {
            work.call();
            return "done";
        } catch (SittingRefused e) {
            return e.reason().name();
        } catch (ResolutionRefused e) {
            return e.reason().name();
        }
    }
}
