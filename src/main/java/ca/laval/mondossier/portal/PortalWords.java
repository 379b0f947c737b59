package ca.laval.mondossier.portal;

import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Words;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.NoSuchMessageException;
import org.springframework.stereotype.Component;

/** Lets templates say {@code #{home.title}}: the common words, in the language of the page. */
@Component("messageSource")
class PortalWords implements MessageSource {
    private final Words words;

    PortalWords(Words words) {
        this.words = words;
    }

    @Override
    public String getMessage(String code, Object[] args, String defaultMessage, Locale locale) {
        var list = words.common(Language.of(locale));
        return list.find(code).isEmpty() ? defaultMessage : list.get(code, args == null ? new Object[0] : args);
    }

    @Override
    public String getMessage(String code, Object[] args, Locale locale) {
        String message = getMessage(code, args, null, locale);
        if (message == null) throw new NoSuchMessageException(code, locale);
        return message;
    }

    @Override
    public String getMessage(MessageSourceResolvable resolvable, Locale locale) {
        for (String code : resolvable.getCodes() == null ? new String[0] : resolvable.getCodes()) {
            String message = getMessage(code, resolvable.getArguments(), null, locale);
            if (message != null) return message;
        }
        return resolvable.getDefaultMessage();
    }
}
