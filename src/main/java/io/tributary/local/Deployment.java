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
  private final Map<String, Live> live = new LinkedHashMap<>();

  /** By the user's name. */
  private final Map<String, DeployerClients> users = new HashMap<>();

  /** What each user has been given, by the user's name. */
  private final Map<String, List<DeployerPolicy>> rights = new HashMap<>();

  private final Provided provided = Provided.nothing();

  /**
   * Nothing yet, in a cloud that belongs to this deployment and to the clients of its resources.
   */
  public Deployment(LocalCloud cloud) {
    this.cloud = cloud;
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
      return prepareAccount(graph, wanted)
          .thenCompose(ready -> delete(transition))
          .thenCompose(clean -> make(graph, wanted));
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

  /** Makes, as the account's root, what a person finds there before the deployment. */
  private CompletableFuture<?> prepareAccount(ResourceGraph graph, Map<String, Live> wanted) {
    Stack stack = graph.stack();
    DeployerClients root =
        new DeployerClients(cloud, new Principal.Root(stack.partition(), stack.accountId()));
    Provided asked = Provided.of(graph);
    return prepareUsers(stack, asked, wanted, root)
        .thenCompose(
            done -> told("provide what the program refers to", asked.create(provided, root)));
  }

  /**
   * Gives each user the rights to get from its live resources to those wanted of it, and to operate
   * them.
   */
  private CompletableFuture<?> prepareUsers(
      Stack stack, Provided asked, Map<String, Live> wanted, DeployerClients root) {
    String now = DeployingUser.name(stack);
    Map<String, List<PlannedResource>> resources = new LinkedHashMap<>();
    resources.put(now, new ArrayList<>());
    Stream.concat(live.values().stream(), wanted.values().stream())
        .filter(it -> it.planned() != null)
        .forEach(
            it ->
                resources
                    .computeIfAbsent(DeployingUser.name(it.stack()), user -> new ArrayList<>())
                    .add(it.planned()));
    CompletableFuture<?> ready = CompletableFuture.completedFuture(null);
    for (Map.Entry<String, List<PlannedResource>> entry : resources.entrySet()) {
      DeployingUser user = new DeployingUser(stack.account(), entry.getKey());
      Provided seen = user.name().equals(now) ? asked : Provided.nothing();
      List<DeployerPolicy> policies = new ArrayList<>(DeployerPolicy.of(entry.getValue(), user));
      policies.addAll(DeployerPolicy.toOperate(user, user.name(), seen));
      ready = ready.thenCompose(done -> prepareUser(user, policies, root));
    }
    return ready;
  }

  private CompletableFuture<?> prepareUser(
      DeployingUser user, List<DeployerPolicy> policies, DeployerClients root) {
    List<DeployerPolicy> held = rights.get(user.name());
    if (policies.equals(held)) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<?> cleared =
        held == null
            ? user.create(root).thenRun(() -> rights.put(user.name(), new ArrayList<>()))
            : user.revoke(held, root);
    return told(
        "give user " + user.name() + " the rights that the program needs",
        cleared.thenCompose(done -> user.grant(policies, rights.get(user.name()), root)));
  }

  /** What the account refuses depends on the program, so it is told as other problems of it are. */
  private static CompletableFuture<?> told(String what, CompletableFuture<?> call) {
    return call.exceptionallyCompose(
        failure ->
            CompletableFuture.failedFuture(
                new ProgramException(
                    List.of("cannot " + what + ": " + words(Steps.cause(failure))))));
  }

  private CompletableFuture<Void> delete(Transition transition) {
    live.clear();
    live.putAll(transition.live());
    Map<String, List<String>> dependents = new TreeMap<>();
    Steps steps = new Steps(Deployment::words);
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
    return steps.finished();
  }

  private void forget(String urn, Throwable failure) {
    if (failure == null) {
      live.remove(urn);
    }
  }

  private CompletableFuture<Void> make(ResourceGraph graph, Map<String, Live> wanted) {
    DeployerClients aws = clients(graph.stack());
    Steps steps = new Steps(Deployment::words);
    for (GraphResource resource : graph.inOrder()) {
      Live now = wanted.get(resource.urn());
      Live old = live.get(resource.urn());
      steps.add(
          resource.urn(),
          resource.needs(),
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

  private static String words(Throwable failed) {
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
