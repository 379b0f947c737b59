package ca.laval.mondossier.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactTextTest {

    @ParameterizedTest
    @CsvSource({"lea@Example.CA,lea@example.ca", "a.b+c@x.quebec,a.b+c@x.quebec", "o'neil@sub.laval.ca,o'neil@sub.laval.ca", "zoe@montréal.ca,zoe@xn--montral-fya.ca"})
    void acceptsAnAddress(String typed, String kept) {
        assertThat(ContactText.email(typed)).contains(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lea", "lea@", "@x.ca", "lea@x", "lea@@x.ca", "a..b@x.ca", ".a@x.ca", "lea@x..ca", "lea@-x.ca", "lea @x.ca", "lea@x.ca\nBcc: all@x.ca",
            "\"lea\"@x.ca", "lea@[127.0.0.1]", "lea@1.2.3.4", "<lea@x.ca>", "lea@x.ca,leo@x.ca", "léa@x.ca"})
    void refusesWhatIsNoAddress(String typed) {
        assertThat(ContactText.email(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"4509788000|450 978-8000", "(450) 978-8000|450 978-8000", "1-450-978-8000|450 978-8000", "+1 450.978.8000|450 978-8000",
            "450 978-8000 poste 12|450 978-8000 #12", "450 978-8000 #12|450 978-8000 #12", "+33 1 42 68 53 00|+33142685300"})
    void acceptsATelephoneNumber(String typed, String kept) {
        assertThat(ContactText.phone(typed)).contains(kept);
        assertThat(ContactText.phone(kept)).contains(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"311", "978-8000", "150 978-8000", "450 078-8000", "450978800", "45097880001", "call me", "+1 23", "+0000000000"})
    void refusesWhatIsNoTelephoneNumber(String typed) {
        assertThat(ContactText.phone(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"h7v3z4,H7V 3Z4", "H7V 3Z4,H7V 3Z4", "h7k-3n7,H7K 3N7"})
    void acceptsAPostalCode(String typed, String kept) {
        assertThat(ContactText.postalCode(typed)).contains(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"H7V", "H7V 3Z", "D7V 3Z4", "H7O 3Z4", "12345", "H7V 3Z4 5"})
    void refusesWhatIsNoPostalCode(String typed) {
        assertThat(ContactText.postalCode(typed)).isEmpty();
    }
}
