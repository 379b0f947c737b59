package ca.laval.mondossier.removal;

import ca.laval.mondossier.device.DeviceManager.Sought;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A measure against one application.
 *
 * @param number of its case, e.g. `APP-2026-000001-8`
 * @param terms  what it forbids where
 * @param state  IN_FORCE, PAUSED or LIFTED
 */
public record Campaign(String number, Terms terms, String state, Instant openedAt, Instant liftedAt) {

    /**
     * What the form asks. Ids and names are separated by commas; at least one is there.
     *
     * @param categories     of the devices in scope, e.g. `PHONE,TABLET`
     * @param failurePercent of the commanded devices: when more fail the campaign pauses itself
     */
    public record Terms(String application, String androidIds, String iosIds, String computerNames, String legalBasis, String categories, LocalDate startsOn, LocalDate reviewOn,
                        int failurePercent) {

        public Sought sought() {
            return new Sought(list(androidIds), list(iosIds), list(computerNames));
        }

        public boolean namesSomething() {
            return !list(androidIds).isEmpty() || !list(iosIds).isEmpty() || !list(computerNames).isEmpty();
        }

        /** In whatever order and however often it is written. */
        boolean seeksTheSame(Terms other) {
            return Set.copyOf(list(androidIds)).equals(Set.copyOf(list(other.androidIds))) && Set.copyOf(list(iosIds)).equals(Set.copyOf(list(other.iosIds)))
                    && Set.copyOf(list(computerNames)).equals(Set.copyOf(list(other.computerNames)));
        }

        private static List<String> list(String text) {
            return Stream.of(text.split(",")).map(String::strip).filter(id -> !id.isEmpty()).toList();
        }
    }

    /** Devices may be told to give the application up. */
    public boolean isInForce() {
        return state.equals("IN_FORCE");
    }

    public boolean isLifted() {
        return state.equals("LIFTED");
    }

    public boolean isPaused() {
        return state.equals("PAUSED");
    }
}
