package io.tributary.cloud.pipes;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.api.BuiltFields;
import io.tributary.cloud.logs.LogGroups;
import io.tributary.cloud.sqs.Queues;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.pipes.model.CreatePipeRequest;
import software.amazon.awssdk.services.pipes.model.Filter;
import software.amazon.awssdk.services.pipes.model.PipeLogConfigurationParameters;
import software.amazon.awssdk.services.pipes.model.PipeSourceParameters;
import software.amazon.awssdk.services.pipes.model.PipeSourceSqsQueueParameters;
import software.amazon.awssdk.services.pipes.model.PipeTargetEventBridgeEventBusParameters;
import software.amazon.awssdk.services.pipes.model.PipeTargetParameters;
import software.amazon.awssdk.services.pipes.model.UpdatePipeSourceParameters;

/**
 * Checks a pipe's definition against AWS's limits and against what the local cloud builds, and
 * collects every problem.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_CreatePipe.html
 */
final class PipeRules {

  static final Pattern NAME = Pattern.compile("[.\\-_A-Za-z0-9]{1,64}");

  private static final Pattern BUS_NAME = Pattern.compile("[\\w./-]{1,256}");
  private static final Pattern ROLE_PATH_AND_NAME = Pattern.compile("[\\w+=,.@/-]+");

  /** Events that one PutEvents takes; a pipe onto a bus may not batch more. */
  static final int MAX_BATCH = 10;

  private static final int MAX_WINDOW_SECONDS = 300;
  private static final int MAX_FILTERS = 5;
  private static final int MAX_PATTERN = 4_096;
  private static final int MAX_TEMPLATE = 8_192;

  private static final Set<String> SOURCE_PARAMETERS =
      Set.of("FilterCriteria", "SqsQueueParameters");
  private static final Set<String> TARGET_PARAMETERS =
      Set.of("InputTemplate", "EventBridgeEventBusParameters");
  private static final Set<String> BUS_PARAMETERS =
      Set.of("DetailType", "Source", "Resources", "Time");
  private static final Set<String> LOG_CONFIGURATION =
      Set.of("Level", "IncludeExecutionData", "CloudwatchLogsLogDestination");

  private final List<String> problems = new ArrayList<>();
  private final Account account;

  private PipeRules(Account account) {
    this.account = account;
  }

  /** Every problem of the definition, but for its tags; none when it is good. */
  static List<String> problems(CreatePipeRequest pipe, Account account) {
    PipeRules rules = new PipeRules(account);
    rules.checkName(pipe.name());
    rules.checkArns(pipe);
    rules.checkUnsupported(pipe);
    rules.checkSource(pipe.sourceParameters());
    rules.checkTarget(pipe.targetParameters());
    rules.checkLog(pipe.logConfiguration());
    rules.checkLength("description", pipe.description(), 0, 512);
    rules.checkKnown("desiredState", pipe.desiredStateAsString(), "RUNNING", "STOPPED");
    return rules.problems;
  }

  /** The problem of a name alone, as operations on a pipe that exists have it. */
  static List<String> problemsOfName(String name) {
    PipeRules rules = new PipeRules(null);
    rules.checkName(name);
    return rules.problems;
  }

  /** What an update's source parameters ask for that is not supported. */
  static List<String> unsupportedSource(UpdatePipeSourceParameters parameters) {
    PipeRules rules = new PipeRules(null);
    rules.checkSupported("sourceParameters", parameters, SOURCE_PARAMETERS);
    return rules.problems;
  }

  private void checkName(String name) {
    check(
        name != null && NAME.matcher(name).matches(),
        "name",
        name,
        "be 1 to 64 of the characters a-z, A-Z, 0-9, '.', '-' and '_'");
  }

  private void checkArns(CreatePipeRequest pipe) {
    check(
        Account.isArn(pipe.source(), account.arn("sqs", ""), Queues.NAME),
        "source",
        pipe.source(),
        "be the ARN of a standard SQS queue of this account and region; no other source is"
            + " supported");
    check(
        Account.isArn(pipe.target(), account.arn("events", "event-bus/"), BUS_NAME),
        "target",
        pipe.target(),
        "be the ARN of an event bus of this account and region; no other target is supported");
    check(
        Account.isArn(pipe.roleArn(), account.globalArn("iam", "role/"), ROLE_PATH_AND_NAME),
        "roleArn",
        pipe.roleArn(),
        "be the ARN of a role of this account");
  }

  private void checkUnsupported(CreatePipeRequest pipe) {
    boolean enriched = pipe.enrichment() != null && !pipe.enrichment().isEmpty();
    check(
        !enriched && pipe.enrichmentParameters() == null,
        "enrichment",
        pipe.enrichment(),
        "be absent: enrichment is not supported");
    check(
        pipe.kmsKeyIdentifier() == null || pipe.kmsKeyIdentifier().isEmpty(),
        "kmsKeyIdentifier",
        pipe.kmsKeyIdentifier(),
        "be absent: customer keys are not supported");
  }

  private void checkSource(PipeSourceParameters source) {
    if (source == null) {
      return;
    }
    checkSupported("sourceParameters", source, SOURCE_PARAMETERS);
    PipeSourceSqsQueueParameters queue = source.sqsQueueParameters();
    if (queue != null) {
      String path = "sourceParameters.sqsQueueParameters.";
      checkRange(path + "batchSize", queue.batchSize(), 1, MAX_BATCH);
      checkRange(
          path + "maximumBatchingWindowInSeconds",
          queue.maximumBatchingWindowInSeconds(),
          0,
          MAX_WINDOW_SECONDS);
    }
    if (source.filterCriteria() != null) {
      checkFilters(source.filterCriteria().filters());
    }
  }

  private void checkFilters(List<Filter> filters) {
    String path = "sourceParameters.filterCriteria.filters";
    check(filters.size() <= MAX_FILTERS, path, filters.size(), "have at most " + MAX_FILTERS);
    for (int i = 0; i < filters.size(); i++) {
      checkPattern(path + "." + (i + 1) + ".member.pattern", filters.get(i).pattern());
    }
  }

  private void checkPattern(String path, String pattern) {
    if (!checkLength(path, pattern == null ? "" : pattern, 1, MAX_PATTERN)) {
      return;
    }
    PipeDocuments.patternProblem(pattern)
        .ifPresent(
            why ->
                problems.add(
                    "Value '%s' at '%s': Event pattern is not valid. Reason: %s"
                        .formatted(pattern, path, why)));
  }

  private void checkTarget(PipeTargetParameters target) {
    if (target == null) {
      return;
    }
    checkSupported("targetParameters", target, TARGET_PARAMETERS);
    if (checkLength("targetParameters.inputTemplate", target.inputTemplate(), 0, MAX_TEMPLATE)) {
      checkTemplate(target.inputTemplate());
    }
    if (target.eventBridgeEventBusParameters() != null) {
      checkBus(target.eventBridgeEventBusParameters());
    }
  }

  private void checkTemplate(String template) {
    PipeDocuments.templateProblem(template == null ? "" : template)
        .ifPresent(why -> problems.add("Value at 'targetParameters.inputTemplate': " + why));
  }

  private void checkBus(PipeTargetEventBridgeEventBusParameters bus) {
    String path = "targetParameters.eventBridgeEventBusParameters";
    checkSupported(path, bus, BUS_PARAMETERS);
    checkTextOrPath(path + ".source", bus.source(), 256);
    check(
        bus.source() == null || !bus.source().startsWith("aws."),
        path + ".source",
        bus.source(),
        "not begin with aws.");
    checkTextOrPath(path + ".detailType", bus.detailType(), 128);
    checkResources(path + ".resources", bus.resources());
    if (checkLength(path + ".time", bus.time(), 1, 256)) {
      check(
          bus.time() == null || BusParameters.isPath(bus.time()),
          path + ".time",
          bus.time(),
          "be a JSON path such as $.body.time");
    }
  }

  /** A path that is not understood would become the text of every event. */
  private void checkTextOrPath(String path, String value, int max) {
    if (checkLength(path, value, 1, max)) {
      check(
          value == null || !value.startsWith("$") || BusParameters.isPath(value),
          path,
          value,
          "be a JSON path such as $.body.type, or a text that does not begin with $");
    }
  }

  private void checkResources(String path, List<String> resources) {
    check(resources.size() <= 10, path, resources.size(), "have at most 10");
    for (int i = 0; i < resources.size(); i++) {
      String resource = resources.get(i);
      check(
          BusParameters.isResource(resource),
          path + "." + (i + 1) + ".member",
          resource,
          "be an ARN or a JSON path such as $.body.id, of at most 1600 characters");
    }
  }

  private void checkLog(PipeLogConfigurationParameters log) {
    if (log == null) {
      return;
    }
    checkSupported("logConfiguration", log, LOG_CONFIGURATION);
    checkKnown("logConfiguration.level", log.levelAsString(), "OFF", "ERROR", "INFO", "TRACE");
    check(log.levelAsString() != null, "logConfiguration.level", null, "not be null");
    if (log.cloudwatchLogsLogDestination() != null) {
      String group = log.cloudwatchLogsLogDestination().logGroupArn();
      check(
          Account.isArn(group, account.arn("logs", "log-group:"), LogGroups.NAME_IN_ARN),
          "logConfiguration.cloudwatchLogsLogDestination.logGroupArn",
          group,
          "be the ARN of a log group of this account and region");
    }
    log.includeExecutionDataAsStrings()
        .forEach(data -> checkKnown("logConfiguration.includeExecutionData", data, "ALL"));
  }

  private void checkSupported(String path, SdkPojo parameters, Set<String> supported) {
    for (String unbuilt : BuiltFields.unbuilt(parameters, supported)) {
      problems.add(
          path
              + "."
              + unbuilt
              + " is not supported; supported are "
              + supported.stream().sorted().toList());
    }
  }

  private boolean checkLength(String path, String value, int min, int max) {
    int length = value == null ? min : value.codePointCount(0, value.length());
    return check(length >= min && length <= max, path, value, "have length " + min + " to " + max);
  }

  private void checkRange(String path, Integer value, int min, int max) {
    check(
        value == null || value >= min && value <= max,
        path,
        value,
        "be " + min + " to " + max + " for a pipe from SQS to an event bus");
  }

  private void checkKnown(String path, String value, String... known) {
    check(
        value == null || List.of(known).contains(value),
        path,
        value,
        "be one of " + List.of(known));
  }

  private boolean check(boolean holds, String path, Object value, String must) {
    if (!holds) {
      problems.add(ApiErrors.unmet(value, path, must));
    }
    return holds;
  }
}
