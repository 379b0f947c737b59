package ca.laval.mondossier.portal;

import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.WordList;
import ca.laval.mondossier.catalogue.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** The answer to what the container refuses before the application sees it: no visitor and no language yet, so both languages. */
@Component
class UnreadableRequests implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final Words words;

    UnreadableRequests(Words words) {
        this.words = words;
    }

    @Override
    public void customize(TomcatServletWebServerFactory tomcat) {
        tomcat.addContextCustomizers(context -> context.getParent().getPipeline().addValve(new Page(words.common(Language.FR), words.common(Language.EN))));
    }

    private static final class Page extends ErrorReportValve {
        private final String html;

        Page(WordList french, WordList english) {
            html = """
                    <!DOCTYPE html>
                    <html lang="fr-CA"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                    <title>%s · Ville de Laval</title><link rel="stylesheet" href="/css/mondossier.css"></head>
                    <body><main><h1>%1$s</h1><p>%s</p><p><a href="/">%s</a></p>
                    <section lang="en-CA"><h2>%s</h2><p>%s</p></section></main></body></html>
                    """.formatted(word(french, "400.title"), word(french, "400.text"), word(french, "home"), word(english, "400.title"), word(english, "400.text"));
        }

        private static String word(WordList words, String key) {
            return HtmlUtils.htmlEscape(words.get("error." + key), "UTF-8");
        }

        @Override
        protected void report(Request request, Response response, Throwable failure) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
            try {
                response.setContentType("text/html");
                response.setCharacterEncoding("UTF-8");
                response.getReporter().write(html);
                response.finishResponse();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
