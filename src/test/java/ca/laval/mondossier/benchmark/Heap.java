package ca.laval.mondossier.benchmark;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * What of the heap of this process, client and application together, was still in use after a collection, in bytes: at most, since the
 * reset. What is in use before one is garbage for the most part, as much as the limit allows (`-Xmx` in the profile).
 */
final class Heap {
    private static final Set<String> POOLS = ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP).map(MemoryPoolMXBean::getName).collect(Collectors.toSet());
    private static final AtomicLong PEAK = new AtomicLong();
    private static volatile long since;

    static {
        ManagementFactory.getGarbageCollectorMXBeans().forEach(collector -> ((NotificationEmitter) collector).addNotificationListener((notification, nothing) -> collected(notification), null, null));
    }

    private Heap() {
    }

    private static void collected(Notification notification) {
        if (!notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) return;
        var collection = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData()).getGcInfo();
        if (collection.getStartTime() < since) return; // told late
        PEAK.accumulateAndGet(collection.getMemoryUsageAfterGc().entrySet().stream().filter(pool -> POOLS.contains(pool.getKey())).mapToLong(pool -> pool.getValue().getUsed()).sum(), Math::max);
    }

    static void resetPeak() {
        System.gc();
        since = ManagementFactory.getRuntimeMXBean().getUptime();
        PEAK.set(0);
    }

    static long peak() {
        return PEAK.get();
    }
}
