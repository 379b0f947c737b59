package ca.laval.mondossier.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Markdown that owners may use between the fields: paragraphs, headings, lists, bold and links. Everything else,
 * HTML included, is shown as it was typed: the text is escaped first, and only these marks become elements afterwards.
 */
final class SafeMarkdown {

    private static final Pattern BOLD = Pattern.compile("\\*\\*(\\S(?:[^*]*\\S)?)\\*\\*");
    private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]]+)]\\(([^()\\s]+)\\)");
    private static final Pattern SAFE_ADDRESS = Pattern.compile("(?:https?://|mailto:|tel:|/(?![/\\\\])|#).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern BULLET = Pattern.compile("[-*] +(.*)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}[.)] +(.*)");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");

    private SafeMarkdown() {
    }

    static String html(String markdown) {
        var html = new StringBuilder();
        for (var block : markdown.replace("\r\n", "\n").strip().split("\n[ \t]*\n\\s*")) {
            block(block.lines().map(String::strip).filter(line -> !line.isEmpty()).toList(), html);
        }
        return html.toString();
    }

    private static void block(List<String> lines, StringBuilder html) {
        var paragraph = new ArrayList<String>();
        for (int at = 0; at < lines.size(); at++) {
            var line = lines.get(at);
            var list = BULLET.matcher(line).matches() ? BULLET : NUMBER.matcher(line).matches() ? NUMBER : null;
            var heading = HEADING.matcher(line);
            if (list == null && !heading.matches()) {
                paragraph.add(line);
                continue;
            }
            close(paragraph, html);
            if (list == null) {
                html.append("<h3>").append(inline(heading.group(1))).append("</h3>");
                continue;
            }
            var tag = list == BULLET ? "ul" : "ol";
            html.append('<').append(tag).append('>');
            while (at < lines.size() && list.matcher(lines.get(at)).matches()) {
                html.append("<li>").append(inline(list.matcher(lines.get(at)).replaceFirst("$1"))).append("</li>");
                at++;
            }
            at--;
            html.append("</").append(tag).append('>');
        }
        close(paragraph, html);
    }

    private static void close(List<String> paragraph, StringBuilder html) {
        if (!paragraph.isEmpty()) {
            html.append("<p>").append(inline(String.join("\n", paragraph))).append("</p>");
            paragraph.clear();
        }
    }

    private static String inline(String text) {
        var bold = BOLD.matcher(escape(text)).replaceAll("<strong>$1</strong>");
        return LINK.matcher(bold).replaceAll(link -> Matcher.quoteReplacement(
                SAFE_ADDRESS.matcher(link.group(2)).matches() && link.group(2).indexOf('<') < 0
                        ? "<a href=\"" + link.group(2) + "\">" + link.group(1) + "</a>" : link.group(1)));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
