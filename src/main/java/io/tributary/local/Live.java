package io.tributary.local;

import io.tributary.local.resource.DeployerClients;
import io.tributary.local.resource.PlannedResource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A resource that is in a cloud, or about to be.
 *
 * @param stack whose user makes and deletes it
 * @param resource as it was recorded
 * @param planned what makes it; null for a component, of which AWS knows nothing
 * @param tried what it was to become since then: AWS refused it, perhaps when a part was done
 * @param works whether it came up; if not, it is deleted and made anew at the next chance
 */
record Live(
    Stack stack,
    GraphResource resource,
    PlannedResource planned,
    Set<PlannedResource> tried,
    boolean works) {

  Live(Stack stack, GraphResource resource, PlannedResource planned) {
    this(stack, resource, planned, Set.of(), true);
  }

  Live broken() {
    return new Live(stack, resource, planned, tried, false);
  }

  /** The same after a change into another failed. */
  Live afterTrying(Live other) {
    Set<PlannedResource> all = new LinkedHashSet<>(tried);
    all.add(other.planned);
    return new Live(stack, resource, planned, all, works);
  }

  /** The same under the URNs that it and others have from now on. */
  Live renamed(Map<String, String> urns) {
    return new Live(stack, resource.renamed(urns), planned, tried, works);
  }

  /** What AWS knows it by: its type and what no other resource of that type has. */
  List<Object> identity() {
    return List.of(resource.type(), planned.knownAs());
  }

  /** Whether AWS cannot tell it from another. */
  boolean isNamedAs(Live other) {
    return planned != null && other.planned != null && identity().equals(other.identity());
  }

  /** Whether it is in the cloud just as it was recorded. */
  boolean isAsRecorded() {
    return works && tried.isEmpty();
  }

  /** Whether it cannot become another by changes. */
  boolean isReplacedBy(Live next) {
    return planned != null && next.planned.replaces(planned);
  }

  /** Whether only the URN that an alias gives it keeps it from becoming another by changes. */
  boolean isReplacedForItsUrnBy(Live next) {
    return planned != null && next.planned.replacesForItsUrn(planned);
  }

  CompletableFuture<?> create(DeployerClients aws) {
    return planned == null ? nothing() : planned.create(aws);
  }

  /** Changes it from what it was. */
  CompletableFuture<?> update(Live before, DeployerClients aws) {
    CompletableFuture<?> changed = nothing();
    for (PlannedResource state : differing(before)) {
      changed = changed.thenCompose(done -> planned.update(state, aws));
    }
    return changed;
  }

  /** Whether it differs in AWS from what it was. */
  boolean isChangeOf(Live before) {
    return !differing(before).isEmpty();
  }

  /**
   * What it is changed from: what it was, and all that was tried since. Of what a call in between
   * set or did not set, one of them differs.
   */
  private List<PlannedResource> differing(Live before) {
    if (planned == null) {
      return List.of();
    }
    Set<PlannedResource> states = new LinkedHashSet<>();
    states.add(before.planned);
    states.addAll(before.tried);
    return states.stream().filter(planned::differsFrom).toList();
  }

  CompletableFuture<?> delete(DeployerClients aws) {
    return planned == null ? nothing() : planned.delete(aws);
  }

  private static CompletableFuture<?> nothing() {
    return CompletableFuture.completedFuture(null);
  }
}
