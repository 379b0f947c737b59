package ca.laval.mondossier.funding;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A report as it was typed on the portal, or what is wrong with it. */
final class ReportReading {
    private static final int LONGEST_TEXT = 4_000;

    private final Map<String, String> typed;
    private final List<String> problems = new ArrayList<>();
    private final Report report;

    /**
     * @param typed  `from`, `to`, `spent-1`... by budget line, `admin`, `ineligible`, `indicators`, `english`, `visibility`
     * @param proofs proofs of expenses in the file, with those that come with it
     */
    ReportReading(String number, AgreementDesk.View view, Map<String, String> typed, int proofs, boolean statements, LocalDate today) {
        this.typed = typed;
        LocalDate from = day("from");
        LocalDate to = day("to");
        if (from != null && to != null && (from.isAfter(to) || to.isAfter(today))) problem("agreement.report.error.period");
        var lines = new ArrayList<Report.Line>();
        for (int at = 0; at < view.budget().size(); at++) {
            var line = view.budget().get(at);
            lines.add(new Report.Line(line.name(), line.cents(), amount("spent-" + (at + 1))));
        }
        long admin = amount("admin");
        long ineligible = amount("ineligible");
        long spent = lines.stream().mapToLong(Report.Line::spentCents).sum();
        if (problems.isEmpty() && (admin > spent || ineligible > spent)) problem("agreement.report.error.part");
        String indicators = typed.getOrDefault("indicators", "").strip();
        if (indicators.length() > LONGEST_TEXT) problem("agreement.report.error.indicators");
        String english = typed.getOrDefault("english", "").strip();
        if (!english.matches("\\d{0,6}")) problem("agreement.report.error.english");
        if (proofs == 0) problem("agreement.report.error.proof");
        this.report = problems.isEmpty() ? new Report(number, view.report(), 0, "FILED", from, to, List.copyOf(lines), admin, ineligible, indicators, english.isEmpty() ? null : Integer.valueOf(english),
                typed.containsKey("visibility"), statements, proofs, null, null) : null;
    }

    /** Keys of the common words, each once. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    Report report() {
        return report;
    }

    private LocalDate day(String field) {
        try {
            return LocalDate.parse(typed.getOrDefault(field, "").strip());
        } catch (DateTimeException e) {
            problem("agreement.report.error.date");
            return null;
        }
    }

    /** Nothing typed is nothing spent. */
    private long amount(String field) {
        String text = typed.getOrDefault(field, "").strip();
        if (text.isEmpty()) return 0;
        Optional<Long> cents = EnvelopeReader.amount(text);
        if (cents.isEmpty()) problem("agreement.report.error.amount");
        return cents.orElse(0L);
    }

    private void problem(String word) {
        if (!problems.contains(word)) problems.add(word);
    }
}
