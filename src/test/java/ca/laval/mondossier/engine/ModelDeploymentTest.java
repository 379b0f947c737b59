package ca.laval.mondossier.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.SettingsProblem;
import ca.laval.mondossier.TestDatabase;
import ca.laval.mondossier.catalogue.ModelFiles;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.repository.Deployment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Two small services in a folder, deployed to a real engine: what changed is deployed again, and nothing else, wherever it comes from. */
class ModelDeploymentTest {
    private static final String BAKERY_FORM = "forms/bakery/bakery.weigh-flour.form";

    private static ProcessEngine engine;

    @TempDir
    Path folder;

    @BeforeAll
    static void startEngine() {
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("model-deployment");
        configuration.setDataSource(TestDatabase.named("model_deployment"));
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setJobExecutorActivate(false);
        engine = configuration.buildProcessEngine();
    }

    @AfterAll
    static void closeEngine() {
        engine.close();
    }

    @BeforeEach
    void writeServices() throws IOException {
        for (String service : List.of("bakery", "library")) {
            write("processes/" + service + "/" + service + ".bpmn", PROCESS.replace("SERVICE", service));
            write("processes/" + service + "/" + service + "-size.dmn", TABLE.replace("SERVICE", service));
            write("processes/" + service + "/" + service + "_en.properties", "SERVICE=A SERVICE\n".replace("SERVICE", service));
            write("processes/" + service + "/" + service + "_fr.properties", FRENCH.replace("SERVICE", service));
            write("forms/" + service + "/" + service + ".weigh-flour.form", FORM.replace("SERVICE", service));
        }
    }

    @AfterEach
    void removeDeployments() {
        deployments().forEach(deployment -> engine.getRepositoryService().deleteDeployment(deployment.getId(), true));
    }

    @Test
    void nothingChangedNothingIsDeployedAgain() {
        deploy(inFolder(), "en");
        deploy(inFolder(), "en");

        assertThat(deployments()).extracting(Deployment::getName).containsExactlyInAnyOrder("bakery", "library");
    }

    @Test
    void aLanguageNobodySpeaksAndAPlaceWithoutServicesStopTheStart() {
        assertThatThrownBy(() -> deploy(inFolder(), "de")).isInstanceOf(SettingsProblem.class).hasMessageContaining("MONDOSSIER_STAFF_LANGUAGE");
        assertThatThrownBy(() -> deploy(ModelFiles.in("file:" + folder, "file:" + folder + "/nowhere"), "en")).isInstanceOf(SettingsProblem.class)
                .hasMessageContaining("nowhere").hasMessageContaining("MONDOSSIER_MODELS");
        assertThat(deployments()).isEmpty();
    }

    @Test
    void aChangedWordDeploysItsServiceOnlyAndWhole() throws IOException {
        deploy(inFolder(), "fr");
        write("processes/bakery/bakery_fr.properties", FRENCH.replace("SERVICE", "bakery").replace("Peser la farine", "Peser toute la farine"));

        deploy(inFolder(), "fr");

        assertThat(deployments()).extracting(Deployment::getName).containsExactlyInAnyOrder("bakery", "bakery", "library");
        var newest = engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey("bakery").latestVersion().singleResult();
        assertThat(newest.getVersion()).isEqualTo(2);
        assertThat(engine.getRepositoryService().getDeploymentResourceNames(newest.getDeploymentId()))
                .containsExactlyInAnyOrder("processes/bakery/bakery.bpmn", "processes/bakery/bakery-size.dmn", BAKERY_FORM);
    }

    @Test
    void aChangedTableOrFormDeploysItsService() throws IOException {
        deploy(inFolder(), "en");
        write("processes/library/library-size.dmn", TABLE.replace("SERVICE", "library").replace("7000", "8000"));
        deploy(inFolder(), "en");
        write(BAKERY_FORM, FORM.replace("SERVICE", "bakery").replace("\"required\": true", "\"required\": false"));
        deploy(inFolder(), "en");

        assertThat(deployments()).extracting(Deployment::getName).containsExactlyInAnyOrder("bakery", "bakery", "library", "library");
    }

    @Test
    void fromAFolderFromTheBuildAndFromTheJarTheyAreTheSame() throws IOException {
        deploy(inFolder(), "fr");
        deploy(onClassPath(folder.toUri().toURL()), "fr");
        deploy(onClassPath(jar().toUri().toURL()), "fr");

        assertThat(deployments()).hasSize(2);
    }

    @Test
    void aSecondRootAddsServicesBesideTheFirst(@TempDir Path other) throws IOException {
        move("processes/library", other);
        move("forms/library", other);

        var deployed = deploy(ModelFiles.in("file:" + folder, "file:" + other), "fr");

        assertThat(deployed.processes()).extracting(DeclaredProcess::id).containsExactly("bakery", "library");
        assertThat(nameOf("library")).isEqualTo("Un library");
    }

    @Test
    void staffReadsProcessesTablesAndFormsInItsLanguage() throws IOException {
        deploy(inFolder(), "fr");

        assertThat(nameOf("bakery")).isEqualTo("Un bakery");
        var definition = engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey("bakery").singleResult();
        var model = engine.getRepositoryService().getBpmnModelInstance(definition.getId());
        assertThat(model.getModelElementById("userTask_weighFlour").getAttributeValue("name")).isEqualTo("Peser la farine");
        assertThat(model.getModelElementById("userTask_weighFlour").getRawTextContent()).contains("Avec la balance");
        assertThat(model.getModelElementById("flow_enough").getAttributeValue("name")).isEqualTo("Oui");
        assertThat(resource(definition.getDeploymentId(), "processes/bakery/bakery-size.dmn"))
                .contains("Quelle grandeur?").contains("Demandé").contains("Grandeur").contains("Le grand sac").doesNotContain("The big bag");
        var form = new ObjectMapper().readTree(resource(definition.getDeploymentId(), BAKERY_FORM)).path("components");
        assertThat(form.at("/0/label").asText()).isEqualTo("Combien?");
        assertThat(form.at("/0/description").asText()).isEqualTo("En grammes.");
        assertThat(form.at("/0/validate/patternErrorMessage").asText()).isEqualTo("Des chiffres.");
        assertThat(form.at("/1/dateLabel").asText()).isEqualTo("Quand?");
        assertThat(form.at("/2/components/0/values/0/label").asText()).isEqualTo("Seigle");
        assertThat(form.at("/3/text").asText()).isEqualTo("Merci");
    }

    @Test
    void withoutAWordTheModelsOwnStays() {
        deploy(inFolder(), "en");

        assertThat(nameOf("bakery")).isEqualTo("A bakery");
        var definition = engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey("bakery").singleResult();
        assertThat(resource(definition.getDeploymentId(), BAKERY_FORM)).contains("How much?");
    }

    @Test
    void twoFilesOfOneNameAreRefusedWithBothPaths() throws IOException {
        write("forms/library/bakery.weigh-flour.form", FORM.replace("SERVICE", "bakery"));

        assertThatThrownBy(() -> deploy(inFolder(), "en")).hasMessageContaining(BAKERY_FORM)
                .hasMessageContaining("forms/library/bakery.weigh-flour.form");
        assertThat(deployments()).isEmpty();
    }

    @Test
    void aFileOutsideItsServicesFolderIsRefused() throws IOException {
        write("processes/stray.bpmn", PROCESS.replace("SERVICE", "stray"));

        assertThatThrownBy(() -> deploy(inFolder(), "en")).hasMessageContaining("processes/stray.bpmn");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        write(BAKERY_FORM, "{ not JSON");

        assertThatThrownBy(() -> deploy(inFolder(), "en")).hasMessageContaining(BAKERY_FORM);
        assertThat(deployments()).isEmpty();
    }

    private static ModelDeployment deploy(ModelFiles files, String language) {
        return new ModelDeployment(files, new ObjectMapper(), engine.getRepositoryService(), language);
    }

    private ModelFiles inFolder() {
        return ModelFiles.in("file:" + folder);
    }

    private static ModelFiles onClassPath(URL place) {
        return new ModelFiles(new PathMatchingResourcePatternResolver(new URLClassLoader(new URL[] {place}, null)), List.of("classpath:/"));
    }

    /** As a build packs them: folders have entries of their own. */
    private Path jar() throws IOException {
        Path jar = Files.createTempFile(Path.of("target"), "models", ".jar");
        jar.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(jar); var zip = new ZipOutputStream(out); Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (name.isEmpty()) continue;
                zip.putNextEntry(new ZipEntry(Files.isDirectory(file) ? name + "/" : name));
                if (!Files.isDirectory(file)) Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        return jar;
    }

    private static List<Deployment> deployments() {
        return engine.getRepositoryService().createDeploymentQuery().list();
    }

    private static String nameOf(String process) {
        return engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey(process).latestVersion().singleResult().getName();
    }

    private static String resource(String deployment, String name) {
        try (var in = engine.getRepositoryService().getResourceAsStream(deployment, name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void move(String path, Path other) throws IOException {
        Files.createDirectories(other.resolve(path).getParent());
        Files.move(folder.resolve(path), other.resolve(path));
    }

    private static final String PROCESS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="https://laval.ca/mondossier">
              <bpmn:process id="SERVICE" name="A SERVICE" isExecutable="true" camunda:historyTimeToLive="P1D">
                <bpmn:startEvent id="startEvent_asked" />
                <bpmn:sequenceFlow id="flow_1" sourceRef="startEvent_asked" targetRef="userTask_weighFlour" />
                <bpmn:userTask id="userTask_weighFlour" name="Weigh flour" camunda:candidateGroups="agent-311"
                    camunda:formRef="SERVICE.weigh-flour" camunda:formRefBinding="deployment">
                  <bpmn:documentation>With the scales.</bpmn:documentation>
                </bpmn:userTask>
                <bpmn:sequenceFlow id="flow_2" sourceRef="userTask_weighFlour" targetRef="gateway_enough" />
                <bpmn:exclusiveGateway id="gateway_enough" name="Enough?" default="flow_more" />
                <bpmn:sequenceFlow id="flow_enough" name="Yes" sourceRef="gateway_enough" targetRef="endEvent_done">
                  <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${grams > 100}</bpmn:conditionExpression>
                </bpmn:sequenceFlow>
                <bpmn:sequenceFlow id="flow_more" name="No" sourceRef="gateway_enough" targetRef="endEvent_more" />
                <bpmn:endEvent id="endEvent_done" />
                <bpmn:endEvent id="endEvent_more" />
              </bpmn:process>
            </bpmn:definitions>
            """;

    private static final String TABLE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn"
                id="SERVICE-tables" name="Tables" namespace="https://laval.ca/mondossier">
              <decision id="SERVICE-size" name="Which size?" camunda:historyTimeToLive="P1D">
                <decisionTable id="table_size">
                  <input id="input_grams" label="Asked for"><inputExpression id="expression_grams" typeRef="long"><text>grams</text></inputExpression></input>
                  <output id="output_size" label="Size" name="size" typeRef="long" />
                  <rule id="rule_bigBag">
                    <description>The big bag</description>
                    <inputEntry id="in_1"><text>&gt; 100</text></inputEntry>
                    <outputEntry id="out_1"><text>7000</text></outputEntry>
                  </rule>
                </decisionTable>
              </decision>
            </definitions>
            """;

    private static final String FORM = """
            {"id": "SERVICE.weigh-flour", "type": "default", "schemaVersion": 16, "components": [
              {"type": "textfield", "id": "grams", "key": "grams", "label": "How much?", "description": "In grams.",
               "validate": {"required": true, "pattern": "\\\\d+", "patternErrorMessage": "Digits."}},
              {"type": "datetime", "subtype": "date", "id": "day", "key": "day", "dateLabel": "When?"},
              {"type": "group", "id": "group_kind", "label": "Kind", "components": [
                {"type": "select", "id": "kind", "key": "kind", "label": "Which?", "values": [{"label": "Rye", "value": "RYE"}]}]},
              {"type": "text", "id": "text_thanks", "text": "Thank you"}]}
            """;

    private static final String FRENCH = """
            SERVICE=Un SERVICE
            userTask_weighFlour=Peser la farine
            userTask_weighFlour.documentation=Avec la balance.
            gateway_enough=Assez?
            flow_enough=Oui
            flow_more=Non
            SERVICE-size=Quelle grandeur?
            SERVICE-size.input_grams=Demandé
            SERVICE-size.output_size=Grandeur
            rule_bigBag=Le grand sac
            SERVICE.weigh-flour.grams=Combien?
            SERVICE.weigh-flour.grams.help=En grammes.
            SERVICE.weigh-flour.grams.error=Des chiffres.
            SERVICE.weigh-flour.day=Quand?
            SERVICE.weigh-flour.group_kind=Sorte
            SERVICE.weigh-flour.kind=Laquelle?
            SERVICE.weigh-flour.kind.option.RYE=Seigle
            SERVICE.weigh-flour.text_thanks=Merci
            """;
}
