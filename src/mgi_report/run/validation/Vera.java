import java.io.File;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorBuilder;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Validates PDF files with veraPDF's library.
 *
 * <p>Arguments: flavours with commas between (ua1, 3a), then files. Prints one JSON object a line for
 * each file and flavour: {"file", "flavour", "compliant", "rules", "failed": [{"clause", "test",
 * "count", "message", "location"}]}, or {"file", "flavour", "error"} if the file could not be read.
 */
public final class Vera {
    private static final Map<String, String> OTHERS = Map.of(
            "ua1", "PDFUA-1",
            "ua2", "PDFUA-2-ISO32005",
            "wt1a", "WTPDF-1-0-Accessibility",
            "wt1r", "WTPDF-1-0-Reuse");
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] arguments) {
        LogManager.getLogManager().reset(); // the library's remarks would stand between the lines
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : Arrays.copyOfRange(arguments, 1, arguments.length)) {
            for (String flavour : arguments[0].split(",")) {
                String start = "{\"file\": " + json(file) + ", \"flavour\": " + json(flavour) + ", ";
                try {
                    OUT.println(start + validate(new File(file), flavour) + "}");
                } catch (Exception | LinkageError error) {
                    OUT.println(start + "\"error\": " + json(error.toString()) + "}");
                }
            }
        }
    }

    private static String validate(File file, String name) throws Exception {
        PDFAFlavour flavour = flavourOf(name);
        ValidationProfile profile = readProfile(flavour, name);
        PDFAValidator validator = ValidatorBuilder.defaultBuilder()
                .profile(profile)
                .showErrorMessages(true)
                .maxFails(-1) // every failure counts, not only the first hundred
                .maxNumberOfDisplayedFailedChecks(1) // one place for each rule is enough to start
                .logPassedChecks(false)
                .build();
        ValidationResult result;
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
            result = validator.validate(parser);
        }

        Map<RuleId, TestAssertion> examples = new HashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                examples.putIfAbsent(assertion.getRuleId(), assertion);
            }
        }
        Map<String, String> failed = new TreeMap<>();
        for (Map.Entry<RuleId, Integer> entry : result.getFailedChecks().entrySet()) {
            RuleId id = entry.getKey();
            TestAssertion example = examples.get(id);
            String message = profile.getRuleByRuleId(id).getDescription();
            String place = "";
            if (example != null) {
                // What is wrong in this place, which says more than the rule.
                String said = example.getErrorMessage();
                message = said == null || said.isBlank() ? message : said;
                place = example.getLocation().getContext();
            }
            failed.put(
                    id.getClause() + "-" + id.getTestNumber(),
                    "{\"clause\": " + json(id.getClause())
                            + ", \"test\": " + id.getTestNumber()
                            + ", \"count\": " + entry.getValue()
                            + ", \"message\": " + json(message)
                            + ", \"location\": " + json(place) + "}");
        }
        return "\"compliant\": " + result.isCompliant()
                + ", \"rules\": " + profile.getRules().size()
                + ", \"failed\": [" + String.join(", ", failed.values()) + "]";
    }

    /**
     * Finds a flavour by its whole name. PDFAFlavour.fromString takes the first whose name is a part
     * of what it is given: of "wt1a" it makes PDF/A-1a, in which THead and Em are no standard types.
     */
    private static PDFAFlavour flavourOf(String name) {
        for (PDFAFlavour flavour : PDFAFlavour.values()) {
            if (flavour.getId().equals(name)) {
                return flavour;
            }
        }
        throw new IllegalArgumentException("veraPDF knows no flavour " + name);
    }

    /**
     * Reads a profile of the jar with DOM. The library would do it with JAXB, whose implementation
     * the jar lacks.
     */
    private static ValidationProfile readProfile(PDFAFlavour flavour, String name) throws Exception {
        String standard = OTHERS.getOrDefault(name, "PDFA-" + name.toUpperCase());
        String resource = "org/verapdf/pdfa/validation/" + standard + ".xml";
        Document xml;
        try (InputStream stream = Vera.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalArgumentException("the jar has no " + resource);
            }
            xml = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(stream);
        }
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element rule : elements(xml.getElementsByTagName("rule"))) {
            rules.add(readRule(rule));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element variable : elements(xml.getElementsByTagName("variable"))) {
            variables.add(Profiles.variableFromValues(
                    variable.getAttribute("name"),
                    variable.getAttribute("object"),
                    text(variable, "defaultValue"),
                    text(variable, "value")));
        }
        // The details are for reports of its own; a fixed date keeps them out of play.
        var details = Profiles.profileDetailsFromValues(name, "", "", new Date(0));
        return Profiles.profileFromValues(flavour, details, "", rules, variables);
    }

    private static Rule readRule(Element rule) {
        Element number = (Element) rule.getElementsByTagName("id").item(0);
        RuleId id = Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.valueOf(number.getAttribute("specification")),
                number.getAttribute("clause"),
                Integer.parseInt(number.getAttribute("testNumber")));
        List<ErrorArgument> values = new ArrayList<>();
        for (Element argument : elements(rule.getElementsByTagName("argument"))) {
            values.add(ErrorArgumentImpl.fromValues(
                    argument.getTextContent(), argument.getAttribute("name"), null));
        }
        ErrorDetails error = Profiles.errorFromValues(text(rule, "message"), values);
        Boolean deferred =
                rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(
                id,
                rule.getAttribute("object"),
                deferred,
                rule.getAttribute("tags"),
                text(rule, "description"),
                text(rule, "test"),
                error,
                new ArrayList<>());
    }

    private static List<Element> elements(NodeList nodes) {
        List<Element> found = new ArrayList<>();
        for (int index = 0; index < nodes.getLength(); index++) {
            found.add((Element) nodes.item(index));
        }
        return found;
    }

    private static String text(Element parent, String tag) {
        NodeList found = parent.getElementsByTagName(tag);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    private static String json(String words) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char character : words.strip().replaceAll("\\s+", " ").toCharArray()) {
            if (character == '"' || character == '\\') {
                quoted.append('\\').append(character);
            } else if (character < ' ') {
                quoted.append(String.format("\\u%04x", (int) character));
            } else {
                quoted.append(character);
            }
        }
        return quoted.append('"').toString();
    }
}
