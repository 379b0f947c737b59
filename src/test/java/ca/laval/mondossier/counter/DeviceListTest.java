package ca.laval.mondossier.counter;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.ApplicationTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The asset list as a browser sends it: long, longer than any, and the one of the demonstration. */
class DeviceListTest extends ApplicationTest {
    private static final String PAGE = "/counter/devices";
    private static final String IMPORTS = PAGE + "/imports";
    private static final long TWO_HUNDRED_MEGABYTES = 200L * 1024 * 1024;

    @BeforeEach
    void emptyRegister() {
        endEveryCase();
        db.sql("truncate device, device_import, removal_campaign cascade").update();
    }

    @Test
    void fiftyThousandWideLinesAreComparedAndTakenOver() {
        var list = new StringBuilder("série;nom;catégorie;propriétaire;plateforme;lieu;service;détenteur;chef\n");
        for (int i = 0; i < 50_000; i++) list.append("S%05d;Poste %d %s;ordinateur;ville;Windows;Lieu %d;TI;personne%d@example.org;chef@example.org\n".formatted(i, i, "x".repeat(180), i % 40, i));
        byte[] content = list.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(content.length).as("more than other files may have").isGreaterThan(12_000_000);
        var jonathan = StaffBrowser.signIn(port, "jonathan");
        var read = jonathan.upload(PAGE, IMPORTS, Map.of(), "actifs.csv", content);
        assertThat(read.statusCode()).isEqualTo(302);
        String comparison = read.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
        assertThat(jonathan.page(comparison).text()).contains("actifs.csv", "50");
        assertThat(jonathan.post(comparison, comparison, Map.of()).statusCode()).isEqualTo(302);
        assertThat(db.sql("select count(*) from device where gone_at is null").query(Long.class).single()).isEqualTo(50_000);
    }

    @Test
    void twoHundredMegabytesAreRefusedInOnesLanguageAndElevenWhereNoListBelongs() {
        var jonathan = StaffBrowser.signIn(port, "jonathan");
        jonathan.page(PAGE);
        var huge = jonathan.uploadNothing(IMPORTS, TWO_HUNDRED_MEGABYTES);
        assertThat(huge.statusCode()).isEqualTo(413);
        assertThat(Jsoup.parse(huge.body()).text()).contains("The list is too large", "100 MB").doesNotContain("10 MB");
        assertThat(StaffBrowser.signIn(port, "jonathan").uploadNothing("/counter/cases/SUB-2026-000001-1/documents", 12_000_000).statusCode()).isEqualTo(413);
        var stranger = new StaffBrowser(port).uploadNothing(IMPORTS, 12_000_000);
        assertThat(stranger.statusCode()).as("before anybody signed in").isEqualTo(413);
    }

    @Test
    void theListOfTheDemonstrationCanBeImported() {
        var jonathan = StaffBrowser.signIn(port, "jonathan");
        assertThat(jonathan.page(PAGE).select("a[href$=/sample.csv]")).hasSize(1);
        assertThat(StaffBrowser.signIn(port, "valerie").get(PAGE + "/sample.csv").statusCode()).as("support imports nothing").isEqualTo(403);
        var read = jonathan.upload(PAGE, IMPORTS, Map.of(), "actifs.csv", jonathan.download(PAGE + "/sample.csv").body());
        String comparison = read.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
        jonathan.post(comparison, comparison, Map.of());
        assertThat(db.sql("select count(*) from device").query(Long.class).single()).isEqualTo(4_750);
        assertThat(db.sql("select count(*) from device_import_line where rejected is not null").query(Long.class).single()).isZero();
        assertThat(db.sql("select count(*) from device where category = 'KIOSK' and site like 'Bibliothèque %'").query(Long.class).single()).isEqualTo(80);
    }

    /** So many bytes, none of them kept. */
    static InputStream zeros(long bytes) {
        return new InputStream() {
            private long left = bytes;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] into, int from, int most) throws IOException {
                if (left <= 0) return -1;
                int some = (int) Math.min(left, most);
                left -= some;
                return some;
            }
        };
    }
}
