package io.tributary.cloud.iam.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Draws principal elements of every kind, which name the caller more often than not. */
final class PrincipalGenerator {

  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> STRANGERS =
      List.of(
          "arn:aws:iam::111122223333:user/joe",
          "arn:aws:iam::111122223333:role/joe-pipe",
          "arn:aws:iam::111122223333:role/jane-pipe",
          "arn:aws:iam::999988887777:role/jane-pipe",
          "arn:aws:sts::111122223333:assumed-role/jane-pipe/other",
          "arn:aws:iam::999988887777:user/jane",
          "arn:aws:iam::123456789012:root",
          "123456789012",
          "AIDAJOE12EXAMPLE12345");

  private final Chance chance;
  private final Requester requester;
  private final String id;

  PrincipalGenerator(Chance chance, JsonNode one) {
    this.chance = chance;
    this.requester = Requester.of(one);
    this.id = one.path("id").asText(null);
  }

  /**
   * Draws an element.
   *
   * @param not whether it is for NotPrincipal, where naming a caller takes its account too
   */
  JsonNode next(boolean not) {
    if (chance.percent(12)) {
      return JSON.getNodeFactory().textNode("*");
    }
    Set<String> aws = new LinkedHashSet<>();
    if (!requester.isService() && chance.percent(75)) {
      aws.addAll(not ? wholly() : List.of(chance.of(names())));
    }
    while (chance.percent(30)) {
      aws.add(chance.percent(15) ? "*" : chance.of(STRANGERS));
    }
    ObjectNode element = JSON.createObjectNode();
    put(element, "AWS", List.copyOf(aws));
    if (chance.percent(requester.isService() ? 80 : 15)) {
      String other = chance.of("sns.amazonaws.com", "lambda.amazonaws.com");
      put(element, "Service", List.of(serviceOr(other)));
    }
    if (chance.percent(6) || element.isEmpty()) {
      putForeign(element);
    }
    return element;
  }

  private String serviceOr(String other) {
    return requester.isService() && chance.percent(85) ? requester.name() : other;
  }

  private void putForeign(ObjectNode element) {
    if (chance.percent(50)) {
      element.put("Federated", chance.of("accounts.google.com", "cognito-identity.amazonaws.com"));
    } else {
      element.put(
          "CanonicalUser", "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be");
    }
  }

  /** The texts that name the caller, each by itself. */
  private List<String> names() {
    List<String> names = new ArrayList<>(List.of("*", requester.account(), root()));
    if (!requester.isRoot()) {
      names.addAll(List.of(requester.arn(), requester.principalArn(), requester.principalArn()));
    }
    if (id != null && requester.isEntity() && chance.percent(25)) {
      names.add(id);
    }
    return names;
  }

  /** What NotPrincipal must list, now and then with one missing. */
  private List<String> wholly() {
    Set<String> names = new LinkedHashSet<>(List.of(root(), requester.principalArn()));
    names.add(requester.arn());
    List<String> listed = new ArrayList<>(names);
    if (chance.percent(35)) {
      listed.remove(chance.upTo(listed.size() - 1));
    }
    return listed;
  }

  private String root() {
    return "arn:aws:iam::" + requester.account() + ":root";
  }

  private static void put(ObjectNode element, String type, List<String> values) {
    if (values.size() == 1) {
      element.put(type, values.get(0));
    } else if (!values.isEmpty()) {
      ArrayNode array = element.putArray(type);
      values.forEach(array::add);
    }
  }
}
