package ca.laval.mondossier.portal;

import ca.laval.mondossier.casefile.Documents;
import ca.laval.mondossier.catalogue.Service;
import java.util.Set;

/**
 * Where an application is filled in, and by whom.
 *
 * @param begin    address of a service's first page; `%s` stands for the service
 * @param drafts   address below which the drafts lie
 * @param home     where one goes on leaving
 * @param cases    address below which the case files lie
 * @param services ids of the services offered here; null for all
 */
public record Place(Filer filer, String begin, String drafts, String home, String cases, Set<String> services) {

    static Place of(Resident resident) {
        return new Place(Filer.of(resident), "/services/%s/apply", "/drafts", "/files", "/files", null);
    }

    String begin(Service service) {
        return begin.formatted(service.id());
    }

    boolean offers(Service service) {
        return services == null || services.contains(service.id());
    }

    /** Whether an agent fills it in for somebody; pages then speak of that person. */
    public boolean forSomeone() {
        return filer.staff() != null;
    }

    String addedBy() {
        return forSomeone() ? filer.staff() : Documents.RESIDENT;
    }
}
