package ca.laval.mondossier.permit;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.BrowserTest;
import ca.laval.mondossier.TestDatabase;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** "Do I need a permit?" asks what the table asks and says what it says, before anybody signs in. The table here has a question of every kind. */
class PermitNeedJourneyTest extends BrowserTest {

    @DynamicPropertySource
    static void ownModels(DynamicPropertyRegistry registry) {
        registry.add("mondossier.models", () -> "classpath:/need-models/");
        registry.add("spring.datasource.url", () -> TestDatabase.url("permit-need"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', value = {
        "type=PISCINE&poolDepthCm=55&asked=1 | Non, aucun permis n’est requis Moins de 60 cm",
        "type=PISCINE&poolDepthCm=59 | Non, aucun permis n’est requis Moins de 60 cm",
        "type=PISCINE&poolDepthCm=60 | Oui, il vous faut un permis ou un certificat 60 cm",
        "type=PISCINE&poolDepthCm=1%20200 | Oui, il vous faut un permis ou un certificat 60 cm",
        "type=REMISE&shedPlace=BACK&heated=false | Non, aucun permis n’est requis Une petite remise",
        "type=REMISE&shedPlace=BACK&heated=true | Oui, il vous faut un permis ou un certificat Une remise devant",
        "type=ABATTAGE | Oui, il vous faut un permis ou un certificat Tout arbre compte.",
        "type=AUTRE | Nous ne pouvons pas répondre ici Appelez le 311"})
    void theTableAnswers(String answers, String says) {
        var page = visitor().get("/permits/need?" + answers);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.document().select("main .notice").text().replace('\u00a0', ' ')).contains(says);
        assertThat(page.document().select("a[href*=apply]").eachAttr("href")).isEqualTo(says.startsWith("Oui")
                ? List.of("/services/permit-application/apply?type=" + answers.replaceAll("type=(\\w+).*", "$1")) : List.of());
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({"type=CHATEAU, 422", "type=, 422", "type=PISCINE&asked=1, 422", "type=PISCINE&asked=1&poolDepthCm=profond, 422", "type=PISCINE&asked=1&poolDepthCm=-5, 422", "'type=PISCINE&asked=1&poolDepthCm=59,5', 422",
        "type=PISCINE&asked=1&poolDepthCm=99999999999999999999, 422", "type=REMISE&asked=1&shedPlace=ROOF&heated=true, 422", "type=REMISE&asked=1&shedPlace=BACK&heated=perhaps, 422",
        "type=PISCINE, 200", "asked=1, 200"})
    void whatItCannotReadItAsksAgain(String answers, int status) {
        var page = visitor().get("/permits/need?" + answers);
        assertThat(page.status()).isEqualTo(status);
        assertThat(page.document().select("main form")).hasSize(1);
        assertThat(page.document().select(".error-summary").isEmpty()).isEqualTo(status == 200);
    }

    @Test
    void onlyTheQuestionsOfThatTypeAreAsked() {
        assertThat(visitor().get("/permits/need?type=PISCINE").document().select("main form [name]").eachAttr("name")).containsExactly("type", "asked", "poolDepthCm");
        assertThat(visitor().get("/permits/need?type=REMISE").document().select("main form [name]").eachAttr("name"))
                .containsExactly("type", "asked", "shedPlace", "shedPlace", "heated", "heated");
        assertThat(visitor().get("/services/permit-application").document().select("a[href=/permits/need]").text()).isEqualTo("Ai-je besoin d’un permis?");
    }

    @ParameterizedTest(name = "{0}, {1} px wide")
    @CsvSource({"fr, 1280", "fr, 360", "en, 1280", "en, 360"})
    void fromTheQuestionToTheApplication(String language, int width) {
        Page page = window(width, 800);
        if (language.equals("en")) {
            page.navigate("/english?from=/permits/need");
            page.check("#reason-TOURIST");
            page.click("main form button");
        }
        page.navigate("/permits/need");
        look(page);
        page.click("main form button");
        page.waitForURL(url -> !url.contains("type="));
        page.check("input[value=PISCINE]");
        page.click("main form button");
        page.waitForURL(url -> url.endsWith("type=PISCINE"));
        look(page);
        page.click("main form button");
        page.waitForSelector(".error-summary");
        look(page);
        page.fill("#poolDepthCm", "60");
        page.click("main form button");
        page.waitForSelector("a[href*=apply]");
        look(page);
        page.click("a[href*=apply]");
        page.waitForURL(url -> url.contains("/sign-in"));
        String email = "piscine-" + language + width + "@exemple.ca";
        page.fill("#email", email);
        page.click("main form button");
        page.waitForURL("**/sign-in/sent");
        page.navigate(linkFor(email));
        page.click("main form button");
        page.waitForURL(url -> url.contains("/apply?type=PISCINE"));
        assertThat(page.isChecked("input[name=type][value=PISCINE]")).as("the type is chosen already").isTrue();
        page.navigate("/permits/need?type=REMISE");
        look(page);
        page.navigate("/permits/need?type=PISCINE&poolDepthCm=55");
        look(page);
        page.navigate("/services/permit-application");
        look(page);
    }
}
