package ca.laval.mondossier.funding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.funding.EnvelopeReader.Fields;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the form of an envelope says, and every way in which it can be wrong. */
class EnvelopeReaderTest {
    private static final String FUNDERS = """
            VILLE; Ville de Laval; tresorerie@laval.example; 40 %
            MAMH; Ministère des Affaires municipales; mamh@exemple.example; 35 %
            CISSS; CISSS de Laval; cisss@exemple.example; 25 %
            """;
    private static final String ORGANISATIONS = """
            1140000013; Table régionale de concertation des aînés de Laval; trcal@exemple.example; 56 %; Répondre aux besoins des aînés
            1140000021; Association lavalloise de parents et amis; alpabem@exemple.example; 44 %; Santé mentale en anglais
            """;
    private final EnvelopeReader reader = new EnvelopeReader(Clock.fixed(Instant.parse("2026-03-02T15:00:00Z"), ZoneOffset.UTC));

    @Test
    void theDemosEnvelopeIsRead() throws EnvelopeRefused {
        EnvelopeProposal read = reader.read(fields(FUNDERS, ORGANISATIONS));
        assertThat(read.totalCents()).isEqualTo(55_616_500);
        assertThat(read.fiscalYearStart()).isEqualTo(LocalDate.of(2026, 4, 1));
        assertThat(read.funders()).extracting(EnvelopeProposal.Funder::code).containsExactly("VILLE", "MAMH", "CISSS");
        assertThat(read.funders()).extracting(EnvelopeProposal.Funder::cents).containsExactly(22_246_600L, 19_465_775L, 13_904_125L);
        assertThat(read.organisations()).extracting(EnvelopeProposal.Organisation::cents).containsExactly(31_145_240L, 24_471_260L);
        assertThat(read.plan()).containsExactly(50, 40, 10);
    }

    @Test
    void thirdsAmountsAndBothTogetherMakeTheTotal() throws EnvelopeRefused {
        assertThat(reader.read(fields(funders("1/3", "1/3", "1/3"), ORGANISATIONS)).funders()).extracting(EnvelopeProposal.Funder::cents).containsExactly(18_538_833L, 18_538_833L, 18_538_834L);
        assertThat(reader.read(fields(funders("222466.00 $", "194 657,75 $", "$139,041.25"), ORGANISATIONS)).funders()).extracting(EnvelopeProposal.Funder::cents)
                .containsExactly(22_246_600L, 19_465_775L, 13_904_125L);
        assertThat(reader.read(fields(funders("222466", "35 %", "25 %"), ORGANISATIONS)).funders()).extracting(EnvelopeProposal.Funder::cents).containsExactly(22_246_600L, 19_465_775L, 13_904_125L);
    }

    @ParameterizedTest(name = "{0}, {1}, {2} -> {3}")
    @CsvSource(delimiter = '|', value = {
        "40 % | 35 % | 24 %       | Funders: the shares make 99 %, not 100 %.",
        "33,33 % | 33,33 % | 33,33 % | Funders: the shares do not make 100 %: they make about 99 %.",
        "222466.00 | 194657.75 | 139041.26 | Funders: the amounts make $556,165.01: $0.01 too much.",
        "222466.00 | 194657.75 | 139041.24 | Funders: the amounts make $556,164.99: $0.01 are missing.",
        "222466.01 | 35 % | 25 % | Funders: amounts and shares together do not make the total.",
        "140 % | -65 % | 25 %     | Funders, line 2: the share must be more than 0; it is -65 %.",
        "-1/3 | 1 | 1             | Funders, line 1: the share must be more than 0; it is -1/3.",
        "-5.00 $ | 1 | 1          | Funders, line 1: the share must be more than 0; it is -5.00 $.",
        "half | 35 % | 25 %       | Funders, line 1: “half” is not a share: write 40 %, 1/3 or an amount.",
        "1/0 | 35 % | 25 %        | Funders, line 1: “1/0” is not a share: write 40 %, 1/3 or an amount.",
        "99.9999999 % | 1 | 1     | Funders, line 1: “99.9999999 %” is not a share: write 40 %, 1/3 or an amount."})
    void sharesThatDoNotMakeTheTotalAreRefused(String city, String ministry, String centre, String sentence) {
        assertThat(english(fields(funders(city, ministry, centre), ORGANISATIONS))).isEqualTo(sentence);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', value = {
        "1140000013; Autre; a@b.example; 44 %; Aînés  | Organisations, line 2: the organisation 1140000013 is there twice.",
        "114000001; Autre; a@b.example; 44 %; Aînés   | Organisations, line 2: “114000001” is not a Québec business number: ten digits that begin with 11, 22, 33 or 88.",
        "9940000013; Autre; a@b.example; 44 %; Aînés  | Organisations, line 2: “9940000013” is not a Québec business number: ten digits that begin with 11, 22, 33 or 88.",
        "11 4000 0021; Autre; nobody; 44 %; Aînés     | Organisations, line 2: “nobody” is not an e-mail address.",
        "1140000021; Autre; a@b.example; 44 %         | Organisations, line 2: 5 parts separated by semicolons are needed; there are 4.",
        "1140000021; ; a@b.example; 44 %; Aînés       | Organisations, line 2: a name of 2 to 120 characters is needed.",
        "1140000021; Autre; a@b.example; 44 %;        | Organisations, line 2: say what the money is for."})
    void anOrganisationThatIsWrongIsRefusedWithItsLine(String line, String sentence) {
        assertThat(english(fields(FUNDERS, ORGANISATIONS.lines().findFirst().orElseThrow() + "\n" + line))).startsWith(sentence);
    }

    @Test
    void aFunderTwiceAYearThatIsOverAndAPlanThatDoesNotAddUpAreAllSaidAtOnce() {
        var fields = new Fields(" ", "Aînés", "2025-03-01", "0", FUNDERS.replace("CISSS;", "mamh;"), "", "50/40/20");
        assertThat(french(fields)).isEqualTo("""
                Titre : rien n’est inscrit ici.
                Début de l’exercice : cet exercice est terminé.
                Montant total : le montant doit dépasser 0.
                Organismes : rien n’est inscrit ici.
                Bailleurs de fonds, ligne 3 : MAMH y est deux fois.
                Versements : les versements totalisent 110 %, et non 100 %.""".replace(" :", "\u00a0:").replace(" %", "\u00a0%"));
    }

    @Test
    void aDayThatIsNoneAYearFarAheadAndAPlanWithDecimalsAreRefused() {
        assertThat(english(new Fields("T", "P", "1 April", "1", FUNDERS, ORGANISATIONS, "100"))).contains("Start of the fiscal year: write the day as YYYY-MM-DD");
        assertThat(english(new Fields("T", "P", "2036-04-01", "1", FUNDERS, ORGANISATIONS, "100"))).contains("at most 3 years ahead");
        assertThat(english(new Fields("T", "P", "2026-04-15", "1", FUNDERS, ORGANISATIONS, "100"))).contains("begins on the first of a month");
        assertThat(english(new Fields("T", "P", "2026-04-01", "1", FUNDERS, ORGANISATIONS, "33.3/66.7"))).contains("Instalments: write whole percents");
        assertThat(english(new Fields("T", "P", "2026-04-01", "0.01", FUNDERS, ORGANISATIONS, "100"))).contains("this share is less than a cent");
    }

    private static Fields fields(String funders, String organisations) {
        return new Fields("Aînés et santé mentale", "Objectif 3.2", "2026-04-01", "556 165,00 $", funders, organisations, "50/40/10");
    }

    private static String funders(String city, String ministry, String centre) {
        return "VILLE; Ville de Laval; a@b.example; %s\nMAMH; Ministère; c@d.example; %s\nCISSS; Centre; e@f.example; %s".formatted(city, ministry, centre);
    }

    private String english(Fields fields) {
        return refused(fields).sentence(Words.in("classpath:/").common(Language.EN));
    }

    private String french(Fields fields) {
        return refused(fields).sentence(Words.in("classpath:/").common(Language.FR));
    }

    private EnvelopeRefused refused(Fields fields) {
        return catchThrowableOfType(EnvelopeRefused.class, () -> reader.read(fields));
    }
}
