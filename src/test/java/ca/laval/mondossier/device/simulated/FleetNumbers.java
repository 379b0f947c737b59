package ca.laval.mondossier.device.simulated;

import ca.laval.mondossier.device.simulated.SimulatedFleet.Application;
import ca.laval.mondossier.device.simulated.SimulatedFleet.SimulatedDevice;
import ca.laval.mondossier.device.simulated.SimulatedFleet.Temper;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Devices of the demonstration's fleet, found by how they are. */
public final class FleetNumbers {
    public static final int ALL = 4_750;
    private static final SimulatedFleet FLEET = new SimulatedFleet(4_600, 2025, false, Duration.ofMinutes(2));

    private FleetNumbers() {
    }

    /** They have the application, report, and lose it when they are told. */
    public static List<Integer> obedient() {
        return some(device -> hasTikTok(device) && commanded(device) && device.temper() == Temper.OBEYS);
    }

    /** They have the other application, not TikTok, and lose it when they are told. */
    public static List<Integer> withWeChat() {
        return some(device -> device.applications().equals(Set.of(Application.WECHAT)) && commanded(device) && device.temper() == Temper.OBEYS);
    }

    public static int withTwoVersions() {
        return some(device -> hasTikTok(device) && commanded(device) && device.temper() == Temper.OBEYS && device.versions() == 2).get(0);
    }

    /** They lose it, and have it again after two weeks. */
    public static int comingBack() {
        return some(device -> hasTikTok(device) && commanded(device) && device.temper() == Temper.COMES_BACK).get(0);
    }

    /** They say that it is done, and it is not. */
    public static int lying() {
        return some(device -> hasTikTok(device) && commanded(device) && device.temper() == Temper.LIES).get(0);
    }

    public static int silent() {
        return some(device -> device.managed() && device.silent() && device.supervised() && !device.jailBroken()).get(0);
    }

    /** They report, and never had it. */
    public static List<Integer> clean() {
        return some(device -> !hasTikTok(device) && commanded(device) && !device.platform().equals("IOS"));
    }

    public static String serial(int number) {
        return FLEET.device(number).serial();
    }

    private static boolean hasTikTok(SimulatedDevice device) {
        return device.applications().contains(Application.TIKTOK);
    }

    private static boolean commanded(SimulatedDevice device) {
        return device.ownerType().equals("COMPANY") && device.managed() && !device.silent() && device.supervised() && !device.jailBroken();
    }

    private static List<Integer> some(Predicate<SimulatedDevice> how) {
        return IntStream.range(0, FLEET.devices()).filter(number -> how.test(FLEET.device(number))).boxed().toList();
    }
}
