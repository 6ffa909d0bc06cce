// Reads PDFs with PDFBox, all in one process: file names on standard input; for each, its text on standard output, as
// one line of base64 of UTF-8. A file that cannot be read gives an empty line, and says why on standard error.

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

public class Reader {
    public static void main(String[] arguments) throws IOException {
        BufferedReader names = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String name = names.readLine(); name != null; name = names.readLine()) {
            String text = "";
            try (PDDocument document = Loader.loadPDF(new File(name))) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setPageEnd("\f");
                text = stripper.getText(document);
            } catch (IOException error) {
                System.err.println(name + ": " + error);
            }
            System.out.println(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
