package ca.laval.mondossier.subsidy.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.Browser;
import ca.laval.mondossier.catalogue.Catalogue;
import ca.laval.mondossier.catalogue.FormCheck;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What people type into a subsidy application that cannot be: each gets a sentence at its field, and nothing is lost. */
class SubsidyBadInputTest extends SubsidyTest {
    @Autowired
    private Catalogue catalogue;
    @Autowired
    private FormCheck formCheck;

    @ParameterizedTest(name = "{0} = {1} -> {2}")
    @CsvSource(delimiter = '|', textBlock = """
            preTaxCents    | -64,99               | Montant avant taxes
            preTaxCents    | 0                    | Montant avant taxes
            preTaxCents    | soixante-quatre      | Montant avant taxes
            preTaxCents    | 64,999               | Montant avant taxes
            preTaxCents    | 99999999999999999999 | Montant avant taxes
            preTaxCents    | 1e9                  | Montant avant taxes
            quantity       | 0                    | Nombre d’articles
            quantity       | -1                   | Nombre d’articles
            quantity       | 1,5                  | Nombre d’articles
            quantity       | 1001                 | Nombre d’articles
            purchaseDate   | 2026-02-29           | Date d’achat
            purchaseDate   | hier                 | Date d’achat
            purchaseDate   | 0000-00-00           | Date d’achat
            vendorType     | BLACK_MARKET         | Où l’avez-vous acheté
            currency       | EUR                  | Devise de la facture
            vendorName     | ''                   | Commerçant
            invoiceNumber  | ''                   | Numéro de facture
            """)
    void aPurchaseThatCannotBe(String field, String typed, String label) {
        Browser resident = resident("faux@exemple.ca");
        String page = purchase(resident);
        Map<String, String> answers = new LinkedHashMap<>(Map.of("purchaseDate", LocalDate.now().minusDays(9).toString(), "preTaxCents", "42,50", "quantity", "1",
                "vendorType", "STORE", "currency", "CAD", "vendorName", "Quincaillerie", "invoiceNumber", "F-1"));
        answers.put(field, typed);
        var answer = resident.post(page, answers.entrySet().stream().flatMap(entry -> java.util.stream.Stream.of(entry.getKey(), entry.getValue())).toArray(String[]::new));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.document().select(".error-summary a").eachText()).hasSize(1);
        assertThat(answer.text()).contains(label);
        assertThat(answer.document().select("#field-" + (field.equals("vendorName") ? "invoiceNumber" : "vendorName")).val()).as("what was right is still there").isNotEmpty();
    }

    @ParameterizedTest(name = "{0} is {1} cents")
    @CsvSource(delimiter = '|', textBlock = """
            64,99       | 6499
            64.99       | 6499
            $64.99      | 6499
            64,99 $     | 6499
            64          | 6400
            1 234,50    | 123450
            """)
    void anAmountInTheWaysPeopleWriteIt(String typed, long cents) {
        Browser resident = resident("juste@exemple.ca");
        String page = purchase(resident);
        assertThat(resident.post(page, "purchaseDate", LocalDate.now().minusDays(9).toString(), "preTaxCents", typed, "quantity", "1", "vendorType", "STORE", "currency", "CAD",
                "vendorName", "Quincaillerie", "invoiceNumber", "F-2").status()).isEqualTo(302);
        assertThat(db.sql("select answers ->> 'preTaxCents' from draft order by updated_at desc limit 1").query(Long.class).single()).isEqualTo(cents);
    }

    /** They are no typing errors: the application is taken, and the tables say why it cannot be granted, all reasons at once. */
    @Test
    void rulesThatAreNotMetAreAllSaid() {
        String number = apply("purchaseDate", LocalDate.now().plusDays(3).toString(), "currency", "USD", "vendorType", "HOME_MADE", "applicantSituation", "COMPANY",
                "address", "12, rue de l’Église", "postalCode", "J7A 1B2");
        act("amelie", number, Map.of("completeness", "complete", "doubtfulInvoice", false));
        assertThat(((String) variable(number, "eligibilityReasons")).split(",")).containsExactlyInAnyOrder("NOT_RESIDENT", "DATE_IN_FUTURE", "VENDOR_NOT_ELIGIBLE", "CURRENCY", "NOT_A_PERSON");
        act("mathieu", number, Map.of("assessment", "refuse", "refusalReason", List.of("NOT_RESIDENT", "CURRENCY")));
        assertThat(db.sql("select body from letter where case_number = :n and name = 'refused'").param("n", number).query(String.class).single())
                .contains("n’a pas été trouvée à Laval", "dollars canadiens");
    }

    @Test
    void namesOfEveryKindAndLeapDayChildrenAreWelcome() {
        String name = "Marie-Ève D’Août-L’Écuyer Tremblay-Nguyễn de la Chevrotière-Saint-Œuvre ".strip();
        String number = apply("program", "COUCHES_LAVABLES", "quantity", 20, "preTaxCents", 18_999L, "name", name, "childName", "Zoé", "childBirthDate", "2024-02-29");
        act("amelie", number, Map.of("completeness", "complete", "doubtfulInvoice", true));
        assertThat((int) variable(number, "childAgeMonths")).isPositive();
        assertThat(db.sql("select applicant_name from case_file where number = :n").param("n", number).query(String.class).single()).isEqualTo(name);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({"bankInstitution, 81", "bankInstitution, 8155", "bankInstitution, 8I5", "bankTransit, 3012", "bankTransit, 301244", "bankTransit, 3012-", "bankAccount, 765432",
            "bankAccount, 7654321098765", "bankAccount, 765 4321", "bankAccount, CA7654321"})
    void aBankNumberOfTheWrongLengthIsRefusedAtItsField(String field, String typed) {
        Map<String, Object> answers = new java.util.HashMap<>(Map.of("program", "HYGIENE_DURABLE", "paymentMethod", "DEPOSIT", "bankInstitution", "815", "bankTransit", "30124", "bankAccount", "7654321"));
        var form = catalogue.service("subsidy-application").startForm();
        assertThat(problems(form, answers)).doesNotContain(field);
        answers.put(field, typed);
        assertThat(problems(form, answers)).contains(field);
    }

    private List<String> problems(ca.laval.mondossier.catalogue.Form form, Map<String, Object> answers) {
        return formCheck.answers(form, answers).problems().stream().map(problem -> problem.key()).toList();
    }

    private static String purchase(Browser resident) {
        resident.get("/services/subsidy-application/apply");
        String page = resident.post("/services/subsidy-application/apply", "program", "HYGIENE_DURABLE").location();
        resident.get(page);
        return page;
    }
}
