package ca.laval.mondossier.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VirusScannerTest {
    private final FakeClamd clamd = new FakeClamd();
    private final VirusScanner scanner = new VirusScanner("127.0.0.1", clamd.port(), Duration.ofSeconds(2));

    @AfterEach
    void stop() {
        clamd.close();
    }

    @Test
    void cleanDocumentIsSentWholeAndFoundClean() throws Exception {
        var document = new byte[DocumentCheck.LARGEST];
        new java.util.Random(3).nextBytes(document);

        assertThat(scanner.isClean(document)).isTrue();
        assertThat(clamd.scanned()).singleElement().isEqualTo(document);
    }

    @Test
    void testVirusIsFound() throws Exception {
        assertThat(scanner.isClean(SampleDocuments.pdf(FakeClamd.EICAR))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WORKS")
    @Timeout(15)
    void anyOtherBehaviourIsNoVerdict(FakeClamd.Mood mood) {
        clamd.is(mood);

        assertThatThrownBy(() -> scanner.isClean(new byte[DocumentCheck.LARGEST])).isInstanceOf(VirusScannerUnreachable.class);
    }

    @Test
    void nobodyListensThere() {
        // Port 1 is nobody's; a port just closed may still be answered for a moment.
        var nobody = new VirusScanner("127.0.0.1", 1, Duration.ofSeconds(2));

        assertThatThrownBy(() -> nobody.isClean(new byte[10])).isInstanceOf(VirusScannerUnreachable.class);
    }

    @Test
    void withoutAHostThereIsNoScanner() {
        assertThat(new VirusScanner("", 3310, Duration.ofSeconds(2)).isConfigured()).isFalse();
    }
}
