package io.tributary.local;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.AccessDenied;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Principal;
import io.tributary.local.resource.DeployerClients;
import io.tributary.local.resource.InvalidInputsException;
import io.tributary.local.resource.PlannedResource;
import io.tributary.local.resource.ResourceFailedException;
import io.tributary.local.resource.ResourceTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What a program has deployed into one cloud. It works as the deploying user does on AWS: with that
 * user's rights, through the services' own operations, each resource after what it needs.
 *
 * <pre>
 * LocalCloud cloud = new LocalCloud(loop, program.account());
 * Deployment deployment = new Deployment(cloud);
 * loop.await(deployment.apply(ProgramRecorder.record(program)));
 * </pre>
 */
public final class Deployment {

  private final LocalCloud cloud;
  private final AccountPreparation account;
  private final Map<String, Live> live = new LinkedHashMap<>();

  /** By the user's name. */
  private final Map<String, DeployerClients> users = new HashMap<>();

  /**
   * Nothing yet, in a cloud that belongs to this deployment and to the clients of its resources.
   */
  public Deployment(LocalCloud cloud) {
    this.cloud = cloud;
    this.account = new AccountPreparation(cloud);
  }

  /**
   * Brings the cloud to what a graph asks for: deletes what is no longer in it, changes what
   * differs, creates what is new. What the graph leaves as it was is not touched: queues that stay
   * keep their messages.
   *
   * <p>May be called from any thread; the next call has to wait until this one is done.
   *
   * @return done when all resources work; fails with a {@link ProgramException} that tells every
   *     call which failed, each with AWS's error and, where a permission is missing, the statement
   *     that would give it. What did not depend on a failed call is there nevertheless.
   */
  public CompletableFuture<Void> apply(ResourceGraph graph) {
    return cloud.loop().inLoop()
        ? begin(graph)
        : CompletableFuture.supplyAsync(() -> begin(graph), cloud.loop()::execute)
            .thenCompose(applied -> applied);
  }

  /** Deletes all resources, in the reverse order of their creation; the account's own stay. */
  public CompletableFuture<Void> destroy() {
    if (live.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    Stack stack = live.values().iterator().next().stack();
    return apply(new ResourceGraph(stack, List.of(), Map.of()));
  }

  /** Whether the cloud holds, and in working order, what the graph asks for and nothing else. */
  boolean isDeployed(ResourceGraph graph) {
    return live.values().stream().allMatch(Live::isAsRecorded)
        && resources(live).values().stream().toList().equals(List.copyOf(graph.resources()));
  }

  /** The user as whom the resources of a stack are deployed, and a person's clients act. */
  public static Principal user(Stack stack) {
    return new DeployingUser(stack).principal();
  }

  private CompletableFuture<Void> begin(ResourceGraph graph) {
    try {
      checkAccount(graph.stack());
      Map<String, Live> wanted = plan(graph);
      Transition transition = new Transition(live, wanted);
      Steps steps = new Steps(Deployment::words);
      return account
          .prepare(graph, Stream.concat(live.values().stream(), wanted.values().stream()))
          .thenCompose(ready -> delete(transition, steps))
          .thenCompose(ended -> make(graph, wanted, transition, steps));
    } catch (ProgramException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  private void checkAccount(Stack stack) {
    Account account = cloud.account();
    if (!stack.accountId().equals(account.id()) || !stack.region().equals(account.region())) {
      throw new ProgramException(
          List.of(
              "the program is for account %s in %s, but the cloud plays account %s in %s"
                  .formatted(stack.accountId(), stack.region(), account.id(), account.region())));
    }
  }

  /** What is wanted, by URN and in the order of the URNs. */
  private static Map<String, Live> plan(ResourceGraph graph) {
    Map<String, Live> wanted = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (GraphResource resource : graph.resources()) {
      try {
        wanted.put(resource.urn(), new Live(graph.stack(), resource, planned(graph, resource)));
      } catch (InvalidInputsException invalid) {
        problems.addAll(invalid.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new ProgramException(problems);
    }
    return wanted;
  }

  private static PlannedResource planned(ResourceGraph graph, GraphResource resource) {
    if (resource.secrets().stream()
        .anyMatch(secret -> GraphResource.REDACTED.equals(resource.inputs().get(secret)))) {
      throw new ProgramException(
          List.of(
              resource.urn()
                  + " has secrets that were left out when the graph was written; record the"
                  + " program again to deploy it"));
    }
    return resource.custom()
        ? ResourceTypes.plan(
            resource.type(),
            resource.urn(),
            resource.name(),
            resource.inputs(),
            graph.stack().account())
        : null;
  }

  /** Done when all deletions have ended; what a failed one leaves there is live still. */
  private CompletableFuture<Void> delete(Transition transition, Steps steps) {
    live.clear();
    live.putAll(transition.live());
    Map<String, List<String>> dependents = new TreeMap<>();
    for (GraphResource resource : transition.deleted()) {
      Live old = live.get(resource.urn());
      resource
          .needs()
          .forEach(
              need ->
                  dependents.computeIfAbsent(need, urn -> new ArrayList<>()).add(resource.urn()));
      steps.add(
          resource.urn(),
          dependents.getOrDefault(resource.urn(), List.of()),
          "deleted",
          () -> old.delete(clients(old.stack())),
          failure -> forget(resource.urn(), failure));
    }
    return steps.ended();
  }

  private void forget(String urn, Throwable failure) {
    if (failure == null) {
      live.remove(urn);
    }
  }

  private CompletableFuture<Void> make(
      ResourceGraph graph, Map<String, Live> wanted, Transition transition, Steps steps) {
    DeployerClients aws = clients(graph.stack());
    for (GraphResource resource : graph.inOrder()) {
      Live now = wanted.get(resource.urn());
      Live old = live.get(resource.urn());
      List<String> needs = new ArrayList<>(resource.needs());
      needs.addAll(transition.deletedBefore(now));
      steps.add(
          resource.urn(),
          needs,
          old == null ? "created" : "changed",
          () -> old == null ? now.create(aws) : now.update(old, aws),
          failure -> keep(old, now, failure));
    }
    return steps.finished();
  }

  /** What a stack's user sees of the cloud. */
  private DeployerClients clients(Stack stack) {
    return users.computeIfAbsent(
        DeployingUser.name(stack), it -> new DeployerClients(cloud, user(stack)));
  }

  private void keep(Live before, Live made, Throwable failure) {
    if (failure == null) {
      live.put(made.resource().urn(), made);
    } else if (failure instanceof ResourceFailedException) {
      live.put(made.resource().urn(), made.broken());
    } else if (before != null) {
      live.put(made.resource().urn(), before.afterTrying(made));
    }
  }

  private static TreeMap<String, GraphResource> resources(Map<String, Live> live) {
    TreeMap<String, GraphResource> resources = new TreeMap<>();
    live.forEach((urn, it) -> resources.put(urn, it.resource()));
    return resources;
  }

  /** What failed, for a person. */
  static String words(Throwable failed) {
    Throwable failure =
        failed instanceof ResourceFailedException && failed.getCause() != null
            ? failed.getCause()
            : failed;
    String words =
        failure instanceof AwsServiceException aws && aws.awsErrorDetails() != null
            ? aws.awsErrorDetails().errorCode() + ": " + aws.awsErrorDetails().errorMessage()
            : String.valueOf(failure.getMessage());
    return AccessDenied.behind(failure)
        .flatMap(Decision::missingStatement)
        .map(statement -> words + "\n  This statement would allow it: " + statement)
        .orElse(words);
  }
}
