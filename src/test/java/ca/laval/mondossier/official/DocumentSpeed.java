package ca.laval.mondossier.official;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** How many documents are made and signed in a second, without storing them: what issuing costs the processor. */
public final class DocumentSpeed {

    private DocumentSpeed() {
    }

    /** Documents per second, French and English in turn. */
    public static double perSecond(int documents, int threads) {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<byte[]>> all = IntStream.range(0, documents).<Callable<byte[]>>mapToObj(
                    n -> () -> Samples.signed("certificate-request/assessmentCertificate", n % 2 == 0 ? "fr" : "en")).toList();
            long start = System.nanoTime();
            for (var made : pool.invokeAll(all)) made.get();
            return documents * 1e9 / (System.nanoTime() - start);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            pool.shutdown();
        }
    }
}
