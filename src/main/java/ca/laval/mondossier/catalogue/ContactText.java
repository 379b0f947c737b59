package ca.laval.mondossier.catalogue;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** E-mail addresses, telephone numbers and postal codes, each brought to one way of writing. */
public final class ContactText {

    private static final int LONGEST_EMAIL = 254;
    private static final Pattern EMAIL_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN = Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");
    private static final Pattern PHONE = Pattern.compile(
            "(?:\\+?1[ .-]?)?\\(?([2-9]\\d{2})\\)?[ .-]?([2-9]\\d{2})[ .-]?(\\d{4})(?:,? ?(?:#|x|poste|p\\.|ext\\.?|extension) ?(\\d{1,6}))?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ABROAD = Pattern.compile("\\+(?!1)[2-9]\\d{7,14}");
    private static final Pattern POSTAL_CODE = Pattern.compile("([ABCEGHJ-NPRSTVXY]\\d[ABCEGHJ-NPRSTV-Z]) ?-?(\\d[ABCEGHJ-NPRSTV-Z]\\d)");

    private ContactText() {
    }

    /** The address with its domain in lower case and in ASCII. */
    public static Optional<String> email(String text) {
        var at = text.lastIndexOf('@');
        if (at < 1 || at > 64 || text.length() > LONGEST_EMAIL || !EMAIL_NAME.matcher(text.substring(0, at)).matches()) {
            return Optional.empty();
        }
        try {
            var domain = IDN.toASCII(text.substring(at + 1)).toLowerCase(Locale.ROOT);
            return DOMAIN.matcher(domain).matches() ? Optional.of(text.substring(0, at) + "@" + domain) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** {@code 450 978-8000}, with {@code #123} for an extension; {@code +33…} from abroad. */
    static Optional<String> phone(String text) {
        var spaced = text.replace('\u00A0', ' ').replace('\u2011', '-').replace('\u2013', '-');
        var local = PHONE.matcher(spaced);
        if (local.matches()) {
            return Optional.of(local.group(1) + " " + local.group(2) + "-" + local.group(3)
                    + (local.group(4) == null ? "" : " #" + local.group(4)));
        }
        var abroad = spaced.replaceAll("[ ().-]", "");
        return ABROAD.matcher(abroad).matches() ? Optional.of(abroad) : Optional.empty();
    }

    /** {@code H7V 3Z4}. */
    static Optional<String> postalCode(String text) {
        var code = POSTAL_CODE.matcher(text.replace('\u00A0', ' ').toUpperCase(Locale.ROOT));
        return code.matches() ? Optional.of(code.group(1) + " " + code.group(2)) : Optional.empty();
    }
}
