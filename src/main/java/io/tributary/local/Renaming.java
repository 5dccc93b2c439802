package io.tributary.local;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is there already and goes on under a URN that is new, by its aliases. As Pulumi's engine has
 * it, what is in a component inherits only the alias by which the component was found, and none of
 * one that is there under its own URN.
 */
final class Renaming {

  private final Map<String, Live> live;
  private final Map<String, Live> wanted;

  /** What had other URNs, by those: the ones that it has from now on. */
  private final Map<String, String> names = new HashMap<>();

  /** The same the other way round. */
  private final Map<String, String> before = new HashMap<>();

  private Renaming(Map<String, Live> live, Map<String, Live> wanted) {
    this.live = live;
    this.wanted = wanted;
    TreeMap<String, GraphResource> resources = new TreeMap<>();
    wanted.forEach((urn, it) -> resources.put(urn, it.resource()));
    DependencyOrder.of(resources).forEach(this::find);
  }

  /** What is there, by the URN that it has from now on. */
  static Map<String, Live> of(Map<String, Live> live, Map<String, Live> wanted) {
    if (live.isEmpty()) {
      return live;
    }
    Map<String, String> names = new Renaming(live, wanted).names;
    Map<String, Live> renamed = new LinkedHashMap<>();
    live.forEach((urn, it) -> renamed.put(names.getOrDefault(urn, urn), it.renamed(names)));
    return renamed;
  }

  /** Each after its component. */
  private void find(GraphResource resource) {
    if (live.containsKey(resource.urn())) {
      return;
    }
    aliases(resource)
        .filter(old -> live.containsKey(old) && !wanted.containsKey(old))
        .filter(old -> !names.containsKey(old))
        .filter(old -> canBecome(live.get(old), wanted.get(resource.urn())))
        .findFirst()
        .ifPresent(
            old -> {
              names.put(old, resource.urn());
              before.put(resource.urn(), old);
            });
  }

  private Stream<String> aliases(GraphResource resource) {
    Stream<String> inherited =
        Stream.ofNullable(before.get(resource.parent()))
            .flatMap(old -> AliasUrns.inherited(resource, old));
    return Stream.concat(resource.aliases().stream(), inherited);
  }

  /** A component may get another type; AWS knows nothing of it. */
  private static boolean canBecome(Live old, Live next) {
    return old.planned() == null
        ? next.planned() == null
        : old.resource().type().equals(next.resource().type());
  }
}
