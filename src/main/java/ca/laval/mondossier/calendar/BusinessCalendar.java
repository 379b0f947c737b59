package ca.laval.mondossier.calendar;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The city's service calendar: Monday to Friday, less the holidays of `holidays/laval.xml` (domain.md, section 6.6).
 * Models call it `calendar`.
 */
@Component("calendar")
public class BusinessCalendar {
    public static final ZoneId ZONE = ZoneId.of("America/Toronto");

    private final HolidayManager holidays =
            HolidayManager.getInstance(ManagerParameters.create(BusinessCalendar.class.getResource("/holidays/laval.xml")));
    private final ConcurrentHashMap<Integer, Set<LocalDate>> closedDays = new ConcurrentHashMap<>();
    private final Clock clock;

    public BusinessCalendar(Clock clock) {
        this.clock = clock;
    }

    /** For a task's due date: the last millisecond, in Laval, of the business day that lies `days` business days ahead. */
    public Date businessDays(int days) {
        return endOf(plus(today(), days));
    }

    /**
     * For a date that a letter names: the end of the day that lies an ISO period, e.g. `P20D`, ahead. A period that ends while the
     * offices are closed runs to the next day they are open (Interpretation Act, s. 52).
     */
    public Date deadline(String period) {
        LocalDate day = today().plus(Period.parse(period));
        while (!isOpen(day)) day = day.plusDays(1);
        return endOf(day);
    }

    /**
     * For the end of a waiting list: the end of December 31 of the budget year; after that day the end of the late filing window,
     * January 31 of the year after (domain.md, section 1.3).
     */
    public Date endOfBudgetYear(int year) {
        LocalDate end = LocalDate.of(year, 12, 31);
        return endOf(today().isAfter(end) ? end.plusMonths(1) : end);
    }

    /** For a step that another system asked to leave it alone for a while. */
    public Date secondsAhead(int seconds) {
        return Date.from(clock.instant().plusSeconds(seconds));
    }

    /** For a step that waits for a day of somebody else's calendar, e.g. a sitting: the first moment of this ISO day, in Laval. */
    public Date startOfDay(String day) {
        return Date.from(LocalDate.parse(day).atStartOfDay(ZONE).toInstant());
    }

    /** For what is good until a day, and for a task that is due on it: its last millisecond, in Laval. */
    public Date endOfDay(String day) {
        return endOf(LocalDate.parse(day));
    }

    /** The day it is in Laval, `YYYY-MM-DD`: what tells apart a step that comes again every week. */
    public String currentDay() {
        return today().toString();
    }

    /** Whether a day that the process knows lies behind, in Laval, e.g. the last day of a permit. */
    public boolean hasPassed(String day) {
        return today().isAfter(LocalDate.parse(day));
    }

    /** The budget year of a purchase: last year's until January 31, the late filing window; otherwise the year of the application. */
    public static int budgetYear(LocalDate appliedOn, LocalDate purchasedOn) {
        boolean late = appliedOn.getMonthValue() == 1 && purchasedOn.getYear() < appliedOn.getYear();
        return late ? appliedOn.getYear() - 1 : appliedOn.getYear();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    private static Date endOf(LocalDate day) {
        return Date.from(day.atTime(LocalTime.MAX).truncatedTo(ChronoUnit.MILLIS).atZone(ZONE).toInstant());
    }

    /** The day of receipt is day 0; the following business days count. */
    public LocalDate plus(LocalDate received, int days) {
        LocalDate day = received;
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            if (isOpen(day)) left--;
        }
        return day;
    }

    /** Business days after `from`, up to and including `to`; 0 when `to` is not later. */
    public int between(LocalDate from, LocalDate to) {
        return (int) from.plusDays(1).datesUntil(to.isAfter(from) ? to.plusDays(1) : from.plusDays(1)).filter(this::isOpen).count();
    }

    /** Whether the city's offices are open. */
    public boolean isOpen(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !closedDays.computeIfAbsent(day.getYear(), this::closedIn).contains(day);
    }

    private Set<LocalDate> closedIn(int year) {
        return holidays.getHolidays(java.time.Year.of(year)).stream().map(de.focus_shift.jollyday.core.Holiday::getDate)
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
}
