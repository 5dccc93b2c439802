package io.tributary.cloud.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one statement of a policy. */
final class StatementReader {

  private static final Set<String> ELEMENTS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");

  private static final Pattern SID = Pattern.compile("[A-Za-z0-9]*");
  private static final Pattern VENDOR = Pattern.compile("[A-Za-z0-9-]+");
  private static final Pattern TRUST_ACTION =
      Pattern.compile(
          "sts:(\\*|AssumeRole\\*?|AssumeRoleWithSAML|AssumeRoleWithWebIdentity|TagSession|"
              + "SetSourceIdentity|SetContext)",
          Pattern.CASE_INSENSITIVE);

  private static final String IF_EXISTS = "IfExists";

  private final JsonNode node;
  private final String place;
  private final PolicyDocument.Kind kind;
  private final boolean variables;

  StatementReader(JsonNode node, String place, PolicyDocument.Kind kind, String version) {
    this.node = node;
    this.place = place;
    this.kind = kind;
    this.variables = version.equals(PolicyReader.NEWEST_VERSION);
    require(node.isObject(), "Syntax errors in policy: a statement must be a JSON object");
  }

  /** The statement's id; null when it has none. */
  String sid() {
    JsonNode sid = node.get("Sid");
    if (sid == null) {
      return null;
    }
    require(sid.isTextual(), "Syntax errors in policy: Sid must be a string");
    require(
        kind == PolicyDocument.Kind.RESOURCE || SID.matcher(sid.textValue()).matches(),
        "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular"
            + " expression [0-9A-Za-z]*: '%s'",
        sid.textValue());
    return sid.textValue();
  }

  Statement read() {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      require(ELEMENTS.contains(name), "Syntax errors in policy: unknown element '%s'", name);
    }
    boolean allows = allows();
    PrincipalElement principals = principals(allows);
    String sid = sid();
    return new Statement(
        sid == null || sid.isEmpty() ? place : "'" + sid + "'",
        node.toString(),
        allows,
        principals,
        node.has("NotAction"),
        actions(),
        node.has("NotResource"),
        resources(),
        conditions());
  }

  private boolean allows() {
    JsonNode effect = node.get("Effect");
    String text = effect == null || !effect.isTextual() ? "" : effect.textValue();
    require(
        text.equals("Allow") || text.equals("Deny"),
        "Syntax errors in policy: Effect must be Allow or Deny");
    return text.equals("Allow");
  }

  private PrincipalElement principals(boolean allows) {
    if (kind == PolicyDocument.Kind.IDENTITY) {
      require(
          !node.has("Principal") && !node.has("NotPrincipal"),
          "Policy document should not specify a principal.");
      return null;
    }
    boolean not = onlyOne("Principal", "NotPrincipal");
    if (not) {
      require(!allows, "Allow with NotPrincipal is not allowed.");
      require(
          kind == PolicyDocument.Kind.RESOURCE, "AssumeRole policy may not specify NotPrincipal.");
    }
    require(node.has(not ? "NotPrincipal" : "Principal"), "Missing required field Principal");
    return new PrincipalReader(node.get(not ? "NotPrincipal" : "Principal"), place).read(not);
  }

  private List<ValuePattern> actions() {
    boolean not = onlyOne("Action", "NotAction");
    String name = not ? "NotAction" : "Action";
    require(node.has(name), "Policy statement must contain actions.");
    List<String> written = texts(node.get(name), name);
    require(!written.isEmpty(), "Policy statement must contain actions.");
    return written.stream().map(action -> pattern(name, checkedAction(action))).toList();
  }

  private String checkedAction(String action) {
    if (action.equals("*") && kind != PolicyDocument.Kind.TRUST) {
      return action;
    }
    int colon = action.indexOf(':');
    require(
        colon > 0 && colon < action.length() - 1,
        "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.: '%s'",
        action);
    require(
        action.indexOf(':', colon + 1) < 0,
        "Actions/Condition can contain only one colon.: '%s'",
        action);
    String vendor = action.substring(0, colon);
    require(VENDOR.matcher(vendor).matches(), "Vendor %s is not valid", vendor);
    require(
        kind != PolicyDocument.Kind.TRUST || TRUST_ACTION.matcher(action).matches(),
        "AssumeRole policy may only specify STS AssumeRole actions.: '%s'",
        action);
    return action;
  }

  private List<ValuePattern> resources() {
    boolean not = onlyOne("Resource", "NotResource");
    String name = not ? "NotResource" : "Resource";
    if (kind == PolicyDocument.Kind.TRUST) {
      require(!node.has(name), "Has prohibited field Resource");
      return List.of();
    }
    require(node.has(name), "Policy statement must contain resources.");
    List<String> written = texts(node.get(name), name);
    require(!written.isEmpty(), "Policy statement must contain resources.");
    return written.stream().map(resource -> pattern(name, checkedResource(resource))).toList();
  }

  private String checkedResource(String resource) {
    if (resource.equals("*")) {
      return resource;
    }
    String[] segments = resource.split(":", 4);
    require(
        segments.length > 1 && segments[0].equals("arn"),
        "Resource %s must be in ARN format or \"*\".",
        resource);
    require(
        segments.length < 3 || !PolicyElements.isWild(segments[2]),
        "Resource %s must name its service: no wildcard may stand for it.",
        resource);
    return resource;
  }

  private ValuePattern pattern(String element, String written) {
    boolean action = element.endsWith("Action");
    try {
      return ValuePattern.of(
          written,
          action ? ValuePattern.Syntax.ACTION : ValuePattern.Syntax.RESOURCE,
          variables && !action);
    } catch (IllegalArgumentException malformed) {
      throw malformed(element, malformed);
    }
  }

  private List<Condition> conditions() {
    JsonNode block = node.get("Condition");
    List<Condition> conditions = new ArrayList<>();
    if (block == null) {
      return List.of();
    }
    require(block.isObject(), "Syntax errors in policy: Condition must be a JSON object");
    for (Map.Entry<String, JsonNode> operator : PolicyReader.fields(block)) {
      require(
          operator.getValue().isObject(),
          "Syntax errors in policy: Condition.%s must be a JSON object",
          operator.getKey());
      for (Map.Entry<String, JsonNode> key : PolicyReader.fields(operator.getValue())) {
        conditions.add(condition(operator.getKey(), key.getKey(), key.getValue()));
      }
    }
    return List.copyOf(conditions);
  }

  /**
   * Reads one key of a condition block.
   *
   * @param written the operator with its prefix and suffix, for example {@code
   *     ForAllValues:StringLikeIfExists}
   */
  private Condition condition(String written, String key, JsonNode values) {
    String bare = written.substring(written.indexOf(':') + 1);
    boolean ifExists = bare.endsWith(IF_EXISTS) && !bare.equals("Null" + IF_EXISTS);
    ConditionOperator operator =
        ConditionOperator.named(
            ifExists ? bare.substring(0, bare.length() - IF_EXISTS.length()) : bare);
    Condition.Quantifier quantifier = quantifier(written);
    if (operator == null || quantifier == null) {
      throw unknownOperator(written);
    }
    require(
        ContextKey.wellFormed(key),
        "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.: '%s'",
        key);
    String element = "Condition." + written + "." + key;
    List<String> texts = texts(values, element);
    require(!texts.isEmpty(), "Syntax errors in policy: %s has no value", element);
    List<ValueTest> tests = texts.stream().map(text -> test(operator, element, text)).toList();
    return new Condition(written, operator, quantifier, ifExists, ContextKey.of(key), texts, tests);
  }

  /** The prefix of an operator; null when it is none that AWS knows. */
  private static Condition.Quantifier quantifier(String written) {
    int colon = written.indexOf(':');
    return switch (colon < 0 ? "" : written.substring(0, colon)) {
      case "" -> colon < 0 ? Condition.Quantifier.NONE : null;
      case "ForAllValues" -> Condition.Quantifier.FOR_ALL_VALUES;
      case "ForAnyValue" -> Condition.Quantifier.FOR_ANY_VALUE;
      default -> null;
    };
  }

  private MalformedPolicyException unknownOperator(String written) {
    return new MalformedPolicyException(
        "Syntax errors in policy: unknown condition operator '%s'; the operators are %s, with the"
                .formatted(written, String.join(", ", ConditionOperator.names()))
            + " suffix IfExists and the prefixes ForAllValues: and ForAnyValue: (at "
            + place
            + ")");
  }

  private ValueTest test(ConditionOperator operator, String element, String text) {
    try {
      return operator.compile(text, variables);
    } catch (IllegalArgumentException malformed) {
      throw malformed(element, malformed);
    }
  }

  private List<String> texts(JsonNode values, String element) {
    List<String> texts = new ArrayList<>();
    boolean scalars = element.startsWith("Condition");
    for (JsonNode value : PolicyElements.of(values)) {
      if (!value.isTextual() && !(scalars && (value.isBoolean() || value.isNumber()))) {
        throw notText(element, value);
      }
      texts.add(value.asText());
    }
    return List.copyOf(texts);
  }

  /** Whether the negative one of two elements that exclude each other is there. */
  private boolean onlyOne(String positive, String negative) {
    require(
        !node.has(positive) || !node.has(negative),
        "Syntax errors in policy: %s and %s exclude each other",
        positive,
        negative);
    return node.has(negative);
  }

  private MalformedPolicyException notText(String element, JsonNode value) {
    String type = value.getNodeType().name().toLowerCase(Locale.ROOT);
    return new MalformedPolicyException(
        "Syntax errors in policy: %s must be a string or an array of strings, not %s (at %s)"
            .formatted(element, type, place));
  }

  private MalformedPolicyException malformed(String element, IllegalArgumentException why) {
    return new MalformedPolicyException(
        "Syntax errors in policy: " + element + ": " + why.getMessage() + " (at " + place + ")");
  }

  private void require(boolean holds, String problem, Object... details) {
    if (!holds) {
      throw new MalformedPolicyException(problem.formatted(details) + " (at " + place + ")");
    }
  }
}
