package ca.laval.mondossier.portal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The demonstration's mailbox: what would have left by SMTP, with links that work. */
@Controller
@Profile("demo")
class DemoMailbox {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");

    private final JdbcClient db;

    DemoMailbox(JdbcClient db) {
        this.db = db;
    }

    record Mail(String recipient, String subject, Instant at, List<Piece> body) {
    }

    /** A stretch of plain text, or a link. */
    record Piece(String text, boolean link) {
    }

    @GetMapping("/demo/mailbox")
    String mailbox(Model model) {
        model.addAttribute("mails", db.sql("select recipient, subject, at, body from demo_mail order by id desc limit 100")
                .query((row, i) -> new Mail(row.getString(1), row.getString(2), row.getTimestamp(3).toInstant(), pieces(row.getString(4)))).list());
        return "portal/demo-mailbox";
    }

    private static List<Piece> pieces(String body) {
        var pieces = new ArrayList<Piece>();
        var link = LINK.matcher(body);
        int from = 0;
        while (link.find()) {
            pieces.add(new Piece(body.substring(from, link.start()), false));
            pieces.add(new Piece(link.group(), true));
            from = link.end();
        }
        pieces.add(new Piece(body.substring(from), false));
        return pieces;
    }
}
