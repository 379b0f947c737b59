package ca.laval.mondossier.device;

import ca.laval.mondossier.device.DeviceManager.Answer;
import ca.laval.mondossier.device.DeviceManager.Command;
import ca.laval.mondossier.device.DeviceManager.ManagerBusy;
import ca.laval.mondossier.device.DeviceManager.ManagerUnreachable;
import ca.laval.mondossier.device.DeviceManager.State;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The management systems that the settings name. */
@Component
public class DeviceManagers {
    private final List<DeviceManager> managers;
    private final Clock clock;

    DeviceManagers(ObjectProvider<DeviceManager> managers, Clock clock) {
        this.managers = managers.orderedStream().toList();
        this.clock = clock;
    }

    public List<String> names() {
        return managers.stream().map(DeviceManager::name).toList();
    }

    public DeviceManager named(String name) {
        return managers.stream().filter(manager -> manager.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalStateException("No management system is called %s: see MONDOSSIER_DEVICE_MANAGERS".formatted(name)));
    }

    /** Several devices of one system, as {@link DeviceManager#commands}. */
    public List<Answer> commands(String manager, List<Command> commands) throws ManagerBusy, ManagerUnreachable {
        if (!names().contains(String.valueOf(manager))) return Collections.nCopies(commands.size(), new Answer(State.NOT_SUPPORTED, clock.instant()));
        return named(manager).commands(commands);
    }

    /** A device that no system of these has cannot be commanded. */
    public Answer command(String manager, Command command) throws ManagerBusy, ManagerUnreachable {
        if (!names().contains(String.valueOf(manager))) return new Answer(State.NOT_SUPPORTED, clock.instant());
        return named(manager).command(command);
    }
}
