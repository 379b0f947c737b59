package ca.laval.mondossier.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.TestDatabase;
import ca.laval.mondossier.device.DeviceManager.Seen;
import ca.laval.mondossier.device.ImportReport.Refused;
import ca.laval.mondossier.device.ListRefused.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The asset list as spreadsheets really write it, against a register that knows some devices already. */
class CsvImportTest {
    private static final Instant NOW = Instant.parse("2026-11-25T15:00:00Z");
    private static final String HEADER = "No de série;Nom;Catégorie;Propriétaire;Plateforme;Lieu;Service;Détenteur;Chef\n";

    private static JdbcClient db;

    @TempDir
    private Path folder;
    private CsvImport lists;
    private DeviceRegister register;

    @BeforeAll
    static void tables() {
        Flyway.configure().dataSource(TestDatabase.named("device")).baselineOnMigrate(true).baselineVersion("0").load().migrate();
        db = JdbcClient.create(TestDatabase.named("device"));
    }

    @BeforeEach
    void empty() {
        db.sql("truncate device, device_import cascade").update();
        at(NOW);
    }

    private void at(Instant now) {
        lists = new CsvImport(db, Clock.fixed(now, ZoneOffset.UTC));
        register = new DeviceRegister(db, Clock.fixed(now, ZoneOffset.UTC));
    }

    private Path file(String text, Charset charset) throws IOException {
        return Files.write(folder.resolve("liste.csv"), text.getBytes(charset));
    }

    private ImportReport read(String text) throws IOException, ListRefused {
        return lists.read(file(text, StandardCharsets.UTF_8), "liste.csv", "jonathan");
    }

    private List<String> serials() {
        return db.sql("select serial from device where gone_at is null order by serial").query(String.class).list();
    }

    @Test
    void isComparedFirstAndAppliedThen() throws Exception {
        var first = read(HEADER + "c02 xg-1;Poste 12;ordinateur;Ville;Windows;Bibliothèque Gabrielle-Roy;Culture;;\nT2;Tablette;tablette;Ville;iOS;Hôtel de ville;Conseil;a@laval.ca;b@laval.ca\n");
        assertThat(first).extracting(ImportReport::lines, ImportReport::added, ImportReport::changed, ImportReport::same, ImportReport::gone, ImportReport::rejected).containsExactly(2, 2, 0, 0, 0, 0);
        assertThat(serials()).as("nothing counts yet").isEmpty();
        lists.apply(first.id(), "jonathan");
        assertThat(serials()).containsExactly("C02XG1", "T2");

        at(NOW.plusSeconds(60));
        var second = read(HEADER + "C02XG1;Poste 12;ordinateur;Ville;Windows;Bibliothèque Multiculturelle;Culture;;\nK3;Borne;borne;Ville;;Aréna;Sports;;\n");
        assertThat(second).extracting(ImportReport::added, ImportReport::changed, ImportReport::same, ImportReport::gone).containsExactly(1, 1, 0, 1);
        lists.apply(second.id(), "jonathan");
        assertThat(serials()).containsExactly("C02XG1", "K3");
        assertThat(db.sql("select count(*) from device where serial = 'T2' and gone_at is not null and holder_email is null").query(Long.class).single()).as("who had it is forgotten").isEqualTo(1);
        assertThat(db.sql("select count(*) from device_import_line where holder_email is not null").query(Long.class).single()).isZero();
    }

    @Test
    void theSameListAgainChangesNothing() throws Exception {
        String list = HEADER + "A1;Nom;phone;city;Android;Ici;TI;a@laval.ca;b@laval.ca\n";
        lists.apply(read(list).id(), "jonathan");
        at(NOW.plusSeconds(60));
        assertThat(read(list)).extracting(ImportReport::added, ImportReport::changed, ImportReport::same, ImportReport::gone).containsExactly(0, 0, 1, 0);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, ';'", "windows-1252, ';'", "UTF-16LE, ','", "UTF-8, ','", "windows-1252, '\t'"})
    void readsWhatSpreadsheetsWrite(String charset, String separator) throws Exception {
        String mark = charset.startsWith("UTF-16") ? "\uFEFF" : "";
        String text = mark + (HEADER + "É1;\"Poste; \"\"12\"\"\nde l’accueil\";poste public;Ville;Windows;Bibliothèque;Culture;;\n").replace(';', separator.charAt(0)).replace('’', '\'');
        var report = lists.read(file(text, Charset.forName(charset)), "liste.csv", "jonathan");
        assertThat(report.refused()).isEmpty();
        lists.apply(report.id(), "jonathan");
        assertThat(db.sql("select serial || ' ' || category || ' ' || site from device").query(String.class).single()).isEqualTo("É1 PUBLIC_WORKSTATION Bibliothèque");
    }

    @Test
    void rejectsSingleLinesWithLineAndReason() throws Exception {
        var report = read(HEADER + "A1;x;phone;city;;;;;\n;x;phone;city;;;;;\nA2;=HYPERLINK(\"http://x\");phone;city;;;;;\nA3;x;fridge;city;;;;;\n\nA4;x;phone;nobody;;;;;\nA5;x;phone;city;BeOS;;;;\n"
                + "a-1;x;phone;city;;;;;\nA6;x;phone;city;;;;not an address;\nA7;" + "x".repeat(300) + ";phone;city;;;;;\n");
        assertThat(report.refused()).containsExactly(new Refused(3, "SERIAL_MISSING", "serial"), new Refused(4, "FORMULA", "name"), new Refused(5, "CATEGORY_UNKNOWN", "category"),
                new Refused(7, "OWNER_UNKNOWN", "owner"), new Refused(8, "PLATFORM_UNKNOWN", "platform"), new Refused(9, "SERIAL_TWICE", "serial"), new Refused(10, "EMAIL_WRONG", "holder"),
                new Refused(11, "TOO_LONG", "name"));
        assertThat(report).extracting(ImportReport::lines, ImportReport::added, ImportReport::rejected).containsExactly(9, 1, 8);
    }

    @Test
    void refusesWhatIsNoList() throws Exception {
        assertThatThrownBy(() -> read("")).isInstanceOfSatisfying(ListRefused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.EMPTY));
        assertThatThrownBy(() -> read(HEADER)).isInstanceOfSatisfying(ListRefused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.EMPTY));
        assertThatThrownBy(() -> read("name;site\nx;y\n")).isInstanceOfSatisfying(ListRefused.class, refused -> assertThat(refused.detail()).isEqualTo("serial, category, owner"));
        assertThatThrownBy(() -> read("PK\u0003\u0004\0\0\0\n")).isInstanceOfSatisfying(ListRefused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.NO_TEXT));
        assertThatThrownBy(() -> read(HEADER + "A1;\"never closed;phone;city\n")).isInstanceOfSatisfying(ListRefused.class, refused -> assertThat(refused.detail()).isEqualTo("2"));
        Path large = folder.resolve("large.csv");
        try (var sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength(200L * 1024 * 1024);
        }
        assertThatThrownBy(() -> lists.read(large, "large.csv", "jonathan")).isInstanceOfSatisfying(ListRefused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void aListThatWasOvertakenNoLongerCounts() throws Exception {
        var early = read(HEADER + "A1;x;phone;city;;;;;\n");
        var late = read(HEADER + "A2;x;phone;city;;;;;\n");
        lists.apply(late.id(), "jonathan");
        assertThatThrownBy(() -> lists.apply(early.id(), "jonathan")).isInstanceOfSatisfying(ListRefused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.OVERTAKEN));
        assertThatThrownBy(() -> lists.apply(late.id(), "jonathan")).isInstanceOf(ListRefused.class);
        assertThat(serials()).containsExactly("A2");
    }

    @Test
    void fiftyThousandLines() throws Exception {
        var text = new StringBuilder(HEADER);
        for (int i = 0; i < 50_000; i++) text.append("S%05d;Poste %d;ordinateur;Ville;Windows;Lieu %d;TI;;\n".formatted(i, i, i % 40));
        var report = read(text.toString());
        assertThat(report).extracting(ImportReport::lines, ImportReport::added, ImportReport::rejected).containsExactly(50_000, 50_000, 0);
        lists.apply(report.id(), "jonathan");
        assertThat(register.counts()).containsEntry("COMPUTER", 50_000L);
        at(NOW.plusSeconds(60));
        assertThat(read(text.toString())).as("the same list again").extracting(ImportReport::same, ImportReport::gone).containsExactly(50_000, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"i-1", "i-2"})
    void theSameSerialEnrolledAgainIsTheSameDevice(String id) throws Exception {
        lists.apply(read(HEADER + "A1;x;borne;city;;Aréna;;;\n").id(), "jonathan");
        register.seen("INTUNE", List.of(seen("i-1", "a 1", NOW.minusSeconds(90)), seen(id, "A-1", NOW.minusSeconds(30)), seen("i-3", " ", NOW)));
        assertThat(db.sql("select serial || category || managed_id from device").query(String.class).single()).as("the asset list knows better what it is").isEqualTo("A1KIOSK" + id);
        register.seen("JAMF", List.of(seen("j-1", "A1", NOW.minusSeconds(600))));
        assertThat(db.sql("select manager from device").query(String.class).single()).as("the later report counts").isEqualTo("INTUNE");
        register.seen("INTUNE", List.of(seen(id, "B2", NOW)));
        assertThat(db.sql("select serial from device where managed_id is not null").query(String.class).list()).containsExactly("B2");
    }

    private static Seen seen(String id, String serial, Instant sync) {
        return new Seen(id, null, serial, "Name", "COMPANY", "ANDROID", "PHONE", true, false, null, sync);
    }
}
