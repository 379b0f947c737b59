package ca.laval.mondossier.device.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * A fleet that follows from its seed, with the shares of domain.md, section 4.2: of 4,600 devices 1,400 phones, 500 tablets, 2,400 computers,
 * 220 public workstations and 80 kiosks; 88 % in one management system, 4 % in another, the rest in none; 4 % silent for more than two
 * weeks; the application on 60, or on all for a benchmark. Some fail, some lie, some come back. 150 more belong to people.
 */
class SimulatedFleet {
    private static final int WHOLE = 4_600;
    private static final int OWN = 150;
    /** A device reports at least this often. */
    private static final long MINUTES_BETWEEN_REPORTS = 50;
    private static final Duration COMES_BACK_AFTER = Duration.ofDays(14);

    private final int size;
    private final boolean everywhere;
    private final Duration pace;
    private final int[] category;
    private final int[] management;
    private final int[] silence;
    private final int[] application;
    private final int[] temper;

    /**
     * @param size       devices of the city; the shares hold for each
     * @param everywhere whether every device has the application, is managed, reports and can be told; no public workstations or kiosks then
     * @param pace       how long a device takes to do what it is told
     */
    SimulatedFleet(int size, long seed, boolean everywhere, Duration pace) {
        this.size = size;
        this.everywhere = everywhere;
        this.pace = pace;
        var random = new SplittableRandom(seed);
        this.category = shuffled(random.split());
        this.management = shuffled(random.split());
        this.silence = shuffled(random.split());
        this.application = shuffled(random.split());
        this.temper = shuffled(random.split());
    }

    /** How a device takes a command. */
    enum Temper { OBEYS, SLOW, FAILS, LIES, COMES_BACK }

    record SimulatedDevice(int number, String serial, String category, String platform, String ownerType, boolean supervised, boolean jailBroken, boolean managed, boolean silent,
                           boolean hasApplication, int versions, Temper temper) {
    }

    /** Those of the city first, then those of people. */
    int devices() {
        return everywhere ? size : size + Math.max(1, size * OWN / WHOLE);
    }

    SimulatedDevice device(int number) {
        if (number >= size) return new SimulatedDevice(number, serial(number), "PHONE", number % 2 == 0 ? "IOS" : "ANDROID", "PERSONAL", false, false, true, false, false, 1, Temper.OBEYS);
        int kind = share(category[number]) % (everywhere ? 4_300 : WHOLE);
        String name = kind < 1_400 ? "PHONE" : kind < 1_900 ? "TABLET" : kind < 4_300 ? "COMPUTER" : kind < 4_520 ? "PUBLIC_WORKSTATION" : "KIOSK";
        boolean mobile = kind < 1_900;
        boolean apple = temper[number] % 5 < 2;
        String platform = mobile ? apple ? "IOS" : "ANDROID" : "WINDOWS";
        boolean has = everywhere || share(application[number]) * 1_000L / WHOLE < (mobile ? 30 : name.equals("COMPUTER") ? 0 : 10);
        int mood = share(temper[number]) * 100 / WHOLE;
        Temper temperament = everywhere || mood < 88 ? Temper.OBEYS : mood < 92 ? Temper.SLOW : mood < 95 ? Temper.FAILS : mood < 97 ? Temper.LIES : Temper.COMES_BACK;
        boolean supervised = !platform.equals("IOS") || everywhere || temper[number] % 7 > 0;
        boolean managed = everywhere || share(management[number]) * 100 / WHOLE < 92;
        return new SimulatedDevice(number, serial(number), name, platform, "COMPANY", supervised, !everywhere && mobile && silence[number] % 997 == 0, managed,
                !everywhere && share(silence[number]) * 100 / WHOLE < 4, has, application[number] % 4 == 0 ? 2 : 1, temperament);
    }

    /** When it last reported, seen at a moment; it reports before that moment, never after it. */
    Instant lastSync(SimulatedDevice device, Instant now) {
        if (device.silent()) return now.minus(Duration.ofDays(15 + device.number() % 300));
        return everywhere ? now : now.minus(Duration.ofMinutes(device.number() % MINUTES_BETWEEN_REPORTS));
    }

    /** Whether its report of a moment has the application, when it was told to uninstall it at another; null when it was not told. */
    boolean has(SimulatedDevice device, Instant report, Instant uninstalled) {
        if (!device.hasApplication() || uninstalled == null) return device.hasApplication();
        return switch (device.temper()) {
            case FAILS, LIES -> true;
            case SLOW -> report.isBefore(uninstalled.plus(pace.multipliedBy(48)));
            case COMES_BACK -> report.isBefore(uninstalled.plus(pace)) || !report.isBefore(uninstalled.plus(COMES_BACK_AFTER));
            case OBEYS -> report.isBefore(uninstalled.plus(pace));
        };
    }

    /** `PENDING` until it can have reported, then as it is told; a liar says that it is done. */
    String saysOfUninstalling(SimulatedDevice device, Instant report, Instant uninstalled) {
        if (device.temper() == Temper.FAILS) return "FAILED";
        Duration takes = device.temper() == Temper.SLOW ? pace.multipliedBy(48) : pace;
        return report.isBefore(uninstalled.plus(takes)) ? "PENDING" : "DONE";
    }

    private String serial(int number) {
        return "LAV%07d".formatted(number);
    }

    /** A place among 4,600, whatever the size. */
    private int share(int place) {
        return (int) ((long) place * WHOLE / size);
    }

    private int[] shuffled(SplittableRandom random) {
        var places = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            places[i] = places[j];
            places[j] = i;
        }
        return places;
    }
}
