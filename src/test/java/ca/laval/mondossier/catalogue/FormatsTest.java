package ca.laval.mondossier.catalogue;

import static ca.laval.mondossier.catalogue.Language.EN;
import static ca.laval.mondossier.catalogue.Language.FR;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "0|0,00_$|$0.00", "6499|64,99_$|$64.99", "55616500|556_165,00_$|$556,165.00", "-123450|-1_234,50_$|-$1,234.50",
            "99999|999,99_$|$999.99", "100000|1_000,00_$|$1,000.00", "9223372036854775807|92_233_720_368_547_758,07_$|$92,233,720,368,547,758.07"})
    void writesMoney(long cents, String french, String english) {
        assertThat(Formats.money(cents, FR)).isEqualTo(french.replace('_', '\u00A0'));
        assertThat(Formats.money(cents, EN)).isEqualTo(english);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 99, 100, 6499, 123450, 999_999_999})
    void whatIsWrittenCanBeTypedBack(long cents) {
        for (var language : Language.values()) {
            assertThat(MoneyText.cents(Formats.money(cents, language))).hasValue(cents);
            assertThat(MoneyText.cents(Formats.moneyInput(cents, language))).hasValue(cents);
        }
    }

    @Test
    void writesDatesAndHours() {
        assertThat(Formats.date(LocalDate.of(2026, 11, 23), FR)).isEqualTo("23 novembre 2026");
        assertThat(Formats.date(LocalDate.of(2026, 11, 23), EN)).isEqualTo("November 23, 2026");
        assertThat(Formats.date(LocalDate.of(2028, 2, 29), FR)).isEqualTo("29 février 2028");
        assertThat(Formats.date(LocalDate.of(2027, 1, 1), FR)).isEqualTo("1er janvier 2027");
        assertThat(Formats.time(LocalTime.of(16, 30), FR)).isEqualTo("16\u00A0h\u00A030");
        assertThat(Formats.time(LocalTime.of(9, 0), FR)).isEqualTo("9\u00A0h");
        assertThat(Formats.time(LocalTime.of(16, 30), EN)).isEqualTo("4:30\u00A0p.m.");
        assertThat(Formats.time(LocalTime.MIDNIGHT, EN)).isEqualTo("12:00\u00A0a.m.");
        assertThat(Formats.time(LocalTime.NOON, EN)).isEqualTo("12:00\u00A0p.m.");
    }

    @Test
    void aDayIsTheDayInLaval() {
        assertThat(Formats.date(Instant.parse("2026-11-24T04:59:59Z"), FR)).isEqualTo("23 novembre 2026");
        assertThat(Formats.dateTime(Instant.parse("2026-03-08T07:00:00Z"), EN)).isEqualTo("March 8, 2026, 3:00\u00A0a.m.");
    }

    @Test
    void writesNumbers() {
        assertThat(Formats.number(new BigDecimal("1234.5"), FR)).isEqualTo("1\u00A0234,5");
        assertThat(Formats.number(new BigDecimal("-1234"), EN)).isEqualTo("-1,234");
        assertThat(Formats.number(new BigDecimal("1E+3"), EN)).isEqualTo("1,000");
    }
}
