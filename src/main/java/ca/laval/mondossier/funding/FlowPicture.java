package ca.laval.mondossier.funding;

import ca.laval.mondossier.funding.FundingFigures.Amounts;
import ca.laval.mondossier.funding.FundingFigures.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * An envelope as a picture: funders left, organisations right, a ribbon per cell as wide as its cents. In each ribbon from above: justified, paid and not yet justified,
 * returned, not recovered, and what is not paid. Lengths are those of the picture; the exact cents are in the table beneath.
 */
record FlowPicture(int height, List<Bar> left, List<Bar> right, List<Ribbon> ribbons) {
    static final int WIDTH = 1000;
    private static final int BAR = 16;
    private static final int LEFT = 180;
    private static final int RIGHT = WIDTH - 300;
    private static final int GAP = 18;
    private static final int LEAST = 46;
    private static final int SHORTEST = 260;
    private static final int LONGEST_NAME = 28;

    /** @param label at its middle */
    record Bar(String label, long cents, int x, String y, String length, String middle) {
    }

    /** @param kind `justified`, `paid`, `returned`, `unrecovered` or `open` */
    record Ribbon(String kind, String path) {
    }

    /** @param standings of one envelope, by funder and then by organisation */
    static FlowPicture of(List<Standing> standings) {
        Map<String, List<Standing>> funders = new LinkedHashMap<>();
        Map<String, List<Standing>> organisations = new LinkedHashMap<>();
        for (Standing one : standings) {
            funders.computeIfAbsent(one.funder(), key -> new ArrayList<>()).add(one);
            organisations.computeIfAbsent(one.agreement(), key -> new ArrayList<>()).add(one);
        }
        int most = Math.max(funders.size(), organisations.size());
        int height = Math.max(SHORTEST, most * LEAST + (most - 1) * GAP);
        double perCent = (height - (most - 1.0) * GAP) / Math.max(1, FundingFigures.sum(standings).committed());
        var left = new Side(funders, perCent, height);
        var right = new Side(organisations, perCent, height);
        var ribbons = new ArrayList<Ribbon>();
        for (Standing one : standings) ribbons(one.amounts(), left.take(one.funder(), one), right.take(one.agreement(), one), perCent, ribbons);
        return new FlowPicture(height, left.bars(LEFT - BAR, funders, FlowPicture::code), right.bars(RIGHT, organisations, FlowPicture::name), ribbons);
    }

    private static void ribbons(Amounts amounts, double from, double to, double perCent, List<Ribbon> ribbons) {
        long kept = amounts.paid() - amounts.returned() - amounts.unrecovered();
        long justified = Math.min(amounts.justified(), kept);
        String[] kinds = {"justified", "paid", "returned", "unrecovered", "open"};
        long[] parts = {justified, kept - justified, amounts.returned(), amounts.unrecovered(), amounts.committed() - amounts.paid()};
        double above = 0;
        for (int at = 0; at < kinds.length; at++) {
            double wide = parts[at] * perCent;
            if (parts[at] > 0) ribbons.add(new Ribbon(kinds[at], path(from + above, to + above, wide)));
            above += wide;
        }
    }

    private static String path(double from, double to, double wide) {
        int middle = (LEFT + RIGHT) / 2;
        return String.format(Locale.ROOT, "M%d,%.2f C%d,%.2f %d,%.2f %d,%.2f V%.2f C%d,%.2f %d,%.2f %d,%.2f Z", LEFT, from, middle, from, middle, to, RIGHT, to, to + wide, middle, to + wide, middle,
                from + wide, LEFT, from + wide);
    }

    private static String code(Standing one) {
        return one.funder();
    }

    private static String name(Standing one) {
        String name = one.organisation();
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1).strip() + "…";
    }

    /** Where the bars of one side begin, and how much of each is taken by ribbons. */
    private static final class Side {
        private final Map<String, Double> begin = new LinkedHashMap<>();
        private final Map<String, Double> taken = new LinkedHashMap<>();
        private final double perCent;

        Side(Map<String, List<Standing>> parties, double perCent, int height) {
            this.perCent = perCent;
            double all = parties.values().stream().mapToDouble(party -> FundingFigures.sum(party).committed() * perCent).sum();
            double gap = parties.size() < 2 ? 0 : (height - all) / (parties.size() - 1);
            double y = parties.size() < 2 ? (height - all) / 2 : 0;
            for (var party : parties.entrySet()) {
                begin.put(party.getKey(), y);
                taken.put(party.getKey(), y);
                y += FundingFigures.sum(party.getValue()).committed() * perCent + gap;
            }
        }

        double take(String party, Standing one) {
            double at = taken.get(party);
            taken.put(party, at + one.amounts().committed() * perCent);
            return at;
        }

        List<Bar> bars(int x, Map<String, List<Standing>> parties, Function<Standing, String> label) {
            return parties.entrySet().stream().map(party -> {
                long cents = FundingFigures.sum(party.getValue()).committed();
                double y = begin.get(party.getKey());
                return new Bar(label.apply(party.getValue().get(0)), cents, x, number(y), number(Math.max(1, cents * perCent)), number(y + cents * perCent / 2));
            }).toList();
        }

        private static String number(double length) {
            return String.format(Locale.ROOT, "%.2f", length);
        }
    }
}
