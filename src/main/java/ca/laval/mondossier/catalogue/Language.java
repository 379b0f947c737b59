package ca.laval.mondossier.catalogue;

import java.util.Locale;

/** The two languages of the city's words: French first, English as its equal. */
public enum Language {
    FR(Locale.CANADA_FRENCH), EN(Locale.CANADA);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    /** {@code fr} or {@code en}: file suffix, {@code lang} attribute, stored preference. */
    public String code() {
        return locale.getLanguage();
    }

    public Language other() {
        return this == FR ? EN : FR;
    }

    /** English only when asked for by its code; anything else is French. */
    public static Language of(String code) {
        return code != null && code.trim().toLowerCase(Locale.ROOT).startsWith("en") ? EN : FR;
    }

    public static Language of(Locale locale) {
        return of(locale == null ? null : locale.getLanguage());
    }
}
