package ca.laval.mondossier.official;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;

/** The field that the signature goes into: made before signing, so that it can be what PDF/UA asks of a field. */
final class SignaturePlace {
    private static final String NAME = "signature";
    private static final COSName TABS = COSName.getPDFName("Tabs");

    private SignaturePlace() {
    }

    /** Shows nothing: what a person sees of the signature is their reader's own panel. */
    static void prepare(PDDocument document) throws IOException {
        var form = new PDAcroForm(document);
        form.setDefaultResources(new PDResources());
        document.getDocumentCatalog().setAcroForm(form);
        var field = new PDSignatureField(form);
        field.setPartialName(NAME);
        field.setAlternateFieldName("Signature de la Ville de Laval");
        form.setFields(List.of(field));

        PDPage page = document.getPage(0);
        var widget = field.getWidgets().get(0);
        widget.setRectangle(new PDRectangle());
        widget.setPage(page);
        widget.setHidden(true);
        var annotations = new ArrayList<>(page.getAnnotations());
        annotations.add(widget);
        page.setAnnotations(annotations);
        document.getPages().forEach(one -> one.getCOSObject().setItem(TABS, COSName.S));
    }

    static PDSignatureField of(PDDocument document) {
        return (PDSignatureField) document.getDocumentCatalog().getAcroForm().getField(NAME);
    }
}
