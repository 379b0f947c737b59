package ca.laval.mondossier.official;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Map;
import java.util.TimeZone;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
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

/** Signs a PDF (PAdES, baseline B): the signature covers the whole file, so that no byte of it can change unnoticed. */
@Component
class DocumentSigner {
    private static final COSName CADES = COSName.getPDFName("ETSI.CAdES.detached");
    /** Room for the signature and its certificates, in bytes. */
    private static final int ROOM = 16_384;

    private final SigningKey key;

    DocumentSigner(SigningKey key) {
        this.key = key;
    }

    byte[] sign(byte[] pdf, String reason, Instant at) {
        try (PDDocument document = Loader.loadPDF(pdf); var options = new SignatureOptions()) {
            var signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(CADES);
            signature.setName("Ville de Laval");
            signature.setLocation("Laval");
            signature.setReason(reason);
            signature.setSignDate(calendar(at));
            options.setPreferredSignatureSize(ROOM);
            document.addSignature(signature, this::signature, options);
            document.getSignatureFields().forEach(field -> {
                field.setAlternateFieldName(reason);
                // Without an appearance of its own: hidden, it needs no place in the reading order.
                field.getWidgets().forEach(DocumentSigner::hide);
            });
            var signed = new ByteArrayOutputStream(pdf.length + 4 * ROOM);
            document.saveIncremental(signed);
            return signed.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void hide(PDAnnotationWidget widget) {
        widget.setHidden(true);
        widget.setPrinted(false);
    }

    private static Calendar calendar(Instant at) {
        var calendar = new GregorianCalendar(TimeZone.getTimeZone("America/Toronto"));
        calendar.setTime(Date.from(at));
        return calendar;
    }

    /** CAdES over the bytes outside the signature: the time stands in the PDF, not in here, as the standard asks. */
    private byte[] signature(InputStream content) throws IOException {
        try {
            X509Certificate certificate = key.chain().get(0);
            var signer = new JcaContentSignerBuilder(algorithm()).build(key.key());
            var generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                    .setSignedAttributeGenerator(new WithCertificate(certificate)).build(signer, certificate));
            generator.addCertificates(new JcaCertStore(key.chain()));
            return generator.generate(new CMSProcessableByteArray(content.readAllBytes()), false).getEncoded();
        } catch (GeneralSecurityException | CMSException | OperatorCreationException e) {
            throw new IOException("The document could not be signed", e);
        }
    }

    private String algorithm() {
        return key.key().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256with" + key.key().getAlgorithm();
    }

    /** Names the certificate that signs, so that no other can be put in its place; and no time. */
    private static class WithCertificate extends DefaultSignedAttributeTableGenerator {
        private final Attribute certificate;

        WithCertificate(X509Certificate certificate) throws GeneralSecurityException {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            this.certificate = new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                    new DERSet(new SigningCertificateV2(new ESSCertIDv2(hash))));
        }

        @Override
        @SuppressWarnings("rawtypes")
        public AttributeTable getAttributes(Map parameters) {
            return super.getAttributes(parameters).remove(CMSAttributes.signingTime).remove(CMSAttributes.cmsAlgorithmProtect).add(certificate.getAttrType(), certificate.getAttrValues().getObjectAt(0));
        }
    }
}
