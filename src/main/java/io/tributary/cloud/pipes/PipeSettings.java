package io.tributary.cloud.pipes;

import io.tributary.cloud.account.Account;
import java.util.List;
import software.amazon.awssdk.services.pipes.model.CreatePipeRequest;
import software.amazon.awssdk.services.pipes.model.PipeSourceParameters;
import software.amazon.awssdk.services.pipes.model.PipeSourceSqsQueueParameters;
import software.amazon.awssdk.services.pipes.model.PipeTargetParameters;
import software.amazon.awssdk.services.pipes.model.RequestedPipeState;
import software.amazon.awssdk.services.pipes.model.UpdatePipeRequest;
import software.amazon.awssdk.services.pipes.model.UpdatePipeSourceParameters;

/**
 * A pipe's definition: as it was asked for, with AWS's defaults filled in, and compiled for
 * running.
 *
 * @param definition as {@code CreatePipe} would ask for it
 * @param template null when the records go on as they are
 * @param visibilitySeconds how long received messages stay hidden; null for the queue's own
 *     visibility timeout
 */
record PipeSettings(
    String arn,
    CreatePipeRequest definition,
    List<PipeFilter> filters,
    Template template,
    BusParameters busParameters,
    Integer visibilitySeconds) {

  private static final int DEFAULT_BATCH_SIZE = 10;

  /**
   * What the poller adds to the batching window; see
   * docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html
   */
  private static final int VISIBILITY_BEYOND_WINDOW_SECONDS = 450;

  /**
   * The settings of a new pipe.
   *
   * @throws software.amazon.awssdk.services.pipes.model.ValidationException with every problem
   */
  static PipeSettings of(CreatePipeRequest asked, Account account) {
    List<String> problems = PipeRules.problems(asked, account);
    if (!problems.isEmpty()) {
      throw PipesErrors.invalid(problems);
    }
    CreatePipeRequest definition = withDefaults(asked);
    PipeTargetParameters target = definition.targetParameters();
    int window = queueParameters(definition).maximumBatchingWindowInSeconds();
    return new PipeSettings(
        account.arn("pipes", "pipe/" + asked.name()),
        definition,
        filters(definition.sourceParameters()),
        hasTemplate(target) ? Template.parse(target.inputTemplate()) : null,
        new BusParameters(
            asked.name(), target == null ? null : target.eventBridgeEventBusParameters()),
        window == 0 ? null : VISIBILITY_BEYOND_WINDOW_SECONDS + window);
  }

  /** These settings with what the update asks for; what it does not name stays. */
  PipeSettings updated(UpdatePipeRequest update, Account account) {
    CreatePipeRequest.Builder changed = definition.toBuilder();
    changed.roleArn(update.roleArn());
    if (update.description() != null) {
      changed.description(update.description());
    }
    if (update.desiredStateAsString() != null) {
      changed.desiredState(update.desiredStateAsString());
    }
    if (update.target() != null) {
      changed.target(update.target());
    }
    if (update.logConfiguration() != null) {
      changed.logConfiguration(update.logConfiguration());
    }
    changed.enrichment(update.enrichment()).enrichmentParameters(update.enrichmentParameters());
    changed.kmsKeyIdentifier(update.kmsKeyIdentifier());
    changed.sourceParameters(source(update.sourceParameters()));
    changed.targetParameters(target(update.targetParameters()));
    return of(changed.build(), account);
  }

  /** These settings with another desired state. */
  PipeSettings desiring(RequestedPipeState state) {
    CreatePipeRequest changed = definition.toBuilder().desiredState(state).build();
    return new PipeSettings(arn, changed, filters, template, busParameters, visibilitySeconds);
  }

  String name() {
    return definition.name();
  }

  String source() {
    return definition.source();
  }

  String target() {
    return definition.target();
  }

  boolean wantsToRun() {
    return definition.desiredState() == RequestedPipeState.RUNNING;
  }

  int batchSize() {
    return queueParameters(definition).batchSize();
  }

  int windowSeconds() {
    return queueParameters(definition).maximumBatchingWindowInSeconds();
  }

  private PipeSourceParameters source(UpdatePipeSourceParameters update) {
    PipeSourceParameters.Builder changed = definition.sourceParameters().toBuilder();
    if (update == null) {
      return changed.build();
    }
    List<String> unsupported = PipeRules.unsupportedSource(update);
    if (!unsupported.isEmpty()) {
      throw PipesErrors.invalid(unsupported);
    }
    if (update.filterCriteria() != null) {
      changed.filterCriteria(update.filterCriteria());
    }
    if (update.sqsQueueParameters() != null) {
      changed.sqsQueueParameters(
          PipeSourceSqsQueueParameters.builder()
              .batchSize(update.sqsQueueParameters().batchSize())
              .maximumBatchingWindowInSeconds(
                  update.sqsQueueParameters().maximumBatchingWindowInSeconds())
              .build());
    }
    return changed.build();
  }

  private PipeTargetParameters target(PipeTargetParameters update) {
    PipeTargetParameters before = definition.targetParameters();
    if (update == null || before == null) {
      return update == null ? before : update;
    }
    PipeTargetParameters.Builder changed = update.toBuilder();
    if (update.inputTemplate() == null) {
      changed.inputTemplate(before.inputTemplate());
    }
    if (update.eventBridgeEventBusParameters() == null) {
      changed.eventBridgeEventBusParameters(before.eventBridgeEventBusParameters());
    }
    return changed.build();
  }

  private static CreatePipeRequest withDefaults(CreatePipeRequest asked) {
    PipeSourceParameters source =
        asked.sourceParameters() == null
            ? PipeSourceParameters.builder().build()
            : asked.sourceParameters();
    PipeSourceSqsQueueParameters queue =
        source.sqsQueueParameters() == null
            ? PipeSourceSqsQueueParameters.builder().build()
            : source.sqsQueueParameters();
    PipeSourceSqsQueueParameters full =
        PipeSourceSqsQueueParameters.builder()
            .batchSize(orElse(queue.batchSize(), DEFAULT_BATCH_SIZE))
            .maximumBatchingWindowInSeconds(orElse(queue.maximumBatchingWindowInSeconds(), 0))
            .build();
    return asked.toBuilder()
        .desiredState(
            asked.desiredState() == null ? RequestedPipeState.RUNNING : asked.desiredState())
        .sourceParameters(source.toBuilder().sqsQueueParameters(full).build())
        .build();
  }

  private static int orElse(Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }

  private static PipeSourceSqsQueueParameters queueParameters(CreatePipeRequest definition) {
    return definition.sourceParameters().sqsQueueParameters();
  }

  private static boolean hasTemplate(PipeTargetParameters target) {
    return target != null && target.inputTemplate() != null && !target.inputTemplate().isEmpty();
  }

  private static List<PipeFilter> filters(PipeSourceParameters source) {
    return source.filterCriteria() == null
        ? List.of()
        : source.filterCriteria().filters().stream()
            .map(filter -> PipeFilter.parse(filter.pattern()))
            .toList();
  }
}
