package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.funding.EnvelopeProposal;
import ca.laval.mondossier.funding.EnvelopeReader;
import ca.laval.mondossier.funding.EnvelopeReader.Fields;
import ca.laval.mondossier.funding.EnvelopeRefused;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What the form of an envelope said: kept in its file, because names and addresses are no variables. */
@Component
class EnvelopeForm {
    private final CaseFiles caseFiles;
    private final EnvelopeReader reader;

    EnvelopeForm(CaseFiles caseFiles, EnvelopeReader reader) {
        this.caseFiles = caseFiles;
        this.reader = reader;
    }

    EnvelopeProposal read(String number) throws EnvelopeRefused {
        Map<String, Object> answers = caseFiles.find(new CaseNumber(number)).orElseThrow().answers();
        return reader.read(new Fields(text(answers, "title"), text(answers, "purpose"), text(answers, "fiscalYearStart"), text(answers, "total"), text(answers, "funders"),
                text(answers, "organisations"), text(answers, "plan")));
    }

    /** As it was checked when the form was sent. */
    EnvelopeProposal proposal(String number) {
        try {
            return read(number);
        } catch (EnvelopeRefused e) {
            throw new IllegalStateException("The envelope %s no longer holds what was checked".formatted(number), e);
        }
    }

    private static String text(Map<String, Object> answers, String field) {
        return Objects.toString(answers.get(field), "");
    }
}
