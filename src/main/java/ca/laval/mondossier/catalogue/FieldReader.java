package ca.laval.mondossier.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns what was submitted for a field into its typed answer. Whoever sends it (a browser, Tasklist, a program) and however
 * ({@code "7"}, {@code 7}, {@code 7.0}), the answer is the same.
 */
final class FieldReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(?:\\.\\d{1,10})?");
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0\\u2009\\u202F]");
    private static final Pattern GROUPED = Pattern.compile("-?(?:\\d+|\\d{1,3}(?: \\d{3})+)(?:[.,]\\d+)?");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final Clock clock;

    FieldReader(Clock clock) {
        this.clock = clock;
    }

    /** @param raw null, text, number, truth value, or a list of texts as a browser repeats a parameter */
    Reading read(FormField field, Object raw) {
        if (field.type() == FieldType.CHECKLIST) {
            return checklist(field, raw);
        }
        if (field.type() == FieldType.CHECKBOX) {
            return checkbox(field, raw);
        }
        if (raw instanceof Collection<?> several) {
            if (several.size() > 1) {
                return Reading.wrong(field, "single");
            }
            raw = several.isEmpty() ? null : several.iterator().next();
        }
        if (raw == null || raw instanceof String text && text.isEmpty()) {
            return Reading.NOTHING;
        }
        if (field.type() != FieldType.OTHER && !isScalar(raw)) {
            return Reading.wrong(field, "type");
        }
        if (field.isMoney()) {
            return money(field, raw);
        }
        return switch (field.type()) {
            case TEXT, TEXTAREA -> text(field, raw);
            case NUMBER -> number(field, raw);
            case SELECT, RADIO -> choice(field, raw);
            case DATE -> date(field, raw);
            default -> Reading.of(raw);
        };
    }

    /** The first or last day that a field allows, from its property {@code minDate} or {@code maxDate}. */
    Optional<LocalDate> limit(FormField field, String property) {
        return field.property(property).map(limit -> DateLimit.day(limit, LocalDate.now(clock.withZone(Formats.ZONE))));
    }

    private Reading text(FormField field, Object raw) {
        var written = plain(raw);
        if (isHuge(field, written)) {
            return Reading.wrong(field, "maxLength", field.longest());
        }
        var text = field.lines().isPresent() ? PlainText.list(written) : field.type() == FieldType.TEXTAREA ? PlainText.lines(written) : PlainText.oneLine(written);
        if (text.isEmpty()) {
            return Reading.NOTHING;
        }
        var format = field.format().orElse("");
        var shaped = switch (format) {
            case "email" -> ContactText.email(text);
            case "phone" -> ContactText.phone(text);
            case "postalCode" -> ContactText.postalCode(text);
            case "money" -> MoneyText.cents(text).stream().mapToObj(cents -> BigDecimal.valueOf(cents, 2).toPlainString()).findFirst();
            default -> Optional.of(text);
        };
        if (text.length() > field.longest()) {
            return Reading.wrong(field, "maxLength", field.longest());
        }
        if (shaped.isEmpty()) {
            return Reading.wrong(field, format);
        }
        if (field.lines().isPresent() && text.lines().count() > field.lines().getAsInt()) {
            return Reading.wrong(field, "lines", field.lines().getAsInt());
        }
        if (field.lines().isPresent() && text.lines().anyMatch(line -> line.length() > FormField.MAX_TEXT)) {
            return Reading.wrong(field, "lineLength", FormField.MAX_TEXT);
        }
        if (field.minLength() != null && text.length() < field.minLength()) {
            return Reading.wrong(field, "minLength", field.minLength());
        }
        if (field.pattern() != null && !PatientMatch.found(field.pattern(), shaped.get())) {
            return Reading.wrong(field, "pattern");
        }
        return Reading.of(shaped.get());
    }

    /** Text is dollars, as people write them; a whole number is cents already, as answers are kept. */
    private Reading money(FormField field, Object raw) {
        Long cents;
        if (raw instanceof String written) {
            if (isHuge(field, written)) {
                return Reading.wrong(field, "money");
            }
            var text = PlainText.oneLine(written);
            if (text.isEmpty()) {
                return Reading.NOTHING;
            }
            if (MoneyText.isTooLarge(text)) {
                return Reading.wrong(field, "maxMoney", MoneyText.MAX_CENTS);
            }
            var read = MoneyText.cents(text);
            cents = read.isPresent() ? read.getAsLong() : null;
        } else {
            var number = exact(raw);
            cents = number == null || number.signum() < 0 || !isWhole(number)
                    || number.compareTo(BigDecimal.valueOf(MoneyText.MAX_CENTS)) > 0 ? null : number.longValue();
        }
        if (cents == null) {
            return Reading.wrong(field, "money");
        }
        var min = cents(field.min());
        var max = cents(field.max());
        if (min != null && cents < min) {
            return Reading.wrong(field, "minMoney", min);
        }
        return max != null && cents > max ? Reading.wrong(field, "maxMoney", max) : Reading.of(cents);
    }

    private Reading number(FormField field, Object raw) {
        BigDecimal number;
        if (raw instanceof String written) {
            if (isHuge(field, written)) {
                return Reading.wrong(field, "number");
            }
            var text = SPACES.matcher(PlainText.oneLine(written)).replaceAll(" ");
            if (text.isEmpty()) {
                return Reading.NOTHING;
            }
            var bare = text.replace(" ", "").replace(',', '.');
            number = GROUPED.matcher(text).matches() && NUMBER.matcher(bare).matches() ? new BigDecimal(bare) : null;
        } else {
            number = exact(raw);
            if (number != null && number.abs().compareTo(BigDecimal.valueOf(1_000_000_000_000_000L)) >= 0) {
                number = null;
            }
        }
        if (number == null) {
            return Reading.wrong(field, "number");
        }
        if (field.decimalDigits() == 0 && !isWhole(number)) {
            return Reading.wrong(field, "integer");
        }
        if (decimals(number) > field.decimalDigits()) {
            return Reading.wrong(field, "decimals", field.decimalDigits());
        }
        if (field.min() != null && number.compareTo(field.min()) < 0) {
            return Reading.wrong(field, "min", field.min());
        }
        if (field.max() != null && number.compareTo(field.max()) > 0) {
            return Reading.wrong(field, "max", field.max());
        }
        return field.decimalDigits() == 0 ? Reading.of(number.longValueExact())
                : Reading.of(number.setScale(Math.max(0, decimals(number)), RoundingMode.UNNECESSARY));
    }

    private Reading choice(FormField field, Object raw) {
        var value = plain(raw);
        if (value.isEmpty()) {
            return Reading.NOTHING;
        }
        return !isHuge(field, value) && field.hasOption(value) ? Reading.of(value) : Reading.wrong(field, "option");
    }

    private Reading date(FormField field, Object raw) {
        var written = plain(raw);
        if (isHuge(field, written)) {
            return Reading.wrong(field, "date");
        }
        var text = PlainText.oneLine(written);
        if (text.isEmpty()) {
            return Reading.NOTHING;
        }
        var day = day(text);
        if (day == null) {
            return Reading.wrong(field, "date");
        }
        var first = limit(field, "minDate");
        if (first.isPresent() && day.isBefore(first.get())) {
            return Reading.wrong(field, "minDate", first.get());
        }
        var last = limit(field, "maxDate");
        return last.isPresent() && day.isAfter(last.get())
                ? Reading.wrong(field, "maxDate", last.get()) : Reading.of(day.toString());
    }

    private Reading checkbox(FormField field, Object raw) {
        var marks = raw instanceof Collection<?> several ? several : raw == null ? List.of() : List.of(raw);
        boolean checked = false;
        for (var mark : marks) {
            switch (String.valueOf(mark)) {
                case "true", "on" -> checked = true;
                case "false", "", "null" -> { }
                default -> {
                    return Reading.wrong(field, "type");
                }
            }
        }
        return Reading.of(checked);
    }

    private Reading checklist(FormField field, Object raw) {
        var values = several(raw);
        if (values == null || values.size() > 1000) {
            return Reading.wrong(field, "type");
        }
        if (values.isEmpty()) {
            return Reading.NOTHING;
        }
        if (!values.stream().allMatch(field::hasOption)) {
            return Reading.wrong(field, "option");
        }
        return Reading.of(field.options().isEmpty() ? values.stream().distinct().toList()
                : field.options().stream().map(FormOption::value).filter(values::contains).toList());
    }

    /** A list, a repeated parameter, a JSON array or values joined with commas; null when it is none of these. */
    private static List<String> several(Object raw) {
        if (raw == null) {
            return List.of();
        }
        if (raw instanceof Object[] array) {
            return several(Arrays.asList(array));
        }
        if (raw instanceof Collection<?> items) {
            var values = new ArrayList<String>();
            for (var item : items) {
                if (item != null && !isScalar(item)) {
                    return null;
                }
                if (item != null && !item.toString().isEmpty()) {
                    values.add(plain(item));
                }
            }
            return values;
        }
        var text = raw.toString();
        if (text.length() > FormField.MAX_TEXTAREA) {
            return null;
        }
        if (text.startsWith("[")) {
            try {
                return several(JSON.readValue(text, List.class));
            } catch (JsonProcessingException e) {
                return null;
            }
        }
        return isScalar(raw) ? Arrays.stream(text.split(",")).map(String::strip).filter(value -> !value.isEmpty()).toList() : null;
    }

    private static LocalDate day(String text) {
        var day = text.length() > 10 && text.charAt(10) == 'T' ? text.substring(0, 10) : text;
        if (!DAY.matcher(day).matches()) {
            return null;
        }
        try {
            var date = LocalDate.parse(day);
            return date.getYear() < 1900 || date.getYear() > 2199 ? null : date;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean isScalar(Object raw) {
        return raw instanceof String || raw instanceof Number || raw instanceof Boolean || raw instanceof LocalDate;
    }

    /** Numbers as people write them: {@code 7} and not {@code 7.0}. */
    private static String plain(Object raw) {
        var number = raw instanceof Number ? exact(raw) : null;
        return number == null ? String.valueOf(raw)
                : number.setScale(Math.max(0, decimals(number)), RoundingMode.UNNECESSARY).toPlainString();
    }

    private static BigDecimal exact(Object raw) {
        if (raw instanceof BigDecimal number) {
            return number.precision() > 40 || Math.abs(number.scale()) > 40 ? null : number;
        }
        if (raw instanceof BigInteger number) {
            return number.bitLength() > 128 ? null : new BigDecimal(number);
        }
        if (raw instanceof Double || raw instanceof Float) {
            var number = ((Number) raw).doubleValue();
            return Double.isFinite(number) && Math.abs(number) < 1e20 ? exact(new BigDecimal(raw.toString())) : null;
        }
        return raw instanceof Number number ? BigDecimal.valueOf(number.longValue()) : null;
    }

    private static boolean isWhole(BigDecimal number) {
        return decimals(number) <= 0;
    }

    private static int decimals(BigDecimal number) {
        return number.signum() == 0 ? 0 : number.stripTrailingZeros().scale();
    }

    private static Long cents(BigDecimal dollars) {
        return dollars == null ? null : dollars.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    /** Far beyond any limit: not worth reading, and said to be too long. */
    private static boolean isHuge(FormField field, String text) {
        return text.length() > 4 * field.longest() + 100;
    }
}
