package ca.laval.mondossier.device.simulated;

import ca.laval.mondossier.device.SampleList;
import ca.laval.mondossier.device.simulated.SimulatedFleet.SimulatedDevice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.stereotype.Component;

/** The asset list of the simulated fleet: also the devices that no inventory has, and where each one stands. Addresses are nobody's. */
@Component
@ConditionalOnExpression("'${mondossier.device-managers:}'.contains('simulated')")
class SimulatedList implements SampleList {
    private static final List<String> LIBRARIES = List.of("Bibliothèque Gabrielle-Roy", "Bibliothèque Multiculturelle", "Bibliothèque Émile-Nelligan", "Bibliothèque Germaine-Guèvremont",
            "Bibliothèque Laure-Conan", "Bibliothèque Marius-Barbeau", "Bibliothèque Philippe-Panneton", "Bibliothèque Sylvain-Garneau", "Bibliothèque Yves-Thériault");
    private static final List<String> OFFICES = List.of("Hôtel de ville", "Atelier municipal", "Centre communautaire", "Quartier général", "Centre administratif");
    private static final List<String> DEPARTMENTS = List.of("Culture, loisirs et sport", "Environnement", "Travaux publics", "Police", "Sécurité incendie", "Finances", "Urbanisme", "Communications");
    private static final Map<String, String> CATEGORIES = Map.of("PHONE", "téléphone", "TABLET", "tablette", "COMPUTER", "ordinateur", "PUBLIC_WORKSTATION", "poste public", "KIOSK", "borne");

    private final SimulatedManager manager;

    SimulatedList(SimulatedManager manager) {
        this.manager = manager;
    }

    @Override
    public byte[] csv() {
        return ("série;nom;catégorie;propriétaire;plateforme;lieu;service;détenteur;chef\r\n" + manager.devices().stream().map(SimulatedList::line).collect(Collectors.joining())).getBytes(StandardCharsets.UTF_8);
    }

    private static String line(SimulatedDevice device) {
        int number = device.number();
        boolean isPublic = device.category().equals("PUBLIC_WORKSTATION") || device.category().equals("KIOSK");
        String place = isPublic ? LIBRARIES.get(number % LIBRARIES.size()) : OFFICES.get(number % OFFICES.size());
        int department = isPublic ? 0 : number % DEPARTMENTS.size();
        return "%s;%s %d;%s;%s;%s;%s;%s;%s;chef%d@example.org\r\n".formatted(device.serial(), device.category(), number, CATEGORIES.get(device.category()),
                device.ownerType().equals("PERSONAL") ? "personnel" : "ville", device.platform(), place, DEPARTMENTS.get(department), isPublic ? "" : "personne%d@example.org".formatted(number), department);
    }
}
