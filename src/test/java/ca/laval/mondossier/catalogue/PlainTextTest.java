package ca.laval.mondossier.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void keepsPeoplesNames() {
        for (var name : new String[] {"Jean-François Côté-Œuvrard", "O'Neil", "Nguyễn Thị Ánh", "王小明", "محمد", "👩‍👧‍👦 Tremblay"}) {
            assertThat(PlainText.oneLine("  " + name + "\u00A0\t")).isEqualTo(name);
        }
    }

    @Test
    void composesDiacritics() {
        assertThat(PlainText.oneLine("Cote\u0301")).isEqualTo("Cot\u00e9");
    }

    @Test
    void dropsWhatNobodyCanSee() {
        assertThat(PlainText.oneLine("a\u0000b\u0007c\u202Etxt.exe\u2066\u200B\uFEFF")).isEqualTo("abctxt.exe");
        assertThat(PlainText.oneLine("half \uD83D")).isEqualTo("half");
        assertThat(PlainText.oneLine("\u0000\u200B \n")).isEmpty();
    }

    @Test
    void keepsLinesOnlyWhereLinesAreAskedFor() {
        assertThat(PlainText.oneLine("a\r\nb\nc")).isEqualTo("a  b c");
        assertThat(PlainText.lines("a\r\nb\rc\n\n")).isEqualTo("a\nb\nc");
    }
}
