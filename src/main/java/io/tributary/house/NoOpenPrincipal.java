package io.tributary.house;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.house.PolicyText.Grant;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Grants to anyone say whose. */
final class NoOpenPrincipal extends Check {

  /** The condition keys that tell whose a request is. */
  private static final Set<String> NARROWING =
      new TreeSet<>(
          Set.of(
              "aws:principalaccount",
              "aws:principalarn",
              "aws:principalorgid",
              "aws:sourceaccount",
              "aws:sourcearn",
              "aws:sourceowner"));

  NoOpenPrincipal() {
    super(
        new Rule(
            "no-open-principal",
            "A resource whose policy allows the principal * is open to every AWS account, unless a"
                + " condition says whose request it has to be.",
            "Name the service or the role, or add a condition on one of " + NARROWING + ".",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    return PolicyText.grants(estate)
        .filter(grant -> anyone(grant) && !narrowed(grant))
        .map(
            grant ->
                finding(
                    grant.resource(),
                    "statement " + grant.label() + " allows anyone",
                    "named principals, or a condition on whose request it is"));
  }

  private static boolean anyone(Grant grant) {
    JsonNode principal = grant.element("Principal");
    JsonNode named = principal.isObject() ? principal.path("AWS") : principal;
    return PolicyText.nodes(named).anyMatch(value -> value.asText().equals("*"));
  }

  private static boolean narrowed(Grant grant) {
    for (JsonNode keys : grant.element("Condition")) {
      for (var key : keys.properties()) {
        if (NARROWING.contains(key.getKey().toLowerCase(Locale.ROOT))) {
          return true;
        }
      }
    }
    return false;
  }
}
