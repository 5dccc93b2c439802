package io.tributary.cloud.iam.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cloud.iam.DecisionCase;
import java.util.List;

/** Draws requests and the policies around them, the same from the same seed. */
final class CaseGenerator {

  static final String OTHER_ACCOUNT = "999988887777";
  static final String USER_ID = "AIDAJANE1EXAMPLE12345";
  static final String ROLE_ID = "AROAPIPE1EXAMPLE12345";

  private static final JsonMapper JSON = new JsonMapper();
  private static final String TRUSTING_ROLE =
      "arn:aws:iam::" + DecisionCase.ACCOUNT + ":role/jane-target";

  /** Actions, and resources of the account that stands for ACCOUNT. */
  private static final List<List<String>> TARGETS =
      List.of(
          List.of("sqs:SendMessage", "arn:aws:sqs:eu-west-1:ACCOUNT:jane-q"),
          List.of("sqs:ReceiveMessage", "arn:aws:sqs:eu-west-1:ACCOUNT:jane-q-dlq"),
          List.of("sns:Publish", "arn:aws:sns:eu-west-1:ACCOUNT:jane-topic"),
          List.of("events:PutEvents", "arn:aws:events:eu-west-1:ACCOUNT:event-bus/jane-bus"),
          List.of("events:PutRule", "arn:aws:events:eu-west-1:ACCOUNT:rule/jane-bus/jane-rule"),
          List.of(
              "logs:PutLogEvents",
              "arn:aws:logs:eu-west-1:ACCOUNT:log-group:/jane/debug:log-stream:jane"),
          List.of("pipes:StartPipe", "arn:aws:pipes:eu-west-1:ACCOUNT:pipe/jane-pipe"),
          List.of("iam:PassRole", "arn:aws:iam::ACCOUNT:role/jane-pipe"));

  private static final List<String> ACTIONS_WITHOUT_RESOURCE =
      List.of("sqs:ListQueues", "sns:ListTopics", "events:ListEventBuses", "iam:ListRoles");

  private static final List<String> SERVICES =
      List.of("sns.amazonaws.com", "events.amazonaws.com", "pipes.amazonaws.com");

  private final Chance chance;

  CaseGenerator(long seed) {
    this.chance = new Chance(seed);
  }

  ObjectNode next() {
    ObjectNode one = JSON.createObjectNode();
    putRequester(one);
    putTarget(one);
    putContext(one);
    if (chance.percent(7)) {
      one.put("version", "2008-10-17");
    }
    StatementGenerator statements = new StatementGenerator(chance, one);
    if (chance.percent(30)) {
      putOnePolicy(one, statements);
      return one;
    }
    if (Requester.of(one).isEntity()) {
      putIdentityPolicies(one, statements);
    }
    putResourcePolicy(one, statements);
    return one;
  }

  /** One policy where all hangs on one condition or variable, which many policies would hide. */
  private void putOnePolicy(ObjectNode one, StatementGenerator statements) {
    boolean trust = one.path("kind").asText().equals("TRUST");
    if (Requester.of(one).isEntity() && !trust) {
      one.putArray("identity").add(statements.hangingOnOneThing(false, true));
    } else if (trust || !one.get("resource").asText().equals("*")) {
      one.set("resourcePolicy", statements.hangingOnOneThing(true, !trust));
    }
  }

  private void putRequester(ObjectNode one) {
    String account = chance.percent(20) ? OTHER_ACCOUNT : DecisionCase.ACCOUNT;
    one.put("principalAccount", account);
    switch (chance.upTo(9)) {
      case 0 -> one.put("principal", "root");
      case 1, 2, 3, 4 -> one.put("principal", "user jane").put("id", USER_ID);
      case 5, 6 -> {
        one.put("principal", "service " + chance.of(SERVICES));
        if (chance.percent(80)) {
          one.put("sourceArn", chance.of(KeyType.ARN.samples()));
        }
      }
      default -> {
        one.put("principal", "session jane-pipe/run").put("id", ROLE_ID);
        if (account.equals(DecisionCase.ACCOUNT) && chance.percent(20)) {
          one.put("path", "/team/");
        }
      }
    }
  }

  private void putTarget(ObjectNode one) {
    boolean ours = one.get("principalAccount").asText().equals(DecisionCase.ACCOUNT);
    if (chance.percent(12)) {
      one.put("kind", "TRUST").put("action", "sts:AssumeRole").put("resource", TRUSTING_ROLE);
    } else if (ours && chance.percent(5)) {
      one.put("action", chance.of(ACTIONS_WITHOUT_RESOURCE)).put("resource", "*");
    } else {
      List<String> target = chance.of(TARGETS);
      String account = ours && chance.percent(12) ? OTHER_ACCOUNT : DecisionCase.ACCOUNT;
      one.put("action", target.get(0)).put("resource", target.get(1).replace("ACCOUNT", account));
    }
  }

  private void putContext(ObjectNode one) {
    one.put("secureTransport", chance.percent(70));
    if (chance.percent(60)) {
      one.put("sourceIp", chance.of(KeyType.ADDRESS.samples()));
    }
    if (one.has("id") && chance.percent(60)) {
      one.putObject("tags").put("team", chance.of("jane", "red", "*"));
    }
    ObjectNode context = one.putObject("context");
    if (one.get("resource").asText().equals("*")) {
      return;
    }
    for (KeyType type : KeyType.values()) {
      for (String key : type.told()) {
        if (chance.percent(50)) {
          putValues(context.putArray(key), type, Simulation.MULTIVALUED.contains(key));
        }
      }
    }
  }

  private void putValues(ArrayNode array, KeyType type, boolean several) {
    int count = several ? chance.upTo(3) : 1;
    for (int i = 0; i < count; i++) {
      array.add(chance.of(type.samples()));
    }
  }

  private void putIdentityPolicies(ObjectNode one, StatementGenerator statements) {
    ArrayNode policies = one.putArray("identity");
    for (int count = chance.upTo(2); count > 0; count--) {
      policies.add(statements.some(2, this::identityStatement));
    }
    if (chance.percent(20)) {
      one.set("boundary", statements.some(2, this::identityStatement));
    }
  }

  private JsonNode identityStatement(StatementGenerator statements) {
    return statements.next(false, true);
  }

  private void putResourcePolicy(ObjectNode one, StatementGenerator statements) {
    boolean trust = one.path("kind").asText().equals("TRUST");
    boolean onAll = one.get("resource").asText().equals("*");
    if (trust || !onAll && chance.percent(65)) {
      one.set("resourcePolicy", statements.some(3, drawn -> drawn.next(true, !trust)));
    }
  }
}
