// Validates PDFs against PDF/UA-1 and PDF/A-2a with veraPDF, all files in one process, each read once.
// Reads file names from standard input; prints one line per file and profile:
// FILE <tab> PROFILE <tab> PASS, or FAIL and the rules that failed with a place each.

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Referee {
    private static final List<PDFAFlavour> FLAVOURS = List.of(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_2_A);

    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader names = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String name = names.readLine(); name != null; name = names.readLine()) {
            Map<PDFAFlavour, String> verdicts = verdicts(name);
            for (PDFAFlavour flavour : FLAVOURS) {
                System.out.println(name + "\t" + flavour.getId() + "\t" + verdicts.get(flavour));
                System.out.flush();
            }
        }
    }

    private static Map<PDFAFlavour, String> verdicts(String name) {
        Map<PDFAFlavour, String> verdicts = new HashMap<>();
        try (FileInputStream file = new FileInputStream(name);
                PDFAParser parser = Foundries.defaultInstance().createParser(file, FLAVOURS.get(0));
                PDFAValidator validator = Foundries.defaultInstance().createValidator(FLAVOURS)) {
            parser.setFlavours(FLAVOURS);
            for (ValidationResult result : validator.validateAll(parser)) {
                verdicts.put(result.getPDFAFlavour(), verdict(result));
            }
        } catch (Exception error) {
            for (PDFAFlavour flavour : FLAVOURS) {
                verdicts.put(flavour, "FAIL cannot be read: " + oneLine(error.toString()));
            }
        }
        return verdicts;
    }

    private static String verdict(ValidationResult result) {
        if (result.isCompliant()) {
            return "PASS";
        }
        Map<String, String> failed = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                failed.putIfAbsent(rule, assertion.getMessage() + " at " + assertion.getLocation().getContext());
            }
        }
        return "FAIL " + oneLine(failed.toString());
    }

    private static String oneLine(String said) {
        return said.replace('\n', ' ').replace('\t', ' ');
    }
}
