package io.tributary.local;

import io.tributary.local.resource.DeployerClients;
import io.tributary.local.resource.PlannedResource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A resource that is in a cloud, or about to be.
 *
 * @param stack whose user makes and deletes it
 * @param resource as it was recorded
 * @param planned what makes it; null for a component, of which AWS knows nothing
 * @param works whether it came up; if not, it is deleted and made anew at the next chance
 */
record Live(Stack stack, GraphResource resource, PlannedResource planned, boolean works) {

  Live(Stack stack, GraphResource resource, PlannedResource planned) {
    this(stack, resource, planned, true);
  }

  Live broken() {
    return new Live(stack, resource, planned, false);
  }

  /** Whether it goes on, changed or not, when the cloud becomes what is wanted. */
  boolean staysIn(Map<String, Live> wanted) {
    Live next = wanted.get(resource.urn());
    return next != null && works && (planned == null || !next.planned.replaces(planned));
  }

  CompletableFuture<?> create(DeployerClients aws) {
    return planned == null ? nothing() : planned.create(aws);
  }

  CompletableFuture<?> update(Live before, DeployerClients aws) {
    return planned == null || planned.equals(before.planned)
        ? nothing()
        : planned.update(before.planned, aws);
  }

  CompletableFuture<?> delete(DeployerClients aws) {
    return planned == null ? nothing() : planned.delete(aws);
  }

  private static CompletableFuture<?> nothing() {
    return CompletableFuture.completedFuture(null);
  }
}
