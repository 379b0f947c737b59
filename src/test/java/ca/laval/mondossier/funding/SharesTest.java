package ca.laval.mondossier.funding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** No cent is lost, whoever shares with whom. The figures are those of domain.md, section 5.2. */
class SharesTest {
    private static final long ENVELOPE = 55_616_500;

    @Test
    void thirdsOfTheEnvelopeBalanceOnTheLastLine() {
        assertThat(Shares.split(ENVELOPE, 1, 1, 1)).containsExactly(18_538_833, 18_538_833, 18_538_834);
    }

    @Test
    void theDemosMatrixIsThatOfTheTable() {
        long[] funders = Shares.split(ENVELOPE, 40, 35, 25);
        long[] organisations = Shares.split(ENVELOPE, 56, 44);
        assertThat(funders).containsExactly(22_246_600, 19_465_775, 13_904_125);
        assertThat(organisations).containsExactly(31_145_240, 24_471_260);
        assertThat(Matrix.allocate(funders, organisations)).isDeepEqualTo(new long[][] {{12_458_096, 9_788_504}, {10_900_834, 8_564_941}, {7_786_310, 6_117_815}});
    }

    @Test
    void theDemosInstalmentsAreThoseOfTheTable() {
        assertThat(Shares.split(31_145_240, 50, 40, 10)).containsExactly(15_572_620, 12_458_096, 3_114_524);
        assertThat(Shares.split(24_471_260, 50, 40, 10)).containsExactly(12_235_630, 9_788_504, 2_447_126);
    }

    @Test
    void theLargestRemaindersComeFirstAndEqualOnesFromTheEnd() {
        assertThat(Shares.split(10, 2, 3, 2)).containsExactly(3, 4, 3);
        assertThat(Shares.split(2, 1, 1, 1)).containsExactly(0, 1, 1);
        assertThat(Shares.split(0, 0, 0)).containsExactly(0, 0);
        assertThat(Shares.split(5, 0, 7, 0)).containsExactly(0, 5, 0);
    }

    @Test
    void whatCannotBeSharedIsSaid() {
        assertThatThrownBy(() -> Shares.split(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Shares.split(1, 2, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Shares.split(1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Matrix.allocate(new long[] {3}, new long[] {2})).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("3 and 2");
        assertThatThrownBy(() -> Matrix.allocate(new long[] {3, -1}, new long[] {2})).isInstanceOf(IllegalArgumentException.class);
    }

    /** The largest remainders alone would take the first column's cents for the first rows, and leave the last row without one. */
    @Test
    void centsChangePlacesWhereTheLargestRemaindersGetStuck() {
        for (int seed = 0; seed < 3_000; seed++) {
            var random = new Random(seed);
            long[] rows = random.longs(2 + random.nextInt(6), 0, 7).toArray();
            long[] columns = random.longs(2 + random.nextInt(6), 0, 9).toArray();
            level(rows, columns, random);
            check(rows, columns);
        }
    }

    @Test
    void aThousandRandomMatricesKeepEveryCent() {
        for (int seed = 0; seed < 1_000; seed++) {
            var random = new Random(seed);
            long[] rows = random.longs(1 + random.nextInt(8), 0, 90_000_000).toArray();
            long[] columns = random.longs(1 + random.nextInt(50), 0, 9_000_000).toArray();
            level(rows, columns, random);
            check(rows, columns);
        }
    }

    @Test
    void aThousandRandomSplitsKeepEveryCentAndStayWithinTheirWeights() {
        for (int seed = 0; seed < 1_000; seed++) {
            var random = new Random(seed);
            long[] weights = random.longs(1 + random.nextInt(9), 0, random.nextBoolean() ? 5 : 40_000_000).toArray();
            long all = LongStream.of(weights).sum();
            if (all == 0) continue;
            long cents = random.nextLong(all + 1);
            long[] parts = Shares.split(cents, weights);
            assertThat(LongStream.of(parts).sum()).as("seed %d", seed).isEqualTo(cents);
            for (int at = 0; at < parts.length; at++) assertThat(parts[at]).as("seed %d", seed).isBetween(0L, weights[at]);
        }
    }

    @Test
    void noPartIsLessThanItsLeast() {
        assertThat(Shares.between(40, new long[] {0, 0}, new long[] {60, 100})).containsExactly(15, 25);
        assertThat(Shares.between(32, new long[] {11, 19}, new long[] {50, 50})).as("half of it is less than 19").containsExactly(12, 20);
        assertThat(Shares.between(30, new long[] {11, 19}, new long[] {50, 50})).containsExactly(11, 19);
        for (int seed = 0; seed < 1_000; seed++) {
            var random = new Random(seed);
            long[] most = random.longs(1 + random.nextInt(6), 0, 40_000_000).toArray();
            long[] least = Arrays.stream(most).map(cents -> random.nextLong(cents + 1)).toArray();
            long cents = LongStream.of(least).sum() + random.nextLong(LongStream.of(most).sum() - LongStream.of(least).sum() + 1);
            long[] parts = Shares.between(cents, least, most);
            assertThat(LongStream.of(parts).sum()).as("seed %d", seed).isEqualTo(cents);
            for (int at = 0; at < parts.length; at++) assertThat(parts[at]).as("seed %d", seed).isBetween(least[at], most[at]);
        }
    }

    private static void level(long[] rows, long[] columns, Random random) {
        long difference = LongStream.of(rows).sum() - LongStream.of(columns).sum();
        if (difference > 0) columns[random.nextInt(columns.length)] += difference;
        else rows[random.nextInt(rows.length)] -= difference;
    }

    private static void check(long[] rows, long[] columns) {
        long[][] cells = Matrix.allocate(rows, columns);
        long total = LongStream.of(rows).sum();
        for (int row = 0; row < rows.length; row++) {
            assertThat(LongStream.of(cells[row]).sum()).isEqualTo(rows[row]);
            for (int column = 0; column < columns.length; column++) {
                var exact = total == 0 ? BigDecimal.ZERO : BigDecimal.valueOf(rows[row]).multiply(BigDecimal.valueOf(columns[column])).divide(BigDecimal.valueOf(total), MathContext.DECIMAL128);
                assertThat(BigDecimal.valueOf(cells[row][column]).subtract(exact).abs()).isLessThan(BigDecimal.ONE);
            }
        }
        for (int column = 0; column < columns.length; column++) {
            int at = column;
            assertThat(Arrays.stream(cells).mapToLong(row -> row[at]).sum()).isEqualTo(columns[column]);
        }
    }
}
