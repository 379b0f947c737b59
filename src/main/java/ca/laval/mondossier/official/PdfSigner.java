package ca.laval.mondossier.official;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.springframework.stereotype.Component;

/** Signs a PDF as PAdES baseline B (ETSI EN 319 142-1): over the whole file, with the certificate named under the signature. */
@Component
class PdfSigner {
    private static final COSName CADES = COSName.getPDFName("ETSI.CAdES.detached");
    /** Bytes kept free for the signature; its certificates take most of them. */
    private static final int ROOM = 16_384;

    private static final String REASON = "Code ";
    private static final Pattern CODE_IN_FILE = Pattern.compile("/Reason ?\\(" + REASON + "([0-9A-Z-]{14})\\)");

    private final SigningKey key;

    PdfSigner(SigningKey key) {
        this.key = key;
    }

    /** The code stands in the signature too: a changed copy still says which document it was made of. */
    byte[] sign(byte[] pdf, VerificationCode code, Instant at) {
        var signed = new ByteArrayOutputStream(pdf.length + 3 * ROOM);
        try (var document = Loader.loadPDF(pdf); var options = new SignatureOptions()) {
            var signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(CADES);
            signature.setName("Ville de Laval");
            signature.setLocation("Laval (Québec)");
            signature.setReason(REASON + code);
            signature.setSignDate(calendar(at));
            SignaturePlace.of(document).setValue(signature);
            options.setPreferredSignatureSize(ROOM);
            document.addSignature(signature, this::cms, options);
            document.saveIncremental(signed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return signed.toByteArray();
    }

    /** The code that a file claims to have; it is not opened for that. */
    static Optional<VerificationCode> codeIn(byte[] pdf) {
        var found = CODE_IN_FILE.matcher(new String(pdf, StandardCharsets.ISO_8859_1));
        return found.find() ? VerificationCode.parse(found.group(1)) : Optional.empty();
    }

    private byte[] cms(InputStream content) throws IOException {
        try {
            var digests = new JcaDigestCalculatorProviderBuilder().build();
            var signer = new JcaSignerInfoGeneratorBuilder(digests).setSignedAttributeGenerator(new PadesAttributes(key.certificates().get(0)))
                    .build(new JcaContentSignerBuilder(key.algorithm()).build(key.key()), key.certificates().get(0));
            var generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(signer);
            generator.addCertificates(new JcaCertStore(key.certificates()));
            return generator.generate(new CMSProcessableByteArray(content.readAllBytes()), false).getEncoded();
        } catch (GeneralSecurityException | OperatorCreationException | CMSException e) {
            throw new IOException("The document cannot be signed", e);
        }
    }

    private static Calendar calendar(Instant at) {
        var calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        calendar.setTime(Date.from(at));
        return calendar;
    }

    /** The signed attributes of PAdES: the certificate is named, and the time stands in the PDF instead. */
    private static final class PadesAttributes extends DefaultSignedAttributeTableGenerator {

        PadesAttributes(X509Certificate certificate) throws GeneralSecurityException {
            super(new AttributeTable(certificateNamed(certificate)));
        }

        private static Hashtable<ASN1ObjectIdentifier, Attribute> certificateNamed(X509Certificate certificate) throws GeneralSecurityException {
            var named = new SigningCertificateV2(new ESSCertIDv2(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())));
            var attributes = new Hashtable<ASN1ObjectIdentifier, Attribute>();
            attributes.put(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(named)));
            return attributes;
        }

        @Override
        @SuppressWarnings({"rawtypes", "unchecked"})
        protected Hashtable createStandardAttributeTable(Map parameters) {
            var attributes = super.createStandardAttributeTable(parameters);
            attributes.remove(CMSAttributes.signingTime);
            return attributes;
        }
    }
}
