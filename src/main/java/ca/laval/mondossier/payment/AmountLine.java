package ca.laval.mondossier.payment;

/**
 * One line of what a case has to pay, in cents. Each tax is rounded by itself, never the sum (domain.md, section 3.2).
 *
 * @param word   key in the words of the case's service, e.g. `certificate.CERT_EVALUATION`
 * @param detail what tells two lines of one word apart, e.g. the property's address; never a person. May be empty
 */
public record AmountLine(String word, String detail, long feeCents, long gstCents, long qstCents) {
    public AmountLine {
        if (feeCents < 0 || gstCents < 0 || qstCents < 0) throw new IllegalArgumentException("A line cannot be negative: " + word);
    }

    public long totalCents() {
        return feeCents + gstCents + qstCents;
    }
}
