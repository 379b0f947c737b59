package ca.laval.mondossier.certificate;

import ca.laval.mondossier.catalogue.DecisionTables;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the city sells and for how much: the tables `certificate-type`, `certificate-standard` and `certificate-tax`, read at the moment of the order. */
@Component
class CertificateCatalogue {
    private final DecisionTables tables;

    CertificateCatalogue(DecisionTables tables) {
        this.tables = tables;
    }

    /** In cents. Each tax is on the fee and rounded by itself, never the sum (domain.md, section 3.2). */
    record Price(long feeCents, long gstCents, long qstCents) {
    }

    /** An {@link IllegalStateException} when the form offers what the table does not know. */
    CertificateType type(String code) {
        Map<String, Object> row = only("certificate-type", Map.of("type", code));
        return new CertificateType(code, ((Number) row.get("feeCents")).longValue(), (String) row.get("tax"), (String) row.get("delivery"),
                standardDays(code), (String) row.get("template"), (Boolean) row.get("offered"));
    }

    private int standardDays(String code) {
        return ((Number) only("certificate-standard", Map.of("certificates", code)).get("standardDays")).intValue();
    }

    Price price(CertificateType type) {
        Map<String, Object> rates = only("certificate-tax", Map.of("tax", type.tax()));
        return new Price(type.feeCents(), tax(type.feeCents(), rates.get("gstPercent")), tax(type.feeCents(), rates.get("qstPercent")));
    }

    private static long tax(long feeCents, Object percent) {
        return BigDecimal.valueOf(feeCents).multiply(new BigDecimal(percent.toString())).movePointLeft(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    private Map<String, Object> only(String table, Map<String, Object> facts) {
        List<Map<String, Object>> rows = tables.evaluate(table, facts);
        if (rows.size() != 1) throw new IllegalStateException("The table %s has %d rows for %s".formatted(table, rows.size(), facts));
        return rows.get(0);
    }
}
