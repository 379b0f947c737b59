package ca.laval.mondossier.official;

import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A document on its way to somebody who may have it: kept as a file, byte for byte, and in no cache. */
public final class OfficialDownload {
    private OfficialDownload() {
    }

    /**
     * @param title what it is, in the reader's language
     */
    public static ResponseEntity<byte[]> of(OfficialDocument document, String title, byte[] content) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(title + " " + document.code() + ".pdf", StandardCharsets.UTF_8).build().toString())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .cacheControl(CacheControl.noStore())
                .body(content);
    }
}
