package ca.laval.mondossier.casefile;

import static ca.laval.mondossier.casefile.SampleDocuments.heic;
import static ca.laval.mondossier.casefile.SampleDocuments.join;
import static ca.laval.mondossier.casefile.SampleDocuments.jpeg;
import static ca.laval.mondossier.casefile.SampleDocuments.latin;
import static ca.laval.mondossier.casefile.SampleDocuments.pdf;
import static ca.laval.mondossier.casefile.SampleDocuments.png;
import static ca.laval.mondossier.casefile.SampleDocuments.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentCheckTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void ordinaryDocumentIsKept(String what, byte[] bytes, String type) {
        assertThat(DocumentCheck.mediaType(bytes)).isEqualTo(type);
    }

    static Stream<Arguments> ordinaryDocumentIsKept() {
        return Stream.of(
                arguments("a PDF", pdf(), "application/pdf"),
                arguments("a PDF with blanks after its end", join(pdf(), latin("\r\n\r\n\0\0")), "application/pdf"),
                arguments("a PDF that was saved twice", join(pdf(), latin("xref\n0 0\ntrailer\n<<>>\nstartxref\n9\n%%EOF")), "application/pdf"),
                arguments("a PNG", png(), "image/png"),
                arguments("a PNG with zeros after its end", join(png(), new byte[100]), "image/png"),
                arguments("a JPEG", jpeg(), "image/jpeg"),
                arguments("a JPEG with Exif and a thumbnail", withSegment(0xE1, join(latin("Exif\0\0II*\0"), jpeg())), "image/jpeg"),
                arguments("a JPEG with XMP", withSegment(0xE1, latin("http://ns.adobe.com/xap/1.0/\0<?xpacket?><x:xmpmeta><rdf:RDF/></x:xmpmeta>")), "image/jpeg"),
                arguments("a motion photo: a film after the picture", join(jpeg(), film(3_000_000)), "image/jpeg"),
                arguments("a photo with its light map, a second JPEG after the first", join(jpeg(), jpeg()), "image/jpeg"),
                arguments("a Samsung photo with its trailer", join(jpeg(), latin("\0\0\1\12Image_UTC_Data1700000000000SEFHSEFT")), "image/jpeg"),
                arguments("a JPEG cut short", Arrays.copyOf(jpeg(), jpeg().length - 40), "image/jpeg"),
                arguments("an iPhone's HEIC", heic(), "image/heic"),
                arguments("a Samsung's HEIC with a film in it", SampleDocuments.heicFromSamsung(), "image/heic"));
    }

    @ParameterizedTest(name = "{0} -> {2}")
    @MethodSource
    void anythingElseIsRefused(String what, byte[] bytes, String code) {
        var refused = catchThrowableOfType(DocumentRefused.class, () -> DocumentCheck.mediaType(bytes));

        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.code()).isEqualTo(code);
    }

    static Stream<Arguments> anythingElseIsRefused() {
        return Stream.of(
                arguments("nothing", new byte[0], "empty"),
                arguments("one byte more than 10 MB", join(jpeg(), new byte[10 * 1024 * 1024 + 1 - jpeg().length]), "size"),
                arguments("one byte", new byte[] {'%'}, "type"),
                arguments("text", latin("Facture : 64,99 $"), "type"),
                arguments("a web page", latin("<!DOCTYPE html><script>alert(1)</script>"), "type"),
                arguments("an SVG", latin("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"), "type"),
                arguments("a ZIP", zip(), "type"),
                arguments("a program", latin("MZ\220\0\3\0\0\0"), "type"),
                arguments("a GIF", latin("GIF89a\1\0\1\0\0\0\0;"), "type"),
                arguments("a film", film(100), "type"),
                arguments("an AVIF picture", join(SampleDocuments.box("ftyp", latin("avif\0\0\0\0mif1avif")), SampleDocuments.box("meta", new byte[60])), "type"),
                arguments("a PDF with something before it", join(latin("\n\n"), pdf()), "type"),
                arguments("a PDF without an end", latin("%PDF-1.7\n1 0 obj\n"), "type"),
                arguments("the first bytes of a JPEG and a page", join(latin("\377\330\377\340"), latin("<html><script>alert(1)</script>")), "type"),
                arguments("a PNG cut short", Arrays.copyOf(png(), png().length - 20), "type"),
                arguments("a PNG whose checksum is wrong", flip(png(), 20), "type"),
                arguments("a PNG of ten thousand million points", hugePng(), "type"),
                arguments("the first bytes of a HEIC", latin("\0\0\0\30ftypheic\0\0\0\0mif1heic"), "type"),
                arguments("a PNG that is a ZIP too", join(png(), zip()), "polyglot"),
                arguments("a JPEG that is a ZIP too", join(jpeg(), zip()), "polyglot"),
                arguments("a JPEG with a ZIP in a comment", withSegment(0xFE, zip()), "polyglot"),
                arguments("a PDF that is a ZIP too", join(pdf(), zip()), "polyglot"),
                arguments("a PDF with a ZIP before its end", join(pdf(), zip(), latin("\n%%EOF")), "polyglot"),
                arguments("a ZIP with a long comment after a JPEG", join(jpeg(), zip(), new byte[30_000]), "polyglot"),
                arguments("a HEIC that is a ZIP too", join(heic(), zip()), "polyglot"),
                arguments("a JPEG with a page in a comment", withSegment(0xFE, latin("--><HTML><ScRiPt>alert(1)</script>")), "polyglot"),
                arguments("a JPEG with PHP in a comment", withSegment(0xFE, latin("<?php system($_GET['c']); ?>")), "polyglot"),
                arguments("a JPEG that is a PDF too", withSegment(0xFE, pdf()), "polyglot"),
                arguments("a JPEG followed by a PDF", join(jpeg(), pdf()), "polyglot"),
                arguments("a PNG followed by a program", join(png(), latin("MZ\220\0\3")), "polyglot"),
                arguments("a PNG followed by blanks and an archive", join(png(), latin("\r\n\0\0"), latin("Rar!\32\7\1\0")), "polyglot"),
                arguments("a PNG followed by a page", join(png(), latin("<html onload=alert(1)>")), "polyglot"),
                arguments("a PDF with a page in its head", latin("%PDF-1.4\n<script>alert(1)</script>\n%%EOF"), "polyglot"));
    }

    @ParameterizedTest
    @MethodSource
    void fileNameIsSafe(String sent, String type, String kept) {
        assertThat(Documents.safeName(sent, type)).isEqualTo(kept);
    }

    static Stream<Arguments> fileNameIsSafe() {
        return Stream.of(
                arguments("facture.pdf", "application/pdf", "facture.pdf"),
                arguments("Facture d'achat – été.PDF", "application/pdf", "Facture d'achat – été.PDF"),
                arguments("../../etc/passwd", "application/pdf", "passwd.pdf"),
                arguments("C:\\Users\\x\\reçu.jpeg", "image/jpeg", "reçu.jpeg"),
                arguments("/etc/", "image/png", "document.png"),
                arguments("virus.exe", "application/pdf", "virus.exe.pdf"),
                arguments("photo\u202Egnp.exe", "image/png", "photognp.exe.png"),
                arguments("a\0b\7c\nd.png", "image/png", "abcd.png"),
                arguments("zero\u200Bwidth.heic", "image/heic", "zerowidth.heic"),
                arguments("<b>alert(1)<b>.png", "image/png", "_b_alert(1)_b_.png"),
                arguments("a\"b:c|d?e*.png", "image/png", "a_b_c_d_e_.png"),
                arguments("...", "application/pdf", "document.pdf"),
                arguments(".htaccess", "image/png", "htaccess.png"),
                arguments("  ", "image/heic", "document.heic"),
                arguments(null, "image/jpeg", "document.jpg"));
    }

    @ParameterizedTest
    @CsvSource({"a, 5000", "é, 199", "\uD83D\uDE00, 150"})
    void longNameKeepsItsEnd(String letter, int times) {
        String name = Documents.safeName(letter.repeat(times) + ".pdf", "application/pdf");

        assertThat(name).endsWith(".pdf").hasSizeLessThanOrEqualTo(200);
        assertThat(Character.isHighSurrogate(name.charAt(name.length() - 5))).isFalse();
    }

    private static byte[] withSegment(int marker, byte[] content) {
        var jpeg = jpeg();
        var length = ByteBuffer.allocate(2).putShort((short) (content.length + 2)).array();
        return join(Arrays.copyOf(jpeg, 2), new byte[] {(byte) 0xFF, (byte) marker}, length, content, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    private static byte[] film(int size) {
        var noise = new byte[size];
        new Random(7).nextBytes(noise);
        return join(SampleDocuments.box("ftyp", latin("mp42\0\0\0\0isommp42")), SampleDocuments.box("mdat", noise));
    }

    private static byte[] flip(byte[] bytes, int at) {
        bytes[at] ^= 1;
        return bytes;
    }

    private static byte[] hugePng() {
        var png = png();
        ByteBuffer.wrap(png).putInt(16, 100_000).putInt(20, 100_000);
        var crc = new java.util.zip.CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        return png;
    }
}
