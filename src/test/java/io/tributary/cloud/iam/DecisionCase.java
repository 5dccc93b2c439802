package io.tributary.cloud.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cloud.account.Account;
import io.tributary.cloud.time.EventLoop;
import io.tributary.cloud.time.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A request and the policies that apply to it, as data.
 *
 * <p>{@code principal} is "root", "user NAME", "session ROLE/NAME" or "service NAME", of the
 * account {@code principalAccount}, else of ours; {@code id}, {@code path} and {@code tags} are the
 * user's or role's, {@code sourceArn} the service's. {@code identity} lists the statements of each
 * identity policy, {@code boundary} and {@code resourcePolicy} hold statements; all are of {@code
 * version}. The resource's policy is a trust policy where {@code kind} says so.
 */
public record DecisionCase(JsonNode json) {

  /** The account whose cloud decides. */
  public static final String ACCOUNT = "111122223333";

  public static final String REGION = "eu-west-1";

  /** When the request is made. */
  public static final Instant NOW = Instant.parse("2025-01-15T12:00:00Z");

  private static final JsonMapper JSON = new JsonMapper();
  private static final PolicyDocument TRUST_NOBODY =
      PolicyDocument.parse(
          "{\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}}",
          PolicyDocument.Kind.TRUST);

  /** The condition operators that are built, without prefix and suffix. */
  public static Set<String> operators() {
    return ConditionOperator.names();
  }

  public Decision decide() {
    EventLoop loop = new VirtualTime(NOW, 1);
    Iam iam = new Iam(loop, new Account(ACCOUNT, REGION));
    AccessRequest request =
        new AccessRequest(
            caller(principal(iam)),
            json.get("action").asText(),
            json.get("resource").asText(),
            context());
    return iam.decide(request, resourcePolicy());
  }

  private Caller caller(Principal principal) {
    return new Caller(
        principal,
        json.path("secureTransport").asBoolean(true),
        json.path("sourceIp").isTextual() ? json.get("sourceIp").asText() : null);
  }

  private Principal principal(Iam iam) {
    String[] words = json.get("principal").asText().split("[ /]");
    String account = json.path("principalAccount").asText(ACCOUNT);
    if (account.equals(ACCOUNT)) {
      addEntity(iam.identities(), words);
    }
    return switch (words[0]) {
      case "root" -> new Principal.Root("aws", account);
      case "service" ->
          new Principal.Service(words[1], json.path("sourceArn").asText(null), account);
      case "user" -> new Principal.User("aws", account, words[1]);
      case "session" -> new Principal.RoleSession("aws", account, words[1], words[2]);
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private void addEntity(Identities identities, String[] words) {
    if (words[0].equals("user")) {
      String arn = identities.userArn(words[1]);
      IamUser user = new IamUser(words[1], arn, json.path("id").asText(), NOW);
      identities.users().put(words[1], user);
      attach(identities, user);
    } else if (words[0].equals("session")) {
      String path = json.path("path").asText("/");
      String arn = identities.roleArn(path, words[1]);
      IamRole role = new IamRole(words[1], arn, json.path("id").asText(), path, NOW);
      role.trust(TRUST_NOBODY);
      identities.roles().put(words[1], role);
      attach(identities, role);
    }
  }

  private void attach(Identities identities, IamEntity entity) {
    int count = 0;
    for (JsonNode statements : json.path("identity")) {
      entity.inline().put("p" + count++, document(statements, PolicyDocument.Kind.IDENTITY));
    }
    entity.policiesChanged();
    json.path("tags")
        .properties()
        .forEach(tag -> entity.tags().put(tag.getKey(), tag.getValue().asText()));
    if (json.has("boundary")) {
      PolicyDocument document = document(json.get("boundary"), PolicyDocument.Kind.IDENTITY);
      entity.bound(identities.addPolicy("/", "limit", null, document));
    }
  }

  private PolicyDocument document(JsonNode statements, PolicyDocument.Kind kind) {
    ObjectNode document = JSON.createObjectNode();
    document.put("Version", json.path("version").asText("2012-10-17"));
    document.set("Statement", statements);
    return PolicyDocument.parse(document.toString(), kind);
  }

  private AttachedPolicy resourcePolicy() {
    if (!json.has("resourcePolicy")) {
      return null;
    }
    PolicyDocument.Kind kind = PolicyDocument.Kind.valueOf(json.path("kind").asText("RESOURCE"));
    return new AttachedPolicy("the policy", document(json.get("resourcePolicy"), kind));
  }

  private Map<String, List<String>> context() {
    Map<String, List<String>> context = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> key : json.path("context").properties()) {
      List<String> values = new ArrayList<>();
      key.getValue().forEach(value -> values.add(value.asText()));
      context.put(key.getKey(), values);
    }
    return context;
  }
}
