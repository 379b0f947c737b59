package ca.laval.mondossier.funding;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Controlled rounding: who gives by who gets, in whole cents. Each cell is within a cent of row × column / total, and every row and every column adds up exactly.
 */
public final class Matrix {
    private final long[] rows;
    private final long[] columns;
    private final long[][] cells;
    /** What was cut off each cell; one without a remainder is exact and stays so. */
    private final BigInteger[][] remainders;
    private final boolean[][] raised;
    private final int[] rowsLeft;
    private final int[] columnsLeft;

    private Matrix(long[] rows, long[] columns) {
        this.rows = rows;
        this.columns = columns;
        this.cells = new long[rows.length][columns.length];
        this.remainders = new BigInteger[rows.length][columns.length];
        this.raised = new boolean[rows.length][columns.length];
        this.rowsLeft = new int[rows.length];
        this.columnsLeft = new int[columns.length];
    }

    /**
     * @param rows    what each gives, in cents, 0 or more
     * @param columns what each gets; the same in all
     * @return a row of cells for each row
     */
    public static long[][] allocate(long[] rows, long[] columns) {
        long total = LongStream.of(rows).sum();
        if (total != LongStream.of(columns).sum()) throw new IllegalArgumentException("Given and got differ: %d and %d cents".formatted(total, LongStream.of(columns).sum()));
        if (LongStream.concat(LongStream.of(rows), LongStream.of(columns)).anyMatch(cents -> cents < 0)) throw new IllegalArgumentException("Only what is not negative can be shared");
        var matrix = new Matrix(rows, columns);
        if (total == 0) return matrix.cells;
        matrix.cutOff(BigInteger.valueOf(total));
        matrix.raiseTheLargest();
        matrix.augment();
        return matrix.cells;
    }

    private void cutOff(BigInteger total) {
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns.length; column++) {
                BigInteger[] part = BigInteger.valueOf(rows[row]).multiply(BigInteger.valueOf(columns[column])).divideAndRemainder(total);
                cells[row][column] = part[0].longValueExact();
                remainders[row][column] = part[1];
            }
        }
        for (int row = 0; row < rows.length; row++) rowsLeft[row] = (int) (rows[row] - LongStream.of(cells[row]).sum());
        for (int column = 0; column < columns.length; column++) {
            int at = column;
            columnsLeft[column] = (int) (columns[column] - Arrays.stream(cells).mapToLong(row -> row[at]).sum());
        }
    }

    /** A cent to the largest remainders while their row and their column still lack one; equal ones: the last first. */
    private void raiseTheLargest() {
        List<int[]> largest = new ArrayList<>();
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns.length; column++) if (remainders[row][column].signum() > 0) largest.add(new int[] {row, column});
        }
        largest.sort(Comparator.<int[], BigInteger>comparing(cell -> remainders[cell[0]][cell[1]]).thenComparing(cell -> cell[0]).thenComparing(cell -> cell[1]).reversed());
        for (int[] cell : largest) {
            if (rowsLeft[cell[0]] == 0 || columnsLeft[cell[1]] == 0) continue;
            raise(cell[0], cell[1]);
            rowsLeft[cell[0]]--;
            columnsLeft[cell[1]]--;
        }
    }

    /** The largest remainders may have used up what another row needed: then cents change places along a path from a row that lacks one to a column that does. There always is one. */
    private void augment() {
        for (int row = 0; row < rows.length; row++) {
            while (rowsLeft[row] > 0) {
                augment(row);
                rowsLeft[row]--;
            }
        }
    }

    private void augment(int from) {
        int[] rowBefore = IntStream.generate(() -> -1).limit(columns.length).toArray();
        int[] columnBefore = IntStream.generate(() -> -1).limit(rows.length).toArray();
        var seen = new boolean[rows.length];
        var next = new ArrayDeque<>(List.of(from));
        seen[from] = true;
        while (!next.isEmpty()) {
            int row = next.remove();
            for (int column = columns.length - 1; column >= 0; column--) {
                if (rowBefore[column] >= 0 || raised[row][column] || remainders[row][column].signum() == 0) continue;
                rowBefore[column] = row;
                if (columnsLeft[column] > 0) {
                    change(column, rowBefore, columnBefore);
                    return;
                }
                for (int other = 0; other < rows.length; other++) {
                    if (seen[other] || !raised[other][column]) continue;
                    seen[other] = true;
                    columnBefore[other] = column;
                    next.add(other);
                }
            }
        }
        throw new IllegalStateException("Rows and columns that add up can always be rounded");
    }

    private void change(int to, int[] rowBefore, int[] columnBefore) {
        columnsLeft[to]--;
        for (int column = to; column >= 0;) {
            int row = rowBefore[column];
            raise(row, column);
            column = columnBefore[row];
            if (column >= 0) lower(row, column);
        }
    }

    private void raise(int row, int column) {
        raised[row][column] = true;
        cells[row][column]++;
    }

    private void lower(int row, int column) {
        raised[row][column] = false;
        cells[row][column]--;
    }
}
