package io.tributary.local;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.iam.Principal;
import io.tributary.local.resource.DeployerClients;
import io.tributary.local.resource.PlannedResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * What a deployment finds in its account: users with their rights, and topics and buses of others.
 */
final class AccountPreparation {

  private final LocalCloud cloud;

  /** What each user has been given, by the user's name. */
  private final Map<String, List<DeployerPolicy>> rights = new HashMap<>();

  private final Provided provided = Provided.nothing();

  AccountPreparation(LocalCloud cloud) {
    this.cloud = cloud;
  }

  /**
   * Makes, as the account's root, what a person finds there before the deployment.
   *
   * @param resources what is there and what is wanted, whose users need the rights for them
   * @return fails with a {@link ProgramException} if the account refuses any of it
   */
  CompletableFuture<?> prepare(ResourceGraph graph, Stream<Live> resources) {
    Stack stack = graph.stack();
    DeployerClients root = new DeployerClients(cloud, Principal.Root.of(stack.account()));
    Provided asked = Provided.of(graph);
    return told("provide what the program refers to", asked.create(provided, root))
        .thenCompose(done -> prepareUsers(stack, asked, resources, root))
        .thenCompose(
            done ->
                told(
                    "provide the log resource policies that the program names",
                    asked.putLogPolicies(provided, root)));
  }

  /**
   * Gives each user the rights to get from its live resources to those wanted of it, and to operate
   * them.
   */
  private CompletableFuture<?> prepareUsers(
      Stack stack, Provided asked, Stream<Live> resources, DeployerClients root) {
    String now = DeployingUser.name(stack);
    Map<String, List<PlannedResource>> ofUsers = new LinkedHashMap<>();
    ofUsers.put(now, new ArrayList<>());
    resources
        .filter(it -> it.planned() != null)
        .forEach(
            it ->
                ofUsers
                    .computeIfAbsent(DeployingUser.name(it.stack()), user -> new ArrayList<>())
                    .add(it.planned()));
    CompletableFuture<?> ready = CompletableFuture.completedFuture(null);
    for (Map.Entry<String, List<PlannedResource>> entry : ofUsers.entrySet()) {
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
    List<DeployerPolicy> before = held == null ? List.of() : List.copyOf(held);
    CompletableFuture<?> cleared =
        held == null
            ? user.create(root).thenRun(() -> rights.put(user.name(), new ArrayList<>()))
            : user.revoke(held, root);
    return told(
        "give user " + user.name() + " the rights that the program needs",
        cleared.thenCompose(done -> grantOrGiveBack(policies, before, user, root)));
  }

  /**
   * A change whose rights are refused leaves the user, as whom people act, what it had before. One
   * that the account refuses after that does not: the user may then do what it asks for as well.
   */
  private CompletableFuture<?> grantOrGiveBack(
      List<DeployerPolicy> policies,
      List<DeployerPolicy> before,
      DeployingUser user,
      DeployerClients root) {
    List<DeployerPolicy> held = rights.get(user.name());
    return user.grant(policies, held, root)
        .exceptionallyCompose(
            failure ->
                user.revoke(held, root)
                    .thenCompose(revoked -> user.grant(before, held, root))
                    .thenCompose(given -> CompletableFuture.failedFuture(failure)));
  }

  /** What the account refuses depends on the program, so it is told as other problems of it are. */
  private static CompletableFuture<?> told(String what, CompletableFuture<?> call) {
    return call.exceptionallyCompose(
        failure ->
            CompletableFuture.failedFuture(
                new ProgramException(
                    List.of(
                        "cannot " + what + ": " + Deployment.words(ApiErrors.cause(failure))))));
  }
}
