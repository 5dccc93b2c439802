package io.tributary.simulate.fault;

import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Principal;
import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import io.tributary.local.resource.DeployerClients;
import io.tributary.local.resource.PlannedResource;
import io.tributary.local.resource.ResourceTypes;
import io.tributary.simulate.AbsentPolicies;
import io.tributary.simulate.Injection;
import io.tributary.simulate.Stage;
import io.tributary.simulate.fault.Spells.Spell;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Takes policies of the program away and puts them back, as its deployer and through AWS's API,
 * like Pulumi does. The policies of dead-letter queues stay: with one of those gone too, AWS loses
 * what it cannot deliver.
 */
final class PolicyGaps {

  private static final String QUEUE_POLICY = "aws:sqs/queuePolicy:QueuePolicy";
  private static final String TOPIC_POLICY = "aws:sns/topicPolicy:TopicPolicy";
  private static final String LOG_POLICY = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";

  /** The types of resources that are nothing but a policy. */
  private static final Set<String> TYPES =
      Set.of(
          QUEUE_POLICY,
          TOPIC_POLICY,
          LOG_POLICY,
          "aws:iam/rolePolicy:RolePolicy",
          "aws:iam/rolePolicyAttachment:RolePolicyAttachment");

  private final Injection injection;
  private final Duration longest;
  private final BiPredicate<ResourceGraph, GraphResource> wanted;
  private final AbsentPolicies absent;

  private PolicyGaps(
      Injection injection, Duration longest, BiPredicate<ResourceGraph, GraphResource> wanted) {
    this.injection = injection;
    this.longest = longest;
    this.wanted = wanted;
    this.absent = injection.absentPolicies();
  }

  /**
   * Draws the gaps once the program is deployed; none if it has no such policy.
   *
   * @param wanted which of the program's policies may be taken away
   */
  static void draw(
      Injection injection, Duration longest, BiPredicate<ResourceGraph, GraphResource> wanted) {
    PolicyGaps gaps = new PolicyGaps(injection, longest, wanted);
    injection.denials(denial -> gaps.absent.missing().stream().anyMatch(it -> decides(it, denial)));
    injection.whenDeployed(gaps::schedule);
    injection.whenStopped(gaps::requireNoneAway);
  }

  private void schedule(Stage stage) {
    ResourceGraph graph = stage.graph();
    Set<String> spared = stage.deadLetterQueues();
    List<GraphResource> policies =
        graph.resources().stream()
            .filter(it -> TYPES.contains(it.type()) && !isOf(it, spared))
            .filter(it -> wanted.test(graph, it))
            .toList();
    if (!policies.isEmpty()) {
      Spells.overlapping(injection, longest).forEach(spell -> schedule(stage, policies, spell));
    }
  }

  private static boolean isOf(GraphResource policy, Set<String> queueArns) {
    return queueArns.stream().anyMatch(arn -> isOf(policy, arn));
  }

  /** Whether it is the policy of a queue: the URL of one ends with its name, as its ARN does. */
  static boolean isOf(GraphResource policy, String queueArn) {
    String name = queueArn.substring(queueArn.lastIndexOf(':') + 1);
    return String.valueOf(policy.inputs().get("queueUrl")).endsWith("/" + name);
  }

  private void schedule(Stage stage, List<GraphResource> policies, Spell spell) {
    GraphResource policy =
        policies.get(injection.chance().below(policies.size(), -1 - spell.number()));
    long now = injection.loop().micros();
    Runnable hasEffect = () -> injection.strikes(spell.number(), 0);
    at(spell.beginMicros() - now, () -> remove(stage, policy, hasEffect));
    at(spell.endMicros() - now, () -> restore(stage, policy, hasEffect));
  }

  private void at(long micros, Runnable task) {
    injection.loop().schedule(Duration.ofNanos(micros * 1_000), task);
  }

  private void remove(Stage stage, GraphResource policy, Runnable hasEffect) {
    if (absent.begin(policy, hasEffect)) {
      change(stage, policy, "", resource -> resource.delete(clients(stage)));
    }
  }

  private void restore(Stage stage, GraphResource policy, Runnable hasEffect) {
    if (absent.end(policy, hasEffect)) {
      String text = String.valueOf(policy.inputs().get("policy"));
      change(stage, policy, text, resource -> resource.create(clients(stage)))
          .thenRun(() -> absent.isBack(policy));
    }
  }

  /**
   * Whether a denial may be for want of a policy: one of the caller's role, or of what it asked
   * for. No policy that is away denies by a statement.
   */
  static boolean decides(GraphResource policy, Decision denial) {
    AccessRequest request = denial.request();
    if (denial.statement() != null) {
      return false;
    }
    return switch (policy.type()) {
      case QUEUE_POLICY -> request.action().startsWith("sqs:") && isOf(policy, request.resource());
      case TOPIC_POLICY -> request.resource().equals(policy.inputs().get("arn"));
      case LOG_POLICY -> request.action().startsWith("logs:");
      default ->
          request.caller().principal() instanceof Principal.RoleSession session
              && session.role().equals(policy.inputs().get("role"));
    };
  }

  private void requireNoneAway(Stage stage) {
    if (!absent.held().isEmpty()) {
      throw new IllegalStateException(
          "the faults stop after every spell has ended, but policies are away: " + absent.held());
    }
  }

  private static CompletableFuture<?> change(
      Stage stage,
      GraphResource policy,
      String text,
      Function<PlannedResource, CompletableFuture<?>> otherwise) {
    if (policy.type().equals(QUEUE_POLICY)) {
      String url = String.valueOf(policy.inputs().get("queueUrl"));
      return stage.queuePolicy(stage.cloud().account().queueOfUrl(url), text);
    }
    CompletableFuture<?> call = otherwise.apply(planned(stage, policy));
    stage.require(call);
    return call;
  }

  private static PlannedResource planned(Stage stage, GraphResource policy) {
    return ResourceTypes.plan(
        policy.type(), policy.urn(), policy.name(), policy.inputs(), stage.cloud().account());
  }

  private static DeployerClients clients(Stage stage) {
    return new DeployerClients(stage.cloud(), stage.user());
  }
}
