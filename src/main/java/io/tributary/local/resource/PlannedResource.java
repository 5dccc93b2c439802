package io.tributary.local.resource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A resource whose inputs were read and checked: it can be made, changed and deleted. */
public interface PlannedResource {

  /** All that the provider would answer: the inputs, its defaults, and what follows from them. */
  Map<String, Object> outputs();

  /** The calls that the AWS provider makes for it, from its creation to its end. */
  List<ProviderCall> calls();

  /** Whether the change from an earlier state needs it to be deleted and made anew. */
  boolean replaces(PlannedResource before);

  /**
   * Whether it replaces an earlier state only because it has another URN, from which the name
   * follows that the program does not set.
   */
  boolean replacesForItsUrn(PlannedResource before);

  /** The inputs that cannot be changed. */
  Set<String> replacedWith();

  /** What AWS knows it by, among the resources of its type. */
  Object knownAs();

  /** Makes it; the future fails with AWS's error. */
  CompletableFuture<?> create(DeployerClients aws);

  /** Whether any of its inputs is another than in an earlier state, defaults included. */
  boolean differsFrom(PlannedResource before);

  /** Changes it from an earlier state that it differs from and does not replace. */
  CompletableFuture<?> update(PlannedResource before, DeployerClients aws);

  /** Deletes it. */
  CompletableFuture<?> delete(DeployerClients aws);
}
