package ca.laval.mondossier.device.simulated;

import ca.laval.mondossier.device.DeviceManager;
import ca.laval.mondossier.device.simulated.SimulatedFleet.Application;
import ca.laval.mondossier.device.simulated.SimulatedFleet.SimulatedDevice;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The management system of the demonstration. What it was told is committed by itself, as if it were another machine. */
@Component
@ConditionalOnExpression("'${mondossier.device-managers:}'.contains('simulated')")
class SimulatedManager implements DeviceManager {
    private static final int PAGE = 500;

    private final SimulatedFleet fleet;
    private final JdbcClient db;
    private final Clock clock;
    private final TransactionTemplate ownTransaction;

    SimulatedManager(JdbcClient db, Clock clock, PlatformTransactionManager transactions, @Value("${mondossier.simulated-fleet.devices}") int devices,
                     @Value("${mondossier.simulated-fleet.seed}") long seed, @Value("${mondossier.simulated-fleet.everywhere}") boolean everywhere,
                     @Value("${mondossier.simulated-fleet.pace}") Duration pace) {
        this.fleet = new SimulatedFleet(devices, seed, everywhere, pace);
        this.db = db;
        this.clock = clock;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public String name() {
        return "SIMULATED";
    }

    @Override
    public Page inventory(Sought sought, String cursor) {
        int from = cursor == null ? 0 : Integer.parseInt(cursor);
        int to = Math.min(from + PAGE, fleet.devices());
        Instant now = clock.instant();
        Optional<Application> application = Application.of(sought);
        Map<Integer, Instant> told = uninstalled(application, from, to);
        var devices = new ArrayList<Seen>();
        var listed = new ArrayList<Listed>();
        var outcomes = new ArrayList<Outcome>();
        for (int number = from; number < to; number++) {
            SimulatedDevice device = fleet.device(number);
            if (!device.managed()) continue;
            Instant report = fleet.lastSync(device, now);
            String id = String.valueOf(number);
            devices.add(new Seen(id, id, device.serial(), device.category() + " " + number, device.ownerType(), device.platform(), device.category(), device.supervised(), device.jailBroken(),
                    "personne%d@example.org".formatted(number), report));
            Instant uninstalled = told.get(number);
            if (application.filter(one -> one.isFoundOn(device.platform(), sought) && fleet.has(device, one, report, uninstalled)).isPresent()) {
                for (int version = 1; version <= device.versions(); version++) listed.add(new Listed(id, "34.%d".formatted(version)));
            }
            if (uninstalled != null) outcomes.add(new Outcome(id, Kind.UNINSTALL, State.valueOf(fleet.saysOfUninstalling(device, report, uninstalled)), report));
        }
        return new Page(devices, listed, outcomes, to < fleet.devices() ? String.valueOf(to) : null);
    }

    /** The last time that each was told: a device that came back can be told again. */
    private Map<Integer, Instant> uninstalled(Optional<Application> application, int from, int to) {
        var told = new HashMap<Integer, Instant>();
        db.sql("select device, max(at) as at from simulated_command where kind = 'UNINSTALL' and application = :application and device >= :from and device < :to group by device")
                .param("application", name(application)).param("from", from).param("to", to)
                .query((row, index) -> told.put(row.getInt("device"), row.getTimestamp("at").toInstant())).list();
        return told;
    }

    @Override
    public Answer command(Command command) {
        return commands(List.of(command)).get(0);
    }

    @Override
    public List<Answer> commands(List<Command> commands) {
        Instant now = clock.instant();
        ownTransaction.executeWithoutResult(status -> db.sql("""
                insert into simulated_command (key, device, kind, application, at)
                select key, device, kind, application, :now from unnest(:keys::text[], :devices::int[], :kinds::text[], :applications::text[]) told (key, device, kind, application)
                on conflict (key) do update set times = simulated_command.times + 1""")
                .param("keys", column(commands, Command::key)).param("devices", column(commands, Command::managedId)).param("kinds", column(commands, command -> command.kind().name()))
                .param("applications", column(commands, command -> name(Application.of(command.application().ids())))).param("now", Timestamp.from(now)).update());
        return commands.stream().map(command -> answer(command, now)).toList();
    }

    /** Nothing for an application that the fleet does not have. */
    private static String name(Optional<Application> application) {
        return application.map(Application::name).orElse("");
    }

    private static String[] column(List<Command> commands, Function<Command, String> value) {
        return commands.stream().map(value).toArray(String[]::new);
    }

    private Answer answer(Command command, Instant now) {
        SimulatedDevice device = fleet.device(Integer.parseInt(command.managedId()));
        boolean refused = command.kind() == Kind.UNINSTALL && !device.supervised();
        // A block holds as soon as the device reports; an uninstallation says later what became of it.
        return new Answer(refused ? State.NOT_SUPPORTED : command.kind() == Kind.BLOCK && !device.silent() ? State.DONE : State.PENDING, now);
    }

    /** Each of them, also those that no inventory has. */
    List<SimulatedDevice> devices() {
        return IntStream.range(0, fleet.devices()).mapToObj(fleet::device).toList();
    }
}
