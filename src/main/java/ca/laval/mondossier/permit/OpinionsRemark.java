package ca.laval.mondossier.permit;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseRemark;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.staff.StaffIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells the staff what each office that was asked thinks of the project, or that it never said. */
@Component
@Order(5)
class OpinionsRemark implements CaseRemark {
    private final PermitCases cases;
    private final StaffIdentity staff;
    private final Words words;
    private final Language language;

    OpinionsRemark(PermitCases cases, @Lazy StaffIdentity staff, Words words, @Value("${mondossier.staff-language}") String language) {
        this.cases = cases;
        this.staff = staff;
        this.words = words;
        this.language = Language.of(language);
    }

    @Override
    public Optional<Remark> of(CaseFile file) {
        return Optional.empty();
    }

    @Override
    public Optional<Remark> forStaff(CaseFile file) {
        List<PermitCases.Opinion> opinions = cases.opinions(file.number());
        if (opinions.isEmpty()) return Optional.empty();
        Map<String, String> names = staff.officeNames(opinions.stream().map(PermitCases.Opinion::office).toList());
        var list = words.of(file.service(), language);
        return Optional.of(new Remark("remark.opinions", opinions.stream()
                .map(one -> names.getOrDefault(one.office(), one.office()) + " (" + list.get("remark.opinion." + one.opinion()) + ")").collect(Collectors.joining(" · "))));
    }
}
