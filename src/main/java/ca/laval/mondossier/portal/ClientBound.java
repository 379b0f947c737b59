package ca.laval.mondossier.portal;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How often one network address may ask for what costs the city something, without being signed in. */
@Component
public class ClientBound {
    private static final int REMEMBERED = 20_000;

    private final int most;
    private final Map<String, Bucket> clients = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    public ClientBound(@Value("${mondossier.requests-per-client:30}") int most) {
        this.most = most;
    }

    /** False when the address asked too often in the last quarter of an hour. */
    public synchronized boolean allows(String address) {
        return clients.computeIfAbsent(address, client -> Bucket.builder()
                .addLimit(limit -> limit.capacity(most).refillGreedy(most, Duration.ofMinutes(15))).build()).tryConsume(1);
    }
}
