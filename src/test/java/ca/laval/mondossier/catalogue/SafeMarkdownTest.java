package ca.laval.mondossier.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeMarkdownTest {

    @Test
    void writesParagraphsListsBoldAndLinks() {
        assertThat(SafeMarkdown.html("## Title\nOne **two** three\nfour\n\n- a\n- [b](/c?d=1&e=2)\n\n1. x\n2. y\n\nEnd"))
                .isEqualTo("<h3>Title</h3><p>One <strong>two</strong> three\nfour</p><ul><li>a</li><li><a href=\"/c?d=1&amp;e=2\">b</a></li></ul>"
                        + "<ol><li>x</li><li>y</li></ol><p>End</p>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "[x](JavaScript:alert`1`)", "[x](data:text/html,a)",
            "[x](//evil.example)", "[x](/\\evil.example)", "[x](\"onmouseover=\"alert(1))", "[x](https://a\"onclick=\"b)", "**<b onclick=x>**", "[<i>x</i>](https://a.b)", "[a](https://x**y**z)",
            "&lt;script&gt;"})
    void nothingButItsOwnElementsComesOut(String hostile) {
        var body = Jsoup.parse(SafeMarkdown.html(hostile)).body();
        assertThat(body.select("*:not(body):not(p):not(a):not(strong)")).isEmpty();
        body.select("*").forEach(element -> element.attributes().forEach(attribute -> assertThat(attribute.getKey()).isEqualTo("href")));
        body.select("a").forEach(link -> assertThat(link.attr("href")).startsWith("https://a"));
    }
}
