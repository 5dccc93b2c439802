package io.tributary.local;

import io.tributary.cloud.LocalCloud;
import io.tributary.local.resource.DeployerClients;
import io.tributary.local.resource.ResourceFailedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One way from what is in a cloud to what is wanted there, gone once: first what goes is deleted.
 */
final class Passage {

  private final LocalCloud cloud;
  private final Map<String, Live> live;
  private final Transition transition;
  private final Consumer<String> notes;
  private final Steps steps = new Steps(this::words);

  /** By URN. */
  private final Map<String, GraphResource> made = new HashMap<>();

  /** By URN. */
  private final Map<String, Change> changes = new LinkedHashMap<>();

  /**
   * Not begun yet.
   *
   * @param live what is there, by URN; kept as it becomes
   * @param notes is told of what takes long and what is lost
   */
  Passage(LocalCloud cloud, Map<String, Live> live, Transition transition, Consumer<String> notes) {
    this.cloud = cloud;
    this.live = live;
    this.transition = transition;
    this.notes = notes;
  }

  /** Done with what was changed; fails with every problem at once, when all else is done. */
  CompletableFuture<List<Change>> to(ResourceGraph graph, Map<String, Live> wanted) {
    live.clear();
    live.putAll(transition.live());
    delete();
    return steps
        .ended()
        .thenCompose(
            deleted -> {
              make(graph, wanted);
              return steps.ended();
            })
        .thenApply(made -> finished());
  }

  private List<Change> finished() {
    List<Change> made = List.copyOf(changes.values());
    if (!steps.problems().isEmpty()) {
      throw new DeploymentFailedException(steps.problems(), made);
    }
    return made;
  }

  private void delete() {
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
          failure -> forget(old, failure));
    }
  }

  private void forget(Live old, Throwable failure) {
    if (failure == null) {
      live.remove(old.resource().urn());
      changed(Change.Kind.DELETED, old);
    }
  }

  private void make(ResourceGraph graph, Map<String, Live> wanted) {
    DeployerClients aws = clients(graph.stack());
    for (GraphResource resource : graph.inOrder()) {
      made.put(resource.urn(), resource);
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
  }

  /** AWS's words, and what is wrong with a name that it refuses. */
  private String words(String urn, Throwable failure) {
    String words = Deployment.words(failure);
    return words
        + Optional.ofNullable(made.get(urn))
            .flatMap(resource -> RefusedName.of(resource, words))
            .map(told -> "\n  " + told)
            .orElse("");
  }

  /** What a stack's user sees of the cloud. */
  private DeployerClients clients(Stack stack) {
    return new DeployerClients(cloud, Deployment.user(stack), notes);
  }

  private void keep(Live before, Live made, Throwable failure) {
    String urn = made.resource().urn();
    if (failure == null) {
      live.put(urn, made);
      if (before == null) {
        changed(changes.containsKey(urn) ? Change.Kind.REPLACED : Change.Kind.CREATED, made);
      } else if (made.isChangeOf(before)) {
        changed(Change.Kind.UPDATED, made);
      }
    } else if (failure instanceof ResourceFailedException) {
      live.put(urn, made.broken());
    } else if (before != null) {
      live.put(urn, before.afterTrying(made));
    }
  }

  /** Of a component AWS knows nothing. */
  private void changed(Change.Kind kind, Live it) {
    if (it.planned() != null) {
      changes.put(it.resource().urn(), new Change(kind, it.resource()));
    }
  }
}
