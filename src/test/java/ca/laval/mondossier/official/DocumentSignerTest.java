package ca.laval.mondossier.official;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.SettingsProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PAdES, baseline B: who signed, over what, and that no byte can change. */
class DocumentSignerTest {
    private static final byte[] PDF = Samples.signed("certificate-request/taxStatement", "fr");

    @Test
    void theSignatureIsTheCitysAndCoversTheWholeFile() throws Exception {
        PDSignature signature = signature(PDF);
        assertThat(signature.getSubFilter()).isEqualTo("ETSI.CAdES.detached");
        assertThat(signature.getSignDate().toInstant()).isEqualTo(Samples.AT);
        int[] range = signature.getByteRange();
        assertThat(range[0]).isZero();
        assertThat(range[2] + range[3]).as("to the last byte").isEqualTo(PDF.length);
        assertThat(range[2] - range[1]).as("nothing but the signature itself is left out").isEqualTo(signature.getContents().length * 2 + 2);
        assertThat(isIntact(PDF)).isTrue();
    }

    @Test
    void itNamesItsCertificateAndLeavesTheTimeToThePdf() throws Exception {
        var attributes = cms(PDF).getSignerInfos().getSigners().iterator().next().getSignedAttributes();
        var named = SigningCertificateV2.getInstance(attributes.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2).getAttrValues().getObjectAt(0));
        assertThat(named.getCerts()[0].getCertHash()).isEqualTo(MessageDigest.getInstance("SHA-256").digest(Samples.KEY.chain().get(0).getEncoded()));
        assertThat(attributes.get(CMSAttributes.signingTime)).isNull();
    }

    @Test
    void oneChangedByteBreaksIt() throws Exception {
        int[] range = signature(PDF).getByteRange();
        // In the header, in what is printed, in the metadata, after the signature.
        for (int at : new int[] {10, range[1] / 2, range[1] - 10, range[2] + range[3] / 2}) {
            byte[] changed = PDF.clone();
            changed[at] ^= 1;
            assertThat(digestHolds(changed, range)).as("byte %d", at).isFalse();
        }
        assertThat(digestHolds(PDF, range)).isTrue();
    }

    @Test
    void theDemonstrationMakesItsKeyOnce(@TempDir Path data) {
        var first = new SigningKey("", "demonstration", true, data);
        assertThat(new SigningKey("", "demonstration", true, data).chain()).isEqualTo(first.chain());
    }

    @Test
    void withoutItsKeyOrWithAWrongPasswordTheCityDoesNotStart(@TempDir Path data) throws Exception {
        assertThatThrownBy(() -> new SigningKey("", "", false, data)).isInstanceOf(SettingsProblem.class).hasMessageContaining("MONDOSSIER_SIGNING_KEYSTORE");
        new SigningKey("", "demonstration", true, data);
        String made = data.resolve("signing.p12").toString();
        assertThat(new SigningKey(made, "demonstration", false, data).chain()).hasSize(1);
        assertThatThrownBy(() -> new SigningKey(made, "wrong", false, data)).isInstanceOf(SettingsProblem.class).hasMessageContaining("MONDOSSIER_SIGNING_PASSWORD");
        Path garbage = Files.writeString(data.resolve("garbage.p12"), "no key store");
        assertThatThrownBy(() -> new SigningKey(garbage.toString(), "x", false, data)).isInstanceOf(SettingsProblem.class);
        assertThatThrownBy(() -> new SigningKey(data.resolve("absent.p12").toString(), "x", false, data)).isInstanceOf(SettingsProblem.class);
    }

    private static PDSignature signature(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(document.getSignatureDictionaries()).hasSize(1);
            return document.getSignatureDictionaries().get(0);
        }
    }

    private static CMSSignedData cms(byte[] pdf) throws IOException, CMSException {
        PDSignature signature = signature(pdf);
        return new CMSSignedData(new CMSProcessableByteArray(covered(pdf, signature.getByteRange())), signature.getContents(pdf));
    }

    private static boolean isIntact(byte[] pdf) throws Exception {
        X509Certificate certificate = Samples.KEY.chain().get(0);
        return cms(pdf).getSignerInfos().getSigners().iterator().next().verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate));
    }

    /** What was signed is a digest of the bytes outside the signature. */
    private static boolean digestHolds(byte[] pdf, int[] range) throws Exception {
        var attributes = cms(PDF).getSignerInfos().getSigners().iterator().next().getSignedAttributes();
        byte[] signed = org.bouncycastle.asn1.ASN1OctetString.getInstance(attributes.get(CMSAttributes.messageDigest).getAttrValues().getObjectAt(0)).getOctets();
        return Arrays.equals(signed, MessageDigest.getInstance("SHA-256").digest(covered(pdf, range)));
    }

    private static byte[] covered(byte[] pdf, int[] range) {
        byte[] covered = Arrays.copyOf(Arrays.copyOfRange(pdf, range[0], range[0] + range[1]), range[1] + range[3]);
        System.arraycopy(pdf, range[2], covered, range[1], range[3]);
        return covered;
    }
}
