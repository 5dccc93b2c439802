package io.tributary.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cloud.account.Account;
import io.tributary.cloud.time.VirtualTime;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Decisions as AWS documents them. The cases are data: each names the request, the policies and the
 * cause that the decision must have; each file names the AWS page that it follows.
 */
class DecisionCasesTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String ACCOUNT = "111122223333";
  private static final List<String> FILES =
      List.of("accounts", "principals", "conditions", "elements", "variables", "trust");

  static Stream<Arguments> cases() throws IOException {
    List<Arguments> cases = new ArrayList<>();
    for (String file : FILES) {
      try (InputStream in = DecisionCasesTest.class.getResourceAsStream("/iam/" + file + ".json")) {
        JsonNode content = JSON.readTree(in);
        JsonNode defaults = content.get("defaults");
        content
            .get("cases")
            .forEach(
                one ->
                    cases.add(
                        Arguments.of(
                            file + ": " + one.get("name").asText(), merged(defaults, one))));
      }
    }
    return cases.stream();
  }

  private static JsonNode merged(JsonNode defaults, JsonNode one) {
    ObjectNode all = defaults.deepCopy();
    all.setAll((ObjectNode) one);
    return all;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void decide_asDocumented(String name, JsonNode one) {
    Iam iam =
        new Iam(
            new VirtualTime(Instant.parse("2025-01-15T12:00:00Z"), 1),
            new Account(ACCOUNT, "eu-west-1"));
    Principal principal = principal(iam, one);

    AccessRequest request =
        new AccessRequest(
            caller(principal, one),
            one.get("action").asText(),
            one.get("resource").asText(),
            context(one));
    Decision decision = iam.decide(request, resourcePolicy(one));

    assertThat(decision.cause()).isEqualTo(Decision.Cause.valueOf(one.get("expect").asText()));
    assertThat(decision.allowed()).isEqualTo(decision.cause() == Decision.Cause.ALLOWED);
  }

  private static Caller caller(Principal principal, JsonNode one) {
    return new Caller(
        principal,
        one.path("secureTransport").asBoolean(true),
        one.path("sourceIp").isTextual() ? one.get("sourceIp").asText() : null);
  }

  /** Reads "user NAME", "session ROLE/NAME", "service NAME" (with sourceArn), "root". */
  private static Principal principal(Iam iam, JsonNode one) {
    String[] words = one.get("principal").asText().split(" ");
    String account = one.path("principalAccount").asText(ACCOUNT);
    return switch (words[0]) {
      case "root" -> new Principal.Root("aws", account);
      case "service" ->
          new Principal.Service(words[1], one.path("sourceArn").asText(null), account);
      case "user" -> {
        if (account.equals(ACCOUNT)) {
          attach(iam, iam.identities().addUser(words[1]), one);
        }
        yield new Principal.User("aws", account, words[1]);
      }
      case "session" -> {
        String[] names = words[1].split("/");
        if (account.equals(ACCOUNT)) {
          PolicyDocument trust = PolicyDocument.parse(TRUST_NOBODY, PolicyDocument.Kind.TRUST);
          attach(iam, iam.identities().addRole(one.path("path").asText("/"), names[0], trust), one);
        }
        yield new Principal.RoleSession("aws", account, names[0], names[1]);
      }
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private static final String TRUST_NOBODY =
      """
      {"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"sts:AssumeRole"}}
      """;

  private static void attach(Iam iam, IamEntity entity, JsonNode one) {
    int count = 0;
    for (JsonNode statement : one.path("identity")) {
      entity.inline().put("p" + count++, document(one, statement, PolicyDocument.Kind.IDENTITY));
    }
    entity.policiesChanged();
    one.path("tags")
        .properties()
        .forEach(tag -> entity.tags().put(tag.getKey(), tag.getValue().asText()));
    if (one.has("boundary")) {
      PolicyDocument document = document(one, one.get("boundary"), PolicyDocument.Kind.IDENTITY);
      entity.bound(iam.identities().addPolicy("/", "limit", null, document));
    }
  }

  private static PolicyDocument document(
      JsonNode one, JsonNode statements, PolicyDocument.Kind kind) {
    ObjectNode document = JSON.createObjectNode();
    document.put("Version", one.path("version").asText("2012-10-17"));
    document.set("Statement", statements);
    return PolicyDocument.parse(document.toString(), kind);
  }

  private static AttachedPolicy resourcePolicy(JsonNode one) {
    if (!one.has("resourcePolicy")) {
      return null;
    }
    PolicyDocument.Kind kind = PolicyDocument.Kind.valueOf(one.path("kind").asText("RESOURCE"));
    return new AttachedPolicy("the policy", document(one, one.get("resourcePolicy"), kind));
  }

  private static Map<String, List<String>> context(JsonNode one) {
    Map<String, List<String>> context = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> key : one.path("context").properties()) {
      List<String> values = new ArrayList<>();
      key.getValue().forEach(value -> values.add(value.asText()));
      context.put(key.getKey(), values);
    }
    return context;
  }
}
