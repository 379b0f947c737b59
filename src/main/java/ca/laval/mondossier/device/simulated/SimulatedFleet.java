package ca.laval.mondossier.device.simulated;

import ca.laval.mondossier.device.DeviceManager.Sought;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A fleet that follows from its seed, with the shares of domain.md, section 4.2: of 4,600 devices 1,400 phones, 500 tablets, 2,400 computers,
 * 220 public workstations and 80 kiosks; 88 % in one management system, 4 % in another, the rest in none; 4 % silent for more than two
 * weeks; TikTok on 60, another application on some more, or both on all for a benchmark. Some fail, some lie, some come back. 150 more
 * belong to people.
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
    private final Map<Application, int[]> applications = new EnumMap<>(Application.class);
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
        this.applications.put(Application.TIKTOK, shuffled(random.split()));
        this.temper = shuffled(random.split());
        this.applications.put(Application.WECHAT, shuffled(random.split()));
    }

    /** What the fleet has installed that a measure may forbid, and on how many of a thousand devices. */
    enum Application {
        TIKTOK("com.zhiliaoapp.musically", "com.zhiliaoapp.musically", "TikTok", 30, 0, 10), WECHAT("com.tencent.mm", "com.tencent.xin", "WeChat", 12, 3, 0);

        private final String androidId;
        private final String iosId;
        private final String computerName;
        private final int ofMobiles;
        private final int ofComputers;
        private final int ofPublic;

        Application(String androidId, String iosId, String computerName, int ofMobiles, int ofComputers, int ofPublic) {
            this.androidId = androidId;
            this.iosId = iosId;
            this.computerName = computerName;
            this.ofMobiles = ofMobiles;
            this.ofComputers = ofComputers;
            this.ofPublic = ofPublic;
        }

        /** The one that a measure names; the first when it names several. */
        static Optional<Application> of(Sought sought) {
            return Arrays.stream(values()).filter(one -> sought.matches(one.androidId, one.computerName) || sought.matches(one.iosId, null)).findFirst();
        }

        /** A measure finds it where it says what it is called on that platform. */
        boolean isFoundOn(String platform, Sought sought) {
            return sought.matches(switch (platform) {
                case "ANDROID" -> androidId;
                case "IOS" -> iosId;
                default -> null;
            }, computerName);
        }

        private int perThousand(String category) {
            return switch (category) {
                case "COMPUTER" -> ofComputers;
                case "PHONE", "TABLET" -> ofMobiles;
                default -> ofPublic;
            };
        }
    }

    /** How a device takes a command. */
    enum Temper { OBEYS, SLOW, FAILS, LIES, COMES_BACK }

    record SimulatedDevice(int number, String serial, String category, String platform, String ownerType, boolean supervised, boolean jailBroken, boolean managed, boolean silent,
                           Set<Application> applications, int versions, Temper temper) {
    }

    /** Those of the city first, then those of people. */
    int devices() {
        return everywhere ? size : size + Math.max(1, size * OWN / WHOLE);
    }

    SimulatedDevice device(int number) {
        if (number >= size) return new SimulatedDevice(number, serial(number), "PHONE", number % 2 == 0 ? "IOS" : "ANDROID", "PERSONAL", false, false, true, false, Set.of(), 1, Temper.OBEYS);
        int kind = share(category[number]) % (everywhere ? 4_300 : WHOLE);
        String name = kind < 1_400 ? "PHONE" : kind < 1_900 ? "TABLET" : kind < 4_300 ? "COMPUTER" : kind < 4_520 ? "PUBLIC_WORKSTATION" : "KIOSK";
        boolean mobile = kind < 1_900;
        boolean apple = temper[number] % 5 < 2;
        String platform = mobile ? apple ? "IOS" : "ANDROID" : "WINDOWS";
        var has = EnumSet.noneOf(Application.class);
        applications.forEach((application, places) -> {
            if (everywhere || share(places[number]) * 1_000L / WHOLE < application.perThousand(name)) has.add(application);
        });
        int mood = share(temper[number]) * 100 / WHOLE;
        Temper temperament = everywhere || mood < 88 ? Temper.OBEYS : mood < 92 ? Temper.SLOW : mood < 95 ? Temper.FAILS : mood < 97 ? Temper.LIES : Temper.COMES_BACK;
        boolean supervised = !platform.equals("IOS") || everywhere || temper[number] % 7 > 0;
        boolean managed = everywhere || share(management[number]) * 100 / WHOLE < 92;
        return new SimulatedDevice(number, serial(number), name, platform, "COMPANY", supervised, !everywhere && mobile && silence[number] % 997 == 0, managed,
                !everywhere && share(silence[number]) * 100 / WHOLE < 4, has, applications.get(Application.TIKTOK)[number] % 4 == 0 ? 2 : 1, temperament);
    }

    /** When it last reported, seen at a moment; it reports before that moment, never after it. */
    Instant lastSync(SimulatedDevice device, Instant now) {
        if (device.silent()) return now.minus(Duration.ofDays(15 + device.number() % 300));
        return everywhere ? now : now.minus(Duration.ofMinutes(device.number() % MINUTES_BETWEEN_REPORTS));
    }

    /** Whether its report of a moment has an application, when it was told to uninstall it at another; null when it was not told. */
    boolean has(SimulatedDevice device, Application application, Instant report, Instant uninstalled) {
        boolean installed = device.applications().contains(application);
        if (!installed || uninstalled == null) return installed;
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
