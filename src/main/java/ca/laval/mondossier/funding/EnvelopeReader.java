package ca.laval.mondossier.funding;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.catalogue.MoneyText;
import ca.laval.mondossier.funding.EnvelopeProposal.Funder;
import ca.laval.mondossier.funding.EnvelopeProposal.Organisation;
import ca.laval.mondossier.funding.EnvelopeRefused.Problem;
import java.math.BigInteger;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads what the form of an envelope says, and says what is wrong with it. */
@Component
public class EnvelopeReader {
    /** The register's first two digits: legal persons, partnerships, sole owners, and public bodies. */
    private static final String NEQ = "(11|22|33|88)\\d{8}";
    private static final String EMAIL = "[^@\\s;]+@[^@\\s;]+\\.[^@\\s;]+";
    private static final String CODE = "[A-Z][A-Z0-9-]{1,15}";
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_LINES = 200;
    private static final int MOST_INSTALMENTS = 12;
    private static final int YEARS_AHEAD = 3;
    private static final String FUNDERS = "funders";
    private static final String ORGANISATIONS = "organisations";

    private final Clock clock;

    EnvelopeReader(Clock clock) {
        this.clock = clock;
    }

    /**
     * The form's fields as they were written.
     *
     * @param fiscalYearStart `YYYY-MM-DD`
     * @param total           an amount as people write it
     * @param funders         a line each: `code; name; e-mail; share`
     * @param organisations   a line each: `NEQ; name; e-mail; share; purpose`
     * @param plan            percents per instalment: `50/40/10`
     */
    public record Fields(String title, String purpose, String fiscalYearStart, String total, String funders, String organisations, String plan) {
    }

    /** @throws EnvelopeRefused with every problem there is, not the first alone */
    public EnvelopeProposal read(Fields fields) throws EnvelopeRefused {
        var problems = new ArrayList<Problem>();
        text("title", fields.title(), LONGEST_NAME, problems);
        text("purpose", fields.purpose(), LONGEST_TEXT, problems);
        LocalDate start = start(fields.fiscalYearStart(), problems);
        long total = total(fields.total(), problems);
        List<Line> funders = lines(FUNDERS, fields.funders(), 4, problems);
        List<Line> organisations = lines(ORGANISATIONS, fields.organisations(), 5, problems);
        funders.forEach(line -> check(line, 0, CODE, "code", problems));
        organisations.forEach(line -> check(line, 0, NEQ, "neq", problems));
        once(funders, "funderTwice", problems);
        once(organisations, "organisationTwice", problems);
        List<Integer> plan = plan(fields.plan(), problems);
        long[] given = cents(FUNDERS, total, funders, problems);
        long[] got = cents(ORGANISATIONS, total, organisations, problems);
        if (!problems.isEmpty()) throw new EnvelopeRefused(problems);
        var givers = new ArrayList<Funder>();
        for (Line line : funders) givers.add(new Funder(line.part(0), line.part(1), line.part(2), given[givers.size()]));
        var getters = new ArrayList<Organisation>();
        for (Line line : organisations) getters.add(new Organisation(line.part(0), line.part(1), line.part(2), got[getters.size()], line.part(4)));
        return new EnvelopeProposal(fields.title().strip(), fields.purpose().strip(), start, total, List.copyOf(givers), List.copyOf(getters), plan);
    }

    /** @param at from 1, as the person counts them; @param share null when it cannot be read */
    private record Line(String field, int at, String[] parts, Share share) {
        String part(int index) {
            return parts[index];
        }
    }

    private static void text(String field, String text, int longest, List<Problem> problems) {
        if (text == null || text.isBlank()) problems.add(new Problem(field, 0, "empty"));
        else if (text.strip().length() > longest) problems.add(new Problem(field, 0, "long", longest));
    }

    private LocalDate start(String text, List<Problem> problems) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE);
        try {
            LocalDate start = LocalDate.parse(text == null ? "" : text.strip());
            if (start.getDayOfMonth() != 1) problems.add(new Problem("fiscalYearStart", 0, "firstOfMonth"));
            if (!start.plusYears(1).isAfter(today)) problems.add(new Problem("fiscalYearStart", 0, "yearOver"));
            if (start.isAfter(today.plusYears(YEARS_AHEAD))) problems.add(new Problem("fiscalYearStart", 0, "yearFar", YEARS_AHEAD));
            return start;
        } catch (DateTimeException e) {
            problems.add(new Problem("fiscalYearStart", 0, "date"));
            return today;
        }
    }

    private static long total(String text, List<Problem> problems) {
        OptionalLong cents = MoneyText.cents(text);
        if (cents.isEmpty()) problems.add(new Problem("total", 0, "amount"));
        else if (cents.getAsLong() == 0) problems.add(new Problem("total", 0, "zero"));
        return cents.orElse(0);
    }

    private static List<Line> lines(String field, String text, int fields, List<Problem> problems) {
        var lines = new ArrayList<Line>();
        String[] rows = text == null ? new String[0] : text.split("\\R");
        for (int at = 0; at < rows.length; at++) {
            if (rows[at].isBlank()) continue;
            String[] parts = Stream.of(rows[at].split(";", -1)).map(String::strip).toArray(String[]::new);
            if (parts.length != fields) {
                problems.add(new Problem(field, at + 1, "parts", fields, parts.length));
                continue;
            }
            parts[0] = field.equals(FUNDERS) ? parts[0].toUpperCase(Locale.ROOT) : parts[0].replaceAll("[\\s\\u00A0]", "");
            Line line = new Line(field, at + 1, parts, Share.read(parts[3]).orElse(null));
            check(line, 1, ".{2," + LONGEST_NAME + "}", "name", problems);
            check(line, 2, EMAIL, "email", problems);
            if (fields > 4) check(line, 4, ".{2," + LONGEST_TEXT + "}", "purpose", problems);
            if (line.share() == null) problems.add(new Problem(field, line.at(), "share", parts[3]));
            else if (!line.share().isPositive()) problems.add(new Problem(field, line.at(), "notPositive", parts[3]));
            lines.add(line);
        }
        if (rows.length > MOST_LINES) problems.add(new Problem(field, 0, "tooMany", MOST_LINES));
        if (lines.isEmpty() && problems.stream().noneMatch(problem -> problem.field().equals(field))) problems.add(new Problem(field, 0, "empty"));
        return lines;
    }

    private static void check(Line line, int part, String shape, String word, List<Problem> problems) {
        if (!line.part(part).matches(shape)) problems.add(new Problem(line.field(), line.at(), word, line.part(part)));
    }

    private static void once(List<Line> lines, String word, List<Problem> problems) {
        Set<String> seen = new HashSet<>();
        lines.stream().filter(line -> !seen.add(line.part(0))).forEach(line -> problems.add(new Problem(line.field(), line.at(), word, line.part(0))));
    }

    private static List<Integer> plan(String text, List<Problem> problems) {
        String[] parts = text == null ? new String[0] : text.replace("%", "").strip().split("\\s*/\\s*");
        if (parts.length > MOST_INSTALMENTS || Stream.of(parts).anyMatch(part -> !part.matches("[1-9]\\d{0,2}"))) {
            problems.add(new Problem("plan", 0, "plan"));
            return List.of();
        }
        List<Integer> plan = Stream.of(parts).map(Integer::valueOf).toList();
        int all = plan.stream().mapToInt(Integer::intValue).sum();
        if (all != 100) problems.add(new Problem("plan", 0, "planTotal", all));
        return plan;
    }

    /** Each line's amount; what is wrong with the sum is one problem, and only where each line can be read. */
    private static long[] cents(String field, long total, List<Line> lines, List<Problem> problems) {
        if (total == 0 || lines.isEmpty() || lines.stream().anyMatch(line -> line.share() == null || !line.share().isPositive())) return new long[lines.size()];
        long amounts = lines.stream().map(Line::share).filter(Share::isAmount).mapToLong(Share::cents).sum();
        List<Share> fractions = lines.stream().map(Line::share).filter(share -> !share.isAmount()).toList();
        BigInteger common = fractions.stream().map(Share::denominator).reduce(BigInteger.ONE, EnvelopeReader::leastCommon);
        BigInteger[] weights = fractions.stream().map(share -> share.numerator().multiply(common.divide(share.denominator()))).toArray(BigInteger[]::new);
        BigInteger sum = Stream.of(weights).reduce(BigInteger.ZERO, BigInteger::add);
        // Exact: the fractions' share of the total and the amounts make the total, to less than nothing.
        BigInteger difference = sum.multiply(BigInteger.valueOf(total)).subtract(common.multiply(BigInteger.valueOf(total - amounts)));
        if (difference.signum() != 0) {
            problems.add(wrongSum(field, total, amounts, sum, common, fractions.isEmpty(), amounts == 0));
            return new long[lines.size()];
        }
        var parts = LongStream.of(fractions.isEmpty() ? new long[0] : Shares.split(total - amounts, weights)).iterator();
        long[] cents = lines.stream().mapToLong(line -> line.share().isAmount() ? line.share().cents() : parts.nextLong()).toArray();
        for (int at = 0; at < cents.length; at++) if (cents[at] == 0) problems.add(new Problem(field, lines.get(at).at(), "lessThanACent"));
        return cents;
    }

    private static Problem wrongSum(String field, long total, long amounts, BigInteger sum, BigInteger common, boolean onlyAmounts, boolean onlyFractions) {
        if (onlyAmounts) return amounts > total ? new Problem(field, 0, "sumOver", amounts, amounts - total) : new Problem(field, 0, "sumUnder", amounts, total - amounts);
        if (onlyFractions) {
            BigInteger[] percent = sum.multiply(BigInteger.valueOf(100)).divideAndRemainder(common);
            return percent[1].signum() == 0 ? new Problem(field, 0, "percent", percent[0].toString()) : new Problem(field, 0, "fraction", percent[0].toString());
        }
        return new Problem(field, 0, "mixed");
    }

    private static BigInteger leastCommon(BigInteger one, BigInteger other) {
        return one.divide(one.gcd(other)).multiply(other);
    }

    /** The amount as it would be read; empty when it cannot be. For a field that asks for one amount, e.g. what a funder takes back. */
    public static Optional<Long> amount(String text) {
        OptionalLong cents = MoneyText.cents(text);
        return cents.isPresent() ? Optional.of(cents.getAsLong()) : Optional.empty();
    }
}
