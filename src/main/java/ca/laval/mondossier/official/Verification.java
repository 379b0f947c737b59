package ca.laval.mondossier.official;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers anybody whether a document is the city's and still holds. */
@Component
class Verification {
    private final JdbcClient db;

    Verification(JdbcClient db) {
        this.db = db;
    }

    /** How a file relates to what the city issued: the very same bytes, a changed copy, nothing the city knows. */
    enum FileCheck { SAME, ALTERED, UNKNOWN }

    /**
     * @param document null when the city issued nothing of the kind
     * @param service  of its case: where the word for its type is
     * @param file     null when only a code was asked about
     */
    record Answer(OfficialDocument document, String service, FileCheck file) {
        static final Answer UNKNOWN = new Answer(null, null, null);

        private Answer with(FileCheck check) {
            return new Answer(document, service, check);
        }
    }

    Answer ofCode(VerificationCode code) {
        return find("code", code.value()).orElse(Answer.UNKNOWN);
    }

    /**
     * The file is looked for by its digest, then by the code that it claims to have.
     *
     * @param code what was typed beside it; the file must then be that document
     */
    Answer ofFile(byte[] content, Optional<VerificationCode> code) {
        Optional<Answer> exact = find("sha256", OfficialDocuments.sha256(content));
        if (code.isPresent()) {
            Answer asked = ofCode(code.get());
            boolean same = exact.isPresent() && asked.document() != null && exact.get().document().id().equals(asked.document().id());
            return asked.with(asked.document() == null ? FileCheck.UNKNOWN : same ? FileCheck.SAME : FileCheck.ALTERED);
        }
        if (exact.isPresent()) return exact.get().with(FileCheck.SAME);
        Answer claimed = PdfSigner.codeIn(content).map(this::ofCode).orElse(Answer.UNKNOWN);
        return claimed.with(claimed.document() == null ? FileCheck.UNKNOWN : FileCheck.ALTERED);
    }

    private Optional<Answer> find(String column, String value) {
        return db.sql("select d.*, f.service from official_document d join case_file f on f.number = d.case_number where d." + column + " = :value").param("value", value)
                .query((row, i) -> new Answer(OfficialDocuments.row(row, i), row.getString("service"), null)).optional();
    }
}
