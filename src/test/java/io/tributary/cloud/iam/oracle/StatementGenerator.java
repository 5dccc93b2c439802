package io.tributary.cloud.iam.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cloud.iam.DecisionCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/** Draws statements around one request: most of their elements cover it, or nearly so. */
final class StatementGenerator {

  private static final JsonMapper JSON = new JsonMapper();

  private final Chance chance;
  private final JsonNode one;
  private final TextGenerator texts;
  private final ConditionGenerator conditions;
  private final PrincipalGenerator principals;

  StatementGenerator(Chance chance, JsonNode one) {
    this.chance = chance;
    this.one = one;
    JsonNode context = Simulation.context(one);
    this.texts = new TextGenerator(chance, context);
    this.conditions = new ConditionGenerator(chance, context, texts, resource().equals("*"));
    this.principals = new PrincipalGenerator(chance, one);
  }

  /** One to several statements. */
  ArrayNode some(int most, Function<StatementGenerator, JsonNode> drawn) {
    ArrayNode statements = JSON.createArrayNode();
    for (int count = 1 + chance.upTo(most - 1); count > 0; count--) {
      statements.add(drawn.apply(this));
    }
    return statements;
  }

  /** Draws a statement with or without a principal and a resource element. */
  JsonNode next(boolean withPrincipal, boolean withResource) {
    ObjectNode statement = JSON.createObjectNode();
    boolean deny = chance.percent(15);
    statement.put("Effect", deny ? "Deny" : "Allow");
    if (withPrincipal) {
      boolean not = deny && withResource && chance.percent(35);
      statement.set(not ? "NotPrincipal" : "Principal", principals.next(not));
    }
    boolean notAction = chance.percent(7);
    put(statement, notAction ? "NotAction" : "Action", withResource ? this::action : this::trust);
    if (withResource) {
      boolean notResource = chance.percent(7);
      put(statement, notResource ? "NotResource" : "Resource", this::resourcePattern);
    }
    if (chance.percent(deny ? 75 : 45)) {
      conditions.fill(statement.putObject("Condition"));
    }
    return statement;
  }

  /** Statements that allow or deny the request by one condition, or one variable in a resource. */
  ArrayNode hangingOnOneThing(boolean withPrincipal, boolean withResource) {
    ArrayNode statements = JSON.createArrayNode();
    boolean deny = chance.percent(30);
    if (deny) {
      statements.add(plain("Allow", withPrincipal, withResource));
    }
    ObjectNode last = plain(deny ? "Deny" : "Allow", withPrincipal, withResource);
    if (withResource && !resource().equals("*") && chance.percent(15)) {
      last.put("Resource", resourceWithVariable());
    } else {
      conditions.fillWithOne(last.putObject("Condition"));
    }
    return statements.add(last);
  }

  private ObjectNode plain(String effect, boolean withPrincipal, boolean withResource) {
    ObjectNode statement = JSON.createObjectNode();
    statement.put("Effect", effect).put("Action", one.get("action").asText());
    if (withPrincipal) {
      statement.put("Principal", "*");
    }
    return withResource ? statement.put("Resource", "*") : statement;
  }

  private void put(ObjectNode statement, String element, Supplier<String> drawn) {
    List<String> values = new ArrayList<>(List.of(drawn.get()));
    while (chance.percent(25)) {
      values.add(drawn.get());
    }
    if (values.size() == 1 && chance.percent(50)) {
      statement.put(element, values.get(0));
    } else {
      values.forEach(statement.putArray(element)::add);
    }
  }

  private String trust() {
    return chance.of("sts:AssumeRole", "sts:assumerole", "sts:*", "sts:TagSession");
  }

  private String action() {
    String action = one.get("action").asText();
    String vendor = action.substring(0, action.indexOf(':') + 1);
    return switch (chance.upTo(11)) {
      case 0 -> "*";
      case 1 -> vendor + "*";
      case 2 -> action.toLowerCase(Locale.ROOT);
      case 3 -> action.toUpperCase(Locale.ROOT);
      case 4 -> texts.withWildcard(action);
      case 5 -> action.substring(0, action.length() - 1) + "?";
      case 6 -> vendor + "*" + action.substring(action.length() - 5);
      case 7 -> chance.of("sqs:PurgeQueue", vendor + "Get*", vendor + "?", "s3:*");
      default -> action;
    };
  }

  private String resource() {
    return one.get("resource").asText();
  }

  private String resourcePattern() {
    String resource = resource();
    if (resource.equals("*")) {
      return chance.percent(85) ? "*" : "arn:aws:sqs:eu-west-1:111122223333:*";
    }
    return switch (chance.upTo(24)) {
      case 0, 1, 12, 13 -> "*";
      case 2, 3, 14, 15 -> withStarredName(resource);
      case 4 -> resource.replace(":" + DecisionCase.REGION + ":", ":*:");
      case 5 -> resource.replaceFirst("\\d{12}", "*");
      case 6 -> resource.replace("jane", "joe");
      case 7 -> resource.replaceFirst(DecisionCase.ACCOUNT, CaseGenerator.OTHER_ACCOUNT);
      case 8, 16, 17 -> resourceWithVariable();
      case 9 -> resource.replace(DecisionCase.REGION, "eu-*");
      case 10 -> startOf(resource, 3 + chance.upTo(1)) + ":*";
      case 11 -> startOf(resource, 3) + ":*:" + resource.substring(resource.lastIndexOf(':') + 1);
      default -> resource;
    };
  }

  /** A resource has to begin as an ARN, so no variable stands for all of it. */
  private String resourceWithVariable() {
    String pattern = texts.withVariable(resource());
    return pattern.startsWith("arn:") ? pattern : resource();
  }

  /** A star or question mark within the name, behind the resource's type. */
  private String withStarredName(String resource) {
    int name = Math.max(resource.lastIndexOf(':'), resource.lastIndexOf('/')) + 1;
    return resource.substring(0, name) + texts.withWildcard(resource.substring(name));
  }

  private static String startOf(String arn, int segments) {
    int end = -1;
    for (int i = 0; i < segments; i++) {
      end = arn.indexOf(':', end + 1);
    }
    return arn.substring(0, end);
  }
}
