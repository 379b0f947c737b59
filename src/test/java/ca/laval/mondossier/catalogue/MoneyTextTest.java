package ca.laval.mondossier.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTextTest {

    @ParameterizedTest(name = "{0} is {1} cents")
    @CsvSource(delimiter = '|', value = {
            "64,99|6499", "64.99|6499", "64,9|6490", "64|6400", "0|0", "0,00|0", "1 234,50 $|123450", "$1,234.50|123450",
            "1234,50|123450", "1\u00A0234,50\u00A0$|123450", "1\u202F234,50\u202F$|123450", "$ 12|1200", "1,234,567|123456700",
            "9 999 999,99|999999999", "9,999,999.99|999999999", "007|700", "1 234.50|123450"})
    void readsAnAmountAsPeopleWriteIt(String text, long cents) {
        assertThat(MoneyText.cents(text)).hasValue(cents);
    }

    @ParameterizedTest(name = "[{0}] is refused")
    @NullAndEmptySource
    @ValueSource(strings = {" ", "-5", "\u22125", "+5", "cent", "64,999", "1,234", "64,", ",99", "1.234,50", "12 34", "1 2345", "1e5", "0x10", "NaN",
            "Infinity", "10000000", "9999999,991", "10 000 000,00", "64.99.1", "64,99 $ CA", "$$5", "$5$", "5 €", "١٢", "６４", "1'000",
            "64,99; DROP TABLE case_file", "<b>5</b>", "99999999999999999999999999999999999999999999"})
    void refusesWhatIsNotOneClearAmount(String text) {
        assertThat(MoneyText.cents(text)).isEmpty();
    }

    @Test
    void tellsATooLargeAmountFromAnUnreadableOne() {
        assertThat(MoneyText.isTooLarge("10 000 000")).isTrue();
        assertThat(MoneyText.isTooLarge("999999999999")).isTrue();
        assertThat(MoneyText.isTooLarge("beaucoup")).isFalse();
        assertThat(MoneyText.isTooLarge("9 999 999,99")).isFalse();
    }
}
