package ca.laval.mondossier.removal;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The list that belongs to a campaign's report: one line per device, without anybody's name. A cell that a spreadsheet would run is quoted as text. */
@Component
public class CampaignList {
    private final CampaignFigures figures;

    CampaignList(CampaignFigures figures) {
        this.figures = figures;
    }

    /** In UTF-8, separated by semicolons. */
    public byte[] of(String campaign) {
        String lines = figures.all(campaign).stream().map(one -> Stream.of(one.serial(), one.name(), one.category(), one.site(), one.department(), String.valueOf(one.round()), one.state(),
                one.openedAt().toString(), one.closedAt() == null ? "" : one.closedAt().toString()).map(CampaignList::cell).collect(Collectors.joining(";"))).collect(Collectors.joining("\r\n"));
        return ("serial;name;category;site;department;round;state;opened_at;closed_at\r\n" + lines + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(String text) {
        if (text == null) return "";
        String safe = text.matches("[=+@\\t\\r-].*") ? "'" + text : text;
        return safe.matches("(?s).*[;\"\\r\\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
