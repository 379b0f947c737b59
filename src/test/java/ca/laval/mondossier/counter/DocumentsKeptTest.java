package ca.laval.mondossier.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.Document;
import ca.laval.mondossier.casefile.DocumentRefused;
import ca.laval.mondossier.casefile.Documents;
import ca.laval.mondossier.casefile.FakeClamd;
import ca.laval.mondossier.casefile.SampleDocuments;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class DocumentsKeptTest extends CounterTest {
    @Autowired
    PlatformTransactionManager transactions;

    @AfterEach
    void scannerWorks() {
        CLAMD.is(FakeClamd.Mood.WORKS);
    }

    @Test
    void parallelUploadsNeverMakeElevenDocuments() throws Exception {
        UUID draft = draft();
        var uploads = IntStream.range(0, 24).<Callable<String>>mapToObj(i -> () -> {
            try {
                add(draft, "PLAN", "plan " + i + ".pdf", SampleDocuments.pdf("page " + i));
                return "kept";
            } catch (DocumentRefused e) {
                return e.code();
            }
        }).toList();
        var together = Executors.newFixedThreadPool(12);
        try {
            assertThat(together.invokeAll(uploads)).extracting(answer -> answer.get()).filteredOn("kept"::equals).hasSize(10);
        } finally {
            together.shutdown();
        }
        assertThat(documents.ofDraft(draft)).hasSize(10);
    }

    @Test
    void theSameBytesForTheSameKindAreKeptOnce() throws Exception {
        UUID draft = draft();
        UUID first = add(draft, "PLAN", "plan.pdf", SampleDocuments.pdf());

        assertThat(add(draft, "PLAN", "copie.pdf", SampleDocuments.pdf())).isEqualTo(first);
        assertThat(add(draft, "CONSENT", "accord.pdf", SampleDocuments.pdf())).isNotEqualTo(first);
        assertThat(documents.ofDraft(draft)).extracting(Document::fileName).containsExactly("plan.pdf", "accord.pdf");
    }

    @Test
    void aDocumentIsKeptByteForByte() throws Exception {
        UUID draft = draft();
        byte[] photo = SampleDocuments.jpeg();
        UUID id = add(draft, "PLAN", "IMG_0001.JPG", photo);
        var opened = documents.openOfDraft(draft, id).orElseThrow();

        assertThat(opened.content()).isEqualTo(photo);
        assertThat(opened.document().sha256()).isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(photo)));
        assertThat(opened.document().mediaType()).isEqualTo("image/jpeg");
        assertThat(opened.document().size()).isEqualTo(photo.length);
        assertThat(opened.document().scan()).isEqualTo(Document.Scan.CLEAN);
        assertThat(opened.document().fromResident()).isTrue();
    }

    @Test
    void aSentDraftsDocumentsAreTheCasesAndItTakesNoMore() throws Exception {
        UUID draft = draft();
        UUID id = add(draft, "PLAN", "plan.pdf", SampleDocuments.pdf());
        CaseNumber number = streetClosure("Zoé Tremblay", "12, rue des Lilas", "WORKS");
        documents.moveToCase(draft, number);
        db.sql("update draft set case_number = :number where id = :id").param("number", number.value()).param("id", draft).update();

        assertThat(documents.ofDraft(draft)).isEmpty();
        assertThat(documents.ofCase(number)).extracting(Document::id).containsExactly(id);
        assertThat(documents.openOfDraft(draft, id)).isEmpty();
        assertThatThrownBy(() -> add(draft, "PLAN", "trop tard.pdf", SampleDocuments.pdf("late"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void onlyTheOwnDraftsDocumentIsRemovedOrOpened() throws Exception {
        UUID mine = draft();
        UUID other = draft();
        UUID id = add(mine, "PLAN", "plan.pdf", SampleDocuments.pdf());

        documents.removeFromDraft(other, id);
        assertThat(documents.openOfDraft(other, id)).isEmpty();
        assertThat(documents.ofDraft(mine)).hasSize(1);
        documents.removeFromDraft(mine, id);
        assertThat(documents.ofDraft(mine)).isEmpty();
    }

    @Test
    void anInfectedDocumentIsRefusedAndTheHistorySaysSo() {
        CaseNumber number = streetClosure("Zoé Tremblay", "12, rue des Lilas", "WORKS");

        assertThatThrownBy(() -> attach(number, "PLAN", "plan.pdf", SampleDocuments.pdf(FakeClamd.EICAR)))
                .isInstanceOfSatisfying(DocumentRefused.class, refused -> assertThat(refused.code()).isEqualTo("infected"));
        assertThat(documents.ofCase(number)).isEmpty();
        assertThat(caseFiles.events(number)).filteredOn(event -> event.code().equals("DOCUMENT_INFECTED")).hasSize(1);
    }

    @Test
    void scanningHoldsNoTransaction() {
        UUID draft = draft();

        assertThatThrownBy(() -> new TransactionTemplate(transactions).execute(status -> {
            try {
                return add(draft, "PLAN", "plan.pdf", SampleDocuments.pdf());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        })).isInstanceOf(IllegalTransactionStateException.class);
    }

    private UUID add(UUID draft, String kind, String name, byte[] content) throws IOException {
        return documents.addToDraft(draft, kind, name, new ByteArrayInputStream(content), Documents.RESIDENT);
    }

    private UUID draft() {
        UUID id = UUID.randomUUID();
        db.sql("insert into draft (id, service, filed_by, channel, language, answers, updated_at) values (:id, 'street-closure', 'julie', 'COUNTER', 'fr', '{}', now())")
                .param("id", id).update();
        return id;
    }
}
