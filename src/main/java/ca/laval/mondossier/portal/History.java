package ca.laval.mondossier.portal;

import ca.laval.mondossier.casefile.CaseEvent;
import ca.laval.mondossier.casefile.CaseMessage;
import ca.laval.mondossier.casefile.Document;
import ca.laval.mondossier.catalogue.WordList;
import ca.laval.mondossier.letters.Letter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything that happened in a case, as its resident reads it: the latest first. */
final class History {
    private static final String STATUS = "STATUS.";
    private static final String ACTION = "ACTION.";

    private History() {
    }

    /**
     * One line.
     *
     * @param what     in words
     * @param body     of a message or letter; null otherwise
     * @param letter   the letter's delivery, IN_FILE, NOT_DELIVERED_YET or SENT; null when it is none
     * @param document to download; null when there is none
     */
    record Line(Instant at, String what, String body, String letter, boolean fromCity, Document document) {
    }

    static List<Line> of(List<CaseEvent> events, List<CaseMessage> messages, List<Letter> letters, List<Document> documents, WordList words) {
        var lines = new ArrayList<Line>();
        for (CaseEvent event : events) {
            boolean city = !event.actor().equals("RESIDENT");
            if (event.code().startsWith(STATUS)) {
                lines.add(new Line(event.at(), words.get("event.status", words.get("status." + event.code().substring(STATUS.length()))), null, null, true, null));
            } else if (event.code().startsWith(ACTION)) {
                lines.add(new Line(event.at(), words.get("action." + event.code().substring(ACTION.length()) + ".done"), null, null, city, null));
            } else {
                // What has no words is for the counter only.
                (city ? words.first("event." + event.code() + ".CITY", "event." + event.code()) : words.find("event." + event.code()))
                        .ifPresent(what -> lines.add(new Line(event.at(), what, null, null, city, null)));
            }
        }
        messages.forEach(message -> lines.add(new Line(message.at(), words.get("event.message." + message.author()), message.body(), null,
                message.author().equals("CITY"), null)));
        letters.forEach(letter -> lines.add(new Line(letter.writtenAt(), words.get("event.letter", letter.subject()), letter.body(), letter.status(), true, null)));
        documents.forEach(document -> lines.add(new Line(document.addedAt(),
                words.get(document.fromResident() ? "event.document.RESIDENT" : "event.document.CITY", words.first("document." + document.kind()).orElse(document.fileName())),
                null, null, !document.fromResident(), document)));
        // Of what happened at the same moment, what was recorded last comes first.
        java.util.Collections.reverse(lines);
        lines.sort(Comparator.comparing(Line::at).reversed());
        return List.copyOf(lines);
    }
}
