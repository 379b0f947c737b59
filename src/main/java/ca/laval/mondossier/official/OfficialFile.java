package ca.laval.mondossier.official;

import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** An issued PDF as an answer: saved as a file, which also works from Tasklist, where a page opened in a tab may show nothing. */
public final class OfficialFile {

    private OfficialFile() {
    }

    public static ResponseEntity<byte[]> of(OfficialDocument document, byte[] content) {
        return of(name(document), content);
    }

    /** A draft is no document: it has a name of its own. */
    public static ResponseEntity<byte[]> draft(String of, byte[] content) {
        return of(("projet-draft-" + of + ".pdf").toLowerCase(Locale.ROOT), content);
    }

    private static ResponseEntity<byte[]> of(String name, byte[] content) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("X-Content-Type-Options", "nosniff")
                .cacheControl(CacheControl.noStore())
                .body(content);
    }

    /** `laval-cer-2026-000042-1-k7qp-m3xd-94tw.pdf` */
    private static String name(OfficialDocument document) {
        return ("laval-" + document.caseNumber() + "-" + document.code() + ".pdf").toLowerCase(Locale.ROOT);
    }
}
