package ca.laval.mondossier.funding;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Splits an amount so that no cent is lost: whole parts first, then a cent each to the largest remainders. */
public final class Shares {
    private Shares() {
    }

    /**
     * Parts of an amount in proportion to weights; each is within a cent of its exact share, and none is more than its weight while the amount is not more than all
     * of them together. Equal remainders: the last line balances, as the statements say it.
     *
     * @param cents   0 or more
     * @param weights 0 or more each; not all 0, unless there is nothing to split
     */
    public static long[] split(long cents, long... weights) {
        return split(cents, LongStream.of(weights).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new));
    }

    /**
     * As {@link #split} by what each can have at most; where a part would be less than its least, each gets that, and the rest is in proportion to what each can have besides.
     *
     * @param cents from all the least to all the most together
     * @param most  of each, not less than its least
     */
    static long[] between(long cents, long[] least, long[] most) {
        long[] parts = split(cents, most);
        if (IntStream.range(0, parts.length).allMatch(at -> parts[at] >= least[at])) return parts;
        long[] besides = split(cents - LongStream.of(least).sum(), IntStream.range(0, most.length).mapToLong(at -> most[at] - least[at]).toArray());
        return IntStream.range(0, besides.length).mapToLong(at -> least[at] + besides[at]).toArray();
    }

    static long[] split(long cents, BigInteger... weights) {
        if (cents < 0 || Stream.of(weights).anyMatch(weight -> weight.signum() < 0)) throw new IllegalArgumentException("Only what is not negative can be split");
        BigInteger all = Stream.of(weights).reduce(BigInteger.ZERO, BigInteger::add);
        if (all.signum() == 0) {
            if (cents > 0) throw new IllegalArgumentException("Nobody to give %d cents to".formatted(cents));
            return new long[weights.length];
        }
        BigInteger[][] parts = Stream.of(weights).map(weight -> BigInteger.valueOf(cents).multiply(weight).divideAndRemainder(all)).toArray(BigInteger[][]::new);
        long[] split = Stream.of(parts).mapToLong(part -> part[0].longValueExact()).toArray();
        long left = cents - LongStream.of(split).sum();
        IntStream.range(0, weights.length).boxed().sorted(Comparator.<Integer, BigInteger>comparing(line -> parts[line][1]).thenComparing(Comparator.naturalOrder()).reversed())
                .limit(left).forEach(line -> split[line]++);
        return split;
    }
}
