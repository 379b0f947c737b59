package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.catalogue.Formats;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.engine.security.SubmissionRefusedException;
import ca.laval.mondossier.funding.EnvelopeRefused;
import ca.laval.mondossier.funding.MoneyRefused;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What the books or the list of an envelope refuse, as the refusal of a task, in the language of the staff. */
@Component
class Refusals {
    private final Words words;
    private final Language language;

    Refusals(Words words, @Value("${mondossier.staff-language}") String language) {
        this.words = words;
        this.language = Language.of(language);
    }

    /** Codes, separated by commas, as the words of a service have them: a line of a list each; a dash when there is none. */
    String sentences(String service, String prefix, String codes) {
        var list = words.of(service, language);
        return Stream.of(codes == null ? new String[0] : codes.split(",")).map(String::strip).filter(code -> !code.isEmpty()).map(code -> "- " + list.get(prefix + code))
                .collect(Collectors.collectingAndThen(Collectors.joining("\n"), said -> said.isEmpty() ? "–" : said));
    }

    SubmissionRefusedException of(MoneyRefused refused) {
        return new SubmissionRefusedException(refused.sentence(words.common(language)));
    }

    SubmissionRefusedException of(EnvelopeRefused refused) {
        return new SubmissionRefusedException(refused.sentence(words.common(language)));
    }

    /** @param word key in the common words */
    SubmissionRefusedException of(String word, Object... arguments) {
        var list = words.common(language);
        Object[] written = Stream.of(arguments).map(argument -> argument instanceof Long cents ? Formats.money(cents, language) : argument).toArray();
        return new SubmissionRefusedException(list.get(word, written));
    }
}
