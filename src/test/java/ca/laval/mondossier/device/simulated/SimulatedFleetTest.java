package ca.laval.mondossier.device.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.device.DeviceManager.Sought;
import ca.laval.mondossier.device.simulated.SimulatedFleet.Application;
import ca.laval.mondossier.device.simulated.SimulatedFleet.SimulatedDevice;
import ca.laval.mondossier.device.simulated.SimulatedFleet.Temper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The shares that domain.md, section 4.2, gives, and the tempers that a campaign has to live with. */
class SimulatedFleetTest {
    private static final Instant NOW = Instant.parse("2026-11-25T15:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final SimulatedFleet fleet = new SimulatedFleet(4_600, 2025, false, HOUR);

    private long count(Predicate<SimulatedDevice> what) {
        return IntStream.range(0, fleet.devices()).mapToObj(fleet::device).filter(what).count();
    }

    @Test
    void hasTheSharesOfTheCity() {
        assertThat(fleet.devices()).isEqualTo(4_750);
        assertThat(count(device -> device.ownerType().equals("PERSONAL"))).isEqualTo(150);
        assertThat(count(device -> device.ownerType().equals("COMPANY") && device.category().equals("PHONE"))).isEqualTo(1_400);
        assertThat(count(device -> device.category().equals("TABLET"))).isEqualTo(500);
        assertThat(count(device -> device.category().equals("COMPUTER"))).isEqualTo(2_400);
        assertThat(count(device -> device.category().equals("PUBLIC_WORKSTATION"))).isEqualTo(220);
        assertThat(count(device -> device.category().equals("KIOSK"))).isEqualTo(80);
        assertThat(count(SimulatedDevice::silent)).isBetween(170L, 200L);
        assertThat(count(device -> device.applications().contains(Application.TIKTOK))).isBetween(45L, 80L);
        assertThat(count(device -> device.applications().contains(Application.WECHAT))).isBetween(20L, 45L);
        assertThat(count(device -> device.category().equals("COMPUTER") && device.applications().contains(Application.WECHAT))).isPositive();
        assertThat(count(device -> !device.managed())).isBetween(350L, 390L);
        for (Temper temper : Temper.values()) assertThat(count(device -> device.temper() == temper && device.applications().contains(Application.TIKTOK) && device.managed() && device.supervised() && !device.silent())).as(temper.name()).isPositive();
    }

    @Test
    void isTheSameEveryTime() {
        var twin = new SimulatedFleet(4_600, 2025, false, HOUR);
        assertThat(IntStream.range(0, fleet.devices()).filter(number -> !fleet.device(number).equals(twin.device(number)))).isEmpty();
        assertThat(IntStream.range(0, fleet.devices()).filter(number -> !fleet.device(number).equals(new SimulatedFleet(4_600, 7, false, HOUR).device(number))).limit(3)).isNotEmpty();
    }

    @Test
    void losesTheApplicationAsItsTemperIs() {
        var whole = new SimulatedFleet(4_600, 2025, false, HOUR);
        assertThat(has(whole, Temper.OBEYS, HOUR.dividedBy(2))).isTrue();
        assertThat(has(whole, Temper.OBEYS, HOUR)).isFalse();
        assertThat(has(whole, Temper.SLOW, HOUR.multipliedBy(47))).isTrue();
        assertThat(has(whole, Temper.SLOW, HOUR.multipliedBy(48))).isFalse();
        assertThat(has(whole, Temper.FAILS, Duration.ofDays(9))).isTrue();
        assertThat(has(whole, Temper.LIES, Duration.ofDays(9))).isTrue();
        assertThat(has(whole, Temper.COMES_BACK, HOUR)).isFalse();
        assertThat(has(whole, Temper.COMES_BACK, Duration.ofDays(14))).isTrue();
    }

    private static boolean has(SimulatedFleet fleet, Temper temper, Duration after) {
        return fleet.has(new SimulatedDevice(1, "LAV1", "PHONE", "ANDROID", "COMPANY", true, false, true, false, Set.of(Application.TIKTOK), 1, temper), Application.TIKTOK, NOW.plus(after), NOW);
    }

    @Test
    void findsAnApplicationByWhatItIsCalledOnAPlatform() {
        var onAndroid = new Sought(List.of("com.tencent.mm"), List.of(), List.of());
        assertThat(Application.of(onAndroid)).contains(Application.WECHAT);
        assertThat(Application.WECHAT.isFoundOn("ANDROID", onAndroid)).isTrue();
        assertThat(Application.WECHAT.isFoundOn("IOS", onAndroid)).isFalse();
        assertThat(Application.WECHAT.isFoundOn("WINDOWS", new Sought(List.of(), List.of(), List.of("WeC*")))).isTrue();
        assertThat(Application.of(new Sought(List.of("org.example.unknown"), List.of(), List.of()))).isEmpty();
    }

    @Test
    void everyDeviceOfABenchmarkHasIt() {
        var benchmark = new SimulatedFleet(1_000, 1, true, Duration.ZERO);
        assertThat(benchmark.devices()).isEqualTo(1_000);
        assertThat(IntStream.range(0, 1_000).mapToObj(benchmark::device)).allMatch(device -> device.applications().size() == 2 && device.managed() && device.temper() == Temper.OBEYS);
    }
}
