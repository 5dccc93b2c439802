package io.tributary.local;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.account.Account;
import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.iam.AccessDenied;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Principal;
import io.tributary.local.resource.InvalidInputsException;
import io.tributary.local.resource.PlannedResource;
import io.tributary.local.resource.ResourceFailedException;
import io.tributary.local.resource.ResourceTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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
  private final AccountPreparation preparation;
  private final Map<String, Live> live = new LinkedHashMap<>();

  /**
   * Nothing yet, in a cloud that belongs to this deployment and to the clients of its resources.
   */
  public Deployment(LocalCloud cloud) {
    this.cloud = cloud;
    this.preparation = new AccountPreparation(cloud);
  }

  /**
   * Brings the cloud to what a graph asks for: deletes what is no longer in it, changes what
   * differs, creates what is new. What the graph leaves as it was is not touched: queues that stay
   * keep their messages.
   *
   * <p>May be called from any thread; the next call has to wait until this one is done.
   *
   * @return done when all resources work, with what was done to them; fails with a {@link
   *     ProgramException} that tells every call which failed, each with AWS's error and, where a
   *     permission is missing, the statement that would give it. What did not depend on a failed
   *     call is there nevertheless.
   */
  public CompletableFuture<List<Change>> apply(ResourceGraph graph) {
    return apply(graph, note -> {});
  }

  /**
   * The same, told of what it waits for and what is lost.
   *
   * @param notes is told, in words for a person, of what takes long and what is lost
   */
  CompletableFuture<List<Change>> apply(ResourceGraph graph, Consumer<String> notes) {
    return cloud.loop().inLoop()
        ? begin(graph, notes)
        : CompletableFuture.supplyAsync(() -> begin(graph, notes), cloud.loop()::execute)
            .thenCompose(applied -> applied);
  }

  /** Deletes all resources, in the reverse order of their creation; the account's own stay. */
  public CompletableFuture<List<Change>> destroy() {
    if (live.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
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
  public static Principal.User user(Stack stack) {
    return new DeployingUser(stack).principal();
  }

  private CompletableFuture<List<Change>> begin(ResourceGraph graph, Consumer<String> notes) {
    try {
      checkAccount(graph.stack());
      Map<String, Live> wanted = plan(graph);
      Set<String> provided = Provided.of(graph).sources(cloud.account());
      Transition transition = new Transition(live, wanted, provided);
      return preparation
          .prepare(graph, Stream.concat(live.values().stream(), wanted.values().stream()))
          .thenCompose(ready -> new Passage(cloud, live, transition, notes).to(graph, wanted));
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
            ? ApiErrors.words(aws)
            : String.valueOf(failure.getMessage());
    return AccessDenied.behind(failure)
        .flatMap(Decision::missingStatement)
        .map(statement -> words + "\n  This statement would allow it: " + statement)
        .orElse(words);
  }
}
