package io.tributary.cloud.iam.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A case as the rules of {@link Difference} look at it. */
record PolicyCase(JsonNode json, Requester requester, JsonNode context) {

  PolicyCase(JsonNode json) {
    this(json, Requester.of(json), Simulation.context(json));
  }

  boolean knowsVariables() {
    return !json.path("version").asText().equals("2008-10-17");
  }

  boolean isWithoutValue(String text) {
    return PolicyText.hasVariableWithoutValue(text, context);
  }

  String filledIn(String text) {
    return PolicyText.filledIn(text, context);
  }

  /** Whether NotPrincipal lists the caller's account and the caller, of a session both ARNs. */
  boolean lists(JsonNode element) {
    Set<String> listed = new HashSet<>();
    element.findValuesAsText("Service").forEach(listed::add);
    element.path("AWS").forEach(value -> listed.add(value.asText()));
    listed.add(element.path("AWS").asText());
    if (element.isTextual() || listed.contains("*")) {
      return true;
    }
    if (requester.isService()) {
      return listed.contains(requester.name());
    }
    String root = "arn:aws:iam::" + requester.account() + ":root";
    return (listed.contains(root) || listed.contains(requester.account()))
        && (requester.isRoot()
            || listed.containsAll(List.of(requester.arn(), requester.principalArn())));
  }
}
