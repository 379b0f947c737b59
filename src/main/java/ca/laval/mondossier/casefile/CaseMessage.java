package ca.laval.mondossier.casefile;

import java.time.Instant;

/** A message between resident and city, or an internal note (author `NOTE`), which residents never see. */
public record CaseMessage(Instant at, String author, String staff, String body) {
}
