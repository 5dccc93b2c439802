package io.tributary.cloud.events;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.account.Quota;
import io.tributary.cloud.api.Page;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.RequestTags;
import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.pattern.EventPattern;
import io.tributary.cloud.pattern.InvalidPatternException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternRequest;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternResponse;

/**
 * What the API does to rules.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
 */
final class RuleOperations {

  private static final Pattern NAME = Pattern.compile("[\\.\\-_A-Za-z0-9]+");
  private static final int LONGEST_NAME = 64;

  private static final int LONGEST_PATTERN = 4_096;

  /** What an event to be tested must have, as AWS's API reference lists it. */
  private static final Set<String> EVENT_FIELDS =
      Set.of("id", "account", "source", "time", "region", "resources", "detail-type");

  private static final Set<String> PUT_FIELDS =
      Set.of("Name", "EventPattern", "State", "Description", "Tags", "EventBusName");

  private final Account account;
  private final Access access;
  private final Buses buses;

  RuleOperations(Account account, Access access, Buses buses) {
    this.account = account;
    this.access = access;
    this.buses = buses;
  }

  /** Makes or replaces a rule: what the request leaves out is reset, targets and tags stay. */
  PutRuleResponse put(Caller caller, PutRuleRequest request) {
    Limits.requireLength(Limits.required(request.name(), "name"), LONGEST_NAME, "name");
    Limits.requireMatch(request.name(), NAME, "name");
    String arn = buses.ruleArn(request.eventBusName(), request.name());
    Map<String, String> tags = Tags.read(request.tags());
    Map<String, List<String>> keys = new TreeMap<>(PatternKeys.of(request.eventPattern()));
    keys.putAll(RequestTags.keys(tags));
    access.requireOnRule(caller, "PutRule", arn, keys);
    access.requireTagging(caller, arn, tags);
    Limits.requireBuilt(request, "PutRule", PUT_FIELDS);
    Bus bus = buses.require(request.eventBusName());
    EventPattern pattern = pattern(request.eventPattern());
    Limits.requireDescription(request.description());
    Rule rule = bus.rules().get(request.name());
    if (rule == null) {
      rule = newRule(caller, bus, request.name(), arn, tags);
    }
    rule.define(pattern, request.description(), isEnabled(request));
    bus.put(rule);
    return PutRuleResponse.builder().ruleArn(arn).build();
  }

  private Rule newRule(Caller caller, Bus bus, String name, String arn, Map<String, String> tags) {
    int most = account.quota(Quota.RULES_PER_BUS);
    if (bus.rules().size() >= most) {
      throw EventsErrors.limitExceeded(
          "The requested resource exceeds the maximum number allowed: "
              + most
              + " rules on event bus "
              + bus.name()
              + ".");
    }
    Rule rule = new Rule(bus, name, arn, caller.principal().account(), account);
    rule.tags().putAll(tags);
    return rule;
  }

  private EventPattern pattern(String json) {
    if (json == null || json.isEmpty()) {
      throw EventsErrors.validation(
          "Parameter(s) EventPattern or ScheduleExpression must be specified.");
    }
    Limits.requireLength(json, LONGEST_PATTERN, "eventPattern");
    int most = account.quota(Quota.EVENT_PATTERN_LENGTH);
    if (json.length() > most) {
      throw EventsErrors.limitExceeded(
          "The event pattern has " + json.length() + " characters; the quota is " + most + ".");
    }
    return parse(json);
  }

  private static EventPattern parse(String json) {
    try {
      return EventPattern.parse(json);
    } catch (InvalidPatternException e) {
      throw EventsErrors.invalidPattern(e.getMessage());
    }
  }

  private static boolean isEnabled(PutRuleRequest request) {
    String state = request.stateAsString();
    if (state == null || state.equals(RuleState.ENABLED.toString())) {
      return true;
    }
    if (state.equals(RuleState.DISABLED.toString())) {
      return false;
    }
    throw EventsErrors.constraint(
        state,
        "state",
        "satisfy enum value set: [ENABLED, DISABLED] (the local cloud builds no other)");
  }

  DescribeRuleResponse describe(Caller caller, DescribeRuleRequest request) {
    Rule rule = authorised(caller, "DescribeRule", request.eventBusName(), request.name());
    return DescribeRuleResponse.builder()
        .name(rule.name())
        .arn(rule.arn())
        .eventPattern(rule.pattern().json())
        .state(state(rule))
        .description(rule.description())
        .eventBusName(rule.bus().name())
        .createdBy(rule.creator())
        .build();
  }

  private Rule authorised(Caller caller, String action, String bus, String name) {
    Limits.required(name, "name");
    access.requireOnRule(caller, action, buses.ruleArn(bus, name));
    return buses.requireRule(bus, name);
  }

  /**
   * Deleting a rule that does not exist is no error, on a bus that does not exist it is one. A rule
   * that has targets is not deleted.
   *
   * <p>See docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteRule.html
   */
  DeleteRuleResponse delete(Caller caller, DeleteRuleRequest request) {
    String name = Limits.required(request.name(), "name");
    access.requireOnRule(caller, "DeleteRule", buses.ruleArn(request.eventBusName(), name));
    Bus bus = buses.require(request.eventBusName());
    Rule rule = bus.rules().get(name);
    if (rule != null) {
      if (!rule.targets().isEmpty()) {
        throw EventsErrors.validation("Rule can't be deleted since it has targets.");
      }
      bus.remove(rule);
    }
    return DeleteRuleResponse.builder().build();
  }

  EnableRuleResponse enable(Caller caller, EnableRuleRequest request) {
    setEnabled(authorised(caller, "EnableRule", request.eventBusName(), request.name()), true);
    return EnableRuleResponse.builder().build();
  }

  DisableRuleResponse disable(Caller caller, DisableRuleRequest request) {
    setEnabled(authorised(caller, "DisableRule", request.eventBusName(), request.name()), false);
    return DisableRuleResponse.builder().build();
  }

  private static void setEnabled(Rule rule, boolean enabled) {
    rule.define(rule.pattern(), rule.description(), enabled);
    rule.bus().put(rule);
  }

  ListRulesResponse list(Caller caller, ListRulesRequest request) {
    Buses.requireNameOrArn(request.eventBusName(), "eventBusName");
    access.require(caller, "ListRules", Access.ANY);
    String prefix = request.namePrefix() == null ? "" : request.namePrefix();
    Page<Rule> page =
        page(
            request.eventBusName(),
            rule -> rule.name().startsWith(prefix),
            request.nextToken(),
            request.limit());
    return ListRulesResponse.builder()
        .rules(page.items().stream().map(RuleOperations::summary).toList())
        .nextToken(page.nextToken())
        .build();
  }

  ListRuleNamesByTargetResponse listByTarget(Caller caller, ListRuleNamesByTargetRequest request) {
    Buses.requireNameOrArn(request.eventBusName(), "eventBusName");
    access.require(caller, "ListRuleNamesByTarget", Access.ANY);
    String arn = Limits.required(request.targetArn(), "targetArn");
    Page<Rule> page =
        page(
            request.eventBusName(),
            rule -> rule.targets().values().stream().anyMatch(target -> target.arn().equals(arn)),
            request.nextToken(),
            request.limit());
    return ListRuleNamesByTargetResponse.builder()
        .ruleNames(page.items().stream().map(Rule::name).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private Page<Rule> page(String bus, Predicate<Rule> wanted, String token, Integer limit) {
    return Page.of(
        buses.require(bus).rules(),
        wanted,
        token,
        Limits.page(limit),
        EventsErrors::invalidNextToken);
  }

  private static software.amazon.awssdk.services.eventbridge.model.Rule summary(Rule rule) {
    return software.amazon.awssdk.services.eventbridge.model.Rule.builder()
        .name(rule.name())
        .arn(rule.arn())
        .eventPattern(rule.pattern().json())
        .state(state(rule))
        .description(rule.description())
        .eventBusName(rule.bus().name())
        .build();
  }

  private static RuleState state(Rule rule) {
    return rule.enabled() ? RuleState.ENABLED : RuleState.DISABLED;
  }

  TestEventPatternResponse test(Caller caller, TestEventPatternRequest request) {
    access.require(caller, "TestEventPattern", Access.ANY);
    EventPattern pattern = parse(Limits.required(request.eventPattern(), "eventPattern"));
    JsonText event =
        JsonText.parse(Limits.required(request.event(), "event"))
            .filter(json -> EVENT_FIELDS.stream().allMatch(name -> json.field(name).isPresent()))
            .orElseThrow(RuleOperations::malformedEvent);
    return TestEventPatternResponse.builder().result(pattern.matches(event)).build();
  }

  private static RuntimeException malformedEvent() {
    return EventsErrors.validation(
        "Parameter Event is not valid. Reason: it must be a JSON object with id, account, source,"
            + " time, region, resources and detail-type.");
  }
}
