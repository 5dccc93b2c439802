package io.tributary.local;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Principal;
import io.tributary.local.resource.DeployerClients;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * The IAM user that deploys a program and that people act as: it may touch only what carries its
 * name. It deploys by the {@link DeployerPolicy} of the program alone; what a person does besides
 * is in a policy of its own, {@link DeployerPolicy#toOperate}.
 *
 * @param name the user's, and the beginning of the names of all that it may touch
 */
record DeployingUser(Account account, String name) {

  /** Who deploys a program whose config names nobody. */
  static final String WITHOUT_USERNAME = "deployer";

  DeployingUser(Stack stack) {
    this(stack.account(), name(stack));
  }

  /** The name of the user that deploys a stack: who it is, in one account. */
  static String name(Stack stack) {
    return Objects.requireNonNullElse(stack.username(), WITHOUT_USERNAME);
  }

  /** Whether something of this name is the user's to touch. */
  boolean owns(String resource) {
    return resource.startsWith(name + "-");
  }

  Principal.User principal() {
    return new Principal.User(account.partition(), account.id(), name);
  }

  /** Creates the user, as somebody who may. */
  CompletableFuture<?> create(DeployerClients owner) {
    return owner.iam().createUser(it -> it.userName(name));
  }

  /**
   * Gives the user these policies, as somebody who may.
   *
   * @param held what the user holds; each policy that is given is added
   */
  CompletableFuture<?> grant(
      List<DeployerPolicy> policies, List<DeployerPolicy> held, DeployerClients owner) {
    CompletableFuture<?> granted = CompletableFuture.completedFuture(null);
    for (DeployerPolicy policy : policies) {
      granted =
          granted
              .thenCompose(
                  before ->
                      owner
                          .iam()
                          .createPolicy(
                              it ->
                                  it.policyName(policy.name())
                                      .policyDocument(policy.document().toJson())))
              .thenCompose(made -> attach(made.policy().arn(), owner))
              .thenRun(() -> held.add(policy));
    }
    return granted;
  }

  /** A policy that cannot be attached does not stay, where it would be in the way of the next. */
  private CompletableFuture<?> attach(String arn, DeployerClients owner) {
    return owner
        .iam()
        .attachUserPolicy(it -> it.userName(name).policyArn(arn))
        .exceptionallyCompose(
            failure ->
                owner
                    .iam()
                    .deletePolicy(it -> it.policyArn(arn))
                    .thenCompose(deleted -> CompletableFuture.failedFuture(failure)));
  }

  /**
   * Takes all that the user holds, as somebody who may.
   *
   * @param held what the user holds; each policy that is taken is removed
   */
  CompletableFuture<?> revoke(List<DeployerPolicy> held, DeployerClients owner) {
    CompletableFuture<?> revoked = CompletableFuture.completedFuture(null);
    for (DeployerPolicy policy : List.copyOf(held)) {
      String arn = account.globalArn("iam", "policy/" + policy.name());
      revoked =
          revoked
              .thenCompose(
                  before -> owner.iam().detachUserPolicy(it -> it.userName(name).policyArn(arn)))
              .thenCompose(detached -> owner.iam().deletePolicy(it -> it.policyArn(arn)))
              .thenRun(() -> held.remove(policy));
    }
    return revoked;
  }
}
