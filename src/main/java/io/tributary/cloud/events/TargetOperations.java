package io.tributary.cloud.events;

import io.tributary.cloud.api.Page;
import io.tributary.cloud.iam.Caller;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.RetryPolicy;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * What the API does to the targets of rules.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html
 */
final class TargetOperations {

  private static final Pattern ID = Pattern.compile("[.\\-_A-Za-z0-9]+");
  private static final int LONGEST_ID = 64;
  private static final int MOST_PER_CALL = 100;

  /** A hard limit; docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
  private static final int MOST_PER_RULE = 5;

  private static final int MOST_RETRIES = 185;
  private static final int SHORTEST_AGE_SECONDS = 60;
  private static final int LONGEST_AGE_SECONDS = 86_400;

  private static final Set<String> TARGET_FIELDS =
      Set.of(
          "Id", "Arn", "Input", "InputPath", "InputTransformer", "DeadLetterConfig", "RetryPolicy");

  private final Access access;
  private final Buses buses;
  private final Destinations destinations;

  TargetOperations(Access access, Buses buses, Destinations destinations) {
    this.access = access;
    this.buses = buses;
    this.destinations = destinations;
  }

  /** Adds targets, in place of those with the same ids; all of them or, on an error, none. */
  PutTargetsResponse put(Caller caller, PutTargetsRequest request) {
    Rule rule = authorised(caller, request);
    requireFew(request.targets(), "targets");
    Map<String, RuleTarget> targets = new LinkedHashMap<>(rule.targets());
    request.targets().forEach(target -> targets.put(target.id(), read(target)));
    if (targets.size() > MOST_PER_RULE) {
      throw EventsErrors.limitExceeded(
          "The requested resource exceeds the maximum number allowed: "
              + MOST_PER_RULE
              + " targets on rule "
              + rule.name()
              + ".");
    }
    rule.targets().putAll(targets);
    return PutTargetsResponse.builder().failedEntryCount(0).failedEntries(List.of()).build();
  }

  /** The targets' ARNs are a condition key; IAM's request holds those that are given. */
  private Rule authorised(Caller caller, PutTargetsRequest request) {
    String name = Limits.required(request.rule(), "rule");
    List<String> arns =
        request.targets().stream().map(Target::arn).filter(arn -> arn != null).distinct().toList();
    Map<String, List<String>> keys = arns.isEmpty() ? Map.of() : Map.of("events:TargetArn", arns);
    access.requireOnRule(caller, "PutTargets", buses.ruleArn(request.eventBusName(), name), keys);
    return buses.requireRule(request.eventBusName(), name);
  }

  private Rule authorised(Caller caller, String action, String bus, String rule) {
    Limits.required(rule, "rule");
    access.requireOnRule(caller, action, buses.ruleArn(bus, rule));
    return buses.requireRule(bus, rule);
  }

  private static void requireFew(List<?> items, String field) {
    if (items.isEmpty()) {
      throw EventsErrors.constraint(items, field, "have length greater than or equal to 1");
    }
    if (items.size() > MOST_PER_CALL) {
      throw EventsErrors.constraint(
          items, field, "have length less than or equal to " + MOST_PER_CALL);
    }
  }

  private RuleTarget read(Target target) {
    requireId(target.id());
    Limits.requireBuilt(target, "target " + target.id(), TARGET_FIELDS);
    Destination destination = destinations.at(target.arn(), target.id());
    if (destinations.isLogGroup(target.arn())) {
      requireWholeEvent(target);
    }
    RetryPolicy retry = target.retryPolicy();
    Integer retries = retry == null ? null : retry.maximumRetryAttempts();
    Integer age = retry == null ? null : retry.maximumEventAgeInSeconds();
    String field = "targets.member.retryPolicy.";
    Limits.requireRange(retries, 0, MOST_RETRIES, field + "maximumRetryAttempts");
    Limits.requireRange(
        age, SHORTEST_AGE_SECONDS, LONGEST_AGE_SECONDS, field + "maximumEventAgeInSeconds");
    return new RuleTarget(
        target,
        TargetInputs.of(target),
        destination,
        retries == null ? MOST_RETRIES : retries,
        Duration.ofSeconds(age == null ? LONGEST_AGE_SECONDS : age),
        deadLetterQueue(target));
  }

  private static void requireId(String id) {
    Limits.required(id, "targets.member.id");
    Limits.requireLength(id, LONGEST_ID, "targets.member.id");
    Limits.requireMatch(id, ID, "targets.member.id");
  }

  private static void requireWholeEvent(Target target) {
    if (target.input() != null || target.inputPath() != null || target.inputTransformer() != null) {
      throw EventsErrors.validation(
          "Target "
              + target.id()
              + " is a log group, which takes the whole event: AWS supports neither Input nor"
              + " InputPath for it, and the local cloud does not build its InputTransformer.");
    }
  }

  private String deadLetterQueue(Target target) {
    String arn = target.deadLetterConfig() == null ? null : target.deadLetterConfig().arn();
    if (arn != null && !destinations.isQueue(arn)) {
      throw EventsErrors.validation(
          "DeadLetterConfig of target "
              + target.id()
              + " must name a standard SQS queue of the same account and region, not "
              + arn
              + ".");
    }
    return arn;
  }

  /** Removes targets; an id that the rule does not have is reported, entry by entry. */
  RemoveTargetsResponse remove(Caller caller, RemoveTargetsRequest request) {
    Rule rule = authorised(caller, "RemoveTargets", request.eventBusName(), request.rule());
    requireFew(request.ids(), "ids");
    List<RemoveTargetsResultEntry> failed =
        request.ids().stream()
            .filter(id -> rule.targets().remove(id) == null)
            .map(TargetOperations::unknown)
            .toList();
    return RemoveTargetsResponse.builder()
        .failedEntryCount(failed.size())
        .failedEntries(failed)
        .build();
  }

  private static RemoveTargetsResultEntry unknown(String id) {
    return RemoveTargetsResultEntry.builder()
        .targetId(id)
        .errorCode("ResourceNotFoundException")
        .errorMessage("Target with id " + id + " does not exist on the rule.")
        .build();
  }

  ListTargetsByRuleResponse list(Caller caller, ListTargetsByRuleRequest request) {
    Rule rule = authorised(caller, "ListTargetsByRule", request.eventBusName(), request.rule());
    Page<RuleTarget> page =
        Page.of(
            new TreeMap<>(rule.targets()),
            target -> true,
            request.nextToken(),
            Limits.page(request.limit()),
            EventsErrors::invalidNextToken);
    return ListTargetsByRuleResponse.builder()
        .targets(page.items().stream().map(RuleTarget::definition).toList())
        .nextToken(page.nextToken())
        .build();
  }
}
