package io.tributary.cloud.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the {@code Principal} or {@code NotPrincipal} of a statement. */
final class PrincipalReader {

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern ROOT = Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):root");
  private static final Pattern IDENTITY =
      Pattern.compile(
          "arn:aws[a-z-]*:(iam::\\d{12}:(user|role)|sts::\\d{12}:(assumed-role|federated-user))"
              + "/[^*?\\s]+");
  private static final Pattern UNIQUE_ID = Pattern.compile("A(ID|RO)A[A-Z0-9]{12,}");
  private static final Pattern SERVICE =
      Pattern.compile("[a-z0-9.-]+\\.(amazonaws|amazon)\\.com(\\.cn)?");

  private final JsonNode node;
  private final String place;
  private final List<PrincipalElement.Entry> entries = new ArrayList<>();

  PrincipalReader(JsonNode node, String place) {
    this.node = node;
    this.place = place;
  }

  PrincipalElement read(boolean not) {
    if (node.isTextual()) {
      if (!node.textValue().equals("*")) {
        throw invalid(node.textValue(), "a principal is \"*\" or an object such as {\"AWS\": ...}");
      }
      add(PrincipalElement.Kind.ANYONE, "*");
    } else if (node.isObject() && !node.isEmpty()) {
      PolicyReader.fields(node).forEach(this::readType);
    } else {
      throw invalid(node.toString(), "a principal is \"*\" or an object such as {\"AWS\": ...}");
    }
    return new PrincipalElement(not, List.copyOf(entries));
  }

  private void readType(Map.Entry<String, JsonNode> type) {
    List<JsonNode> values = PolicyElements.of(type.getValue());
    if (values.isEmpty()) {
      throw invalid(type.toString(), "the list is empty");
    }
    for (JsonNode value : values) {
      if (!value.isTextual()) {
        throw invalid(value.toString(), "a principal is a string");
      }
      read(type.getKey(), value.textValue());
    }
  }

  private void read(String type, String value) {
    switch (type) {
      case "AWS" -> readAws(value);
      case "Service" -> readService(value);
      case "Federated", "CanonicalUser" -> add(PrincipalElement.Kind.OUTSIDER, value);
      default -> throw invalid(type, "the types are AWS, Service, Federated and CanonicalUser");
    }
  }

  private void readAws(String value) {
    Matcher root = ROOT.matcher(value);
    if (value.equals("*")) {
      add(PrincipalElement.Kind.ANYONE, value);
    } else if (ACCOUNT.matcher(value).matches()) {
      add(PrincipalElement.Kind.ACCOUNT, value);
    } else if (root.matches()) {
      add(PrincipalElement.Kind.ACCOUNT, root.group(1));
    } else if (IDENTITY.matcher(value).matches()) {
      add(PrincipalElement.Kind.ARN, value);
    } else if (UNIQUE_ID.matcher(value).matches()) {
      add(PrincipalElement.Kind.UNIQUE_ID, value);
    } else {
      throw invalid(
          "\"AWS\":\"" + value + "\"",
          "give \"*\", an account id, or the whole ARN of an account, user, role or role session;"
              + " no wildcard may stand for a part of it");
    }
  }

  private void readService(String value) {
    if (!SERVICE.matcher(value).matches()) {
      throw invalid(
          "\"Service\":\"" + value + "\"",
          "give the name of a service such as sns.amazonaws.com; no wildcard may stand in it");
    }
    add(PrincipalElement.Kind.SERVICE, value);
  }

  private void add(PrincipalElement.Kind kind, String value) {
    entries.add(new PrincipalElement.Entry(kind, value));
  }

  private MalformedPolicyException invalid(String what, String why) {
    return new MalformedPolicyException(
        "Invalid principal in policy: " + what + " (at " + place + ": " + why + ")");
  }
}
