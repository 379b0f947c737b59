package ca.laval.mondossier.engine;

import ca.laval.mondossier.engine.security.SubmissionRefusedException;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Models call it `money`: a task form shows dollars, the process keeps whole cents. */
@Component("money")
public class ModelMoney {
    private static final Pattern DOLLARS = Pattern.compile("\\d{1,7}([.,]\\d{1,2})?");

    private final boolean french;

    ModelMoney(@Value("${mondossier.staff-language}") String language) {
        this.french = language.equals("fr");
    }

    /** 6499 becomes "64.99", or "64,99" where the staff works in French; nothing stays nothing. */
    public String dollars(Number cents) {
        if (cents == null) return null;
        String dollars = BigDecimal.valueOf(cents.longValue(), 2).toPlainString();
        return french ? dollars.replace('.', ',') : dollars;
    }

    /** On completion: refuses an amount typed above this many cents; a subsidy may not exceed the actual cost (C-47.1, s. 92). */
    public void atMost(DelegateTask task, String field, Number cents) {
        Long typed = cents((String) task.getVariable(field));
        if (typed != null && cents != null && typed > cents.longValue()) {
            throw new SubmissionRefusedException(french ? "Le montant dépasse le prix payé avant taxes, %s\u00a0$.".formatted(dollars(cents))
                    : "The amount is higher than the price paid before taxes, $%s.".formatted(dollars(cents)));
        }
    }

    /** "64.99" and "64,99" become 6499. */
    public Long cents(String dollars) {
        if (dollars == null || dollars.isBlank()) return null;
        String text = dollars.replaceAll("[\\s\\u00a0\\u202f$]", "");
        if (!DOLLARS.matcher(text).matches()) throw new IllegalArgumentException("Not an amount in dollars: write it like 64.99");
        return new BigDecimal(text.replace(',', '.')).movePointRight(2).longValueExact();
    }
}
