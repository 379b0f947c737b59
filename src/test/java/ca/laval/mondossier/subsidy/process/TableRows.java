package ca.laval.mondossier.subsidy.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ca.laval.mondossier.DecisionTable;

/** Every row of a decision table is hit by some line of its CSV; the rows of a line stand in its last column. */
final class TableRows {

    private TableRows() {
    }

    static void assertEveryRowIsHit(DecisionTable table, String csv, String... hitByAnotherTest) {
        var hit = rulesNamedIn(csv);
        hit.addAll(List.of(hitByAnotherTest));
        assertThat(hit).as("rows of the table that %s hits", csv).containsAll(table.ruleIds());
    }

    private static Set<String> rulesNamedIn(String csv) {
        try (var reader = new BufferedReader(new InputStreamReader(Objects.requireNonNull(
                TableRows.class.getResourceAsStream(csv), csv), StandardCharsets.UTF_8))) {
            return reader.lines().skip(1)
                    .flatMap(line -> Stream.of(line.substring(line.lastIndexOf(',') + 1).trim().split(" ")))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
