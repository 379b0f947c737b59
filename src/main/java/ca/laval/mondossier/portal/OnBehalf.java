package ca.laval.mondossier.portal;

import ca.laval.mondossier.catalogue.ContactText;
import ca.laval.mondossier.catalogue.Language;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sends what an agent filled in for somebody: into that person's account when they give an address, in the language they may have. */
@Component
public class OnBehalf {
    private final Applications applications;
    private final Drafts drafts;
    private final Attestations attestations;
    private final ResidentSignIn accounts;

    OnBehalf(Applications applications, Drafts drafts, Attestations attestations, ResidentSignIn accounts) {
        this.applications = applications;
        this.drafts = drafts;
        this.attestations = attestations;
        this.accounts = accounts;
    }

    /**
     * What the agent says of the person.
     *
     * @param email     of their account; blank when they want none
     * @param letters   `fr`, or `en` when they declare an exception of the Charter of the French language
     * @param reason    the exception, with English letters
     * @param arrivedOn in Québec, for people newly arrived
     */
    public record Recipient(String email, String letters, String reason, String arrivedOn) {

        private boolean inEnglish() {
            return "en".equals(letters);
        }
    }

    /** What is wrong, as a word, and at which field. */
    public record Problem(String error, String field) {
    }

    public Optional<Problem> problem(Recipient recipient) {
        if (!recipient.email().isBlank() && address(recipient).isEmpty()) return Optional.of(new Problem("counter.error.email", "email"));
        if (!recipient.inEnglish()) return Optional.empty();
        var declared = attestations.read(recipient.reason(), recipient.arrivedOn());
        return declared.error() == null ? Optional.empty() : Optional.of(new Problem(declared.error(), declared.field()));
    }

    /** Makes the case file, once, like {@link Applications#send}; a declaration for English letters is recorded with it. */
    @Transactional
    public Optional<String> send(UUID id, Filer filer, Recipient recipient) {
        String email = address(recipient).orElse(null);
        Long resident = email == null ? null : accounts.accountOf(email);
        if (recipient.inEnglish() && drafts.lock(id, filer).filter(draft -> !draft.isSent()).isPresent()) {
            var declared = attestations.read(recipient.reason(), recipient.arrivedOn());
            attestations.record(declared.reason(), declared.arrivedOn(), resident);
        }
        return applications.send(id, filer, resident, email, recipient.inEnglish() ? Language.EN : Language.FR);
    }

    private static Optional<String> address(Recipient recipient) {
        return ContactText.email(recipient.email().strip()).map(email -> email.toLowerCase(Locale.ROOT));
    }
}
