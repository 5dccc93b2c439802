package io.tributary.local;

import io.tributary.cloud.account.Account;
import io.tributary.local.resource.DeployerClients;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * What the account has to provide for a program: the topics and buses that the program refers to
 * without creating them.
 *
 * @param topics names of topics
 * @param buses names of event buses
 */
public record Provided(SortedSet<String> topics, SortedSet<String> buses) {

  private static final String DEFAULT_BUS = "default";

  /**
   * What a graph needs of its account: every input that is, as a whole, the ARN of a topic or bus
   * in the account and region, and every {@code eventBusName}, unless a resource of the graph has
   * it.
   */
  public static Provided of(ResourceGraph graph) {
    Account account = graph.stack().account();
    References references = new References(account);
    graph.resources().forEach(references::collect);
    return new Provided(
        references.missing(account.arn("sns", "")),
        references.missing(account.arn("events", "event-bus/")));
  }

  /** Nothing to provide. */
  static Provided nothing() {
    return new Provided(new TreeSet<>(), new TreeSet<>());
  }

  /** What is left to provide when others are there already. */
  Provided without(Provided there) {
    Provided left = new Provided(new TreeSet<>(topics), new TreeSet<>(buses));
    left.topics.removeAll(there.topics);
    left.buses.removeAll(there.buses);
    return left;
  }

  /** All that both provide. */
  Provided and(Provided other) {
    Provided both = new Provided(new TreeSet<>(topics), new TreeSet<>(buses));
    both.topics.addAll(other.topics);
    both.buses.addAll(other.buses);
    return both;
  }

  /** Creates them, as somebody who may. */
  CompletableFuture<?> create(DeployerClients owner) {
    List<CompletableFuture<?>> all = new ArrayList<>();
    topics.forEach(topic -> all.add(owner.sns().createTopic(it -> it.name(topic))));
    buses.forEach(bus -> all.add(owner.events().createEventBus(it -> it.name(bus))));
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }

  private static final class References {

    private final String busPrefix;
    private final Set<String> wanted = new HashSet<>();
    private final Set<String> created = new HashSet<>();

    References(Account account) {
      this.busPrefix = account.arn("events", "event-bus/");
    }

    void collect(GraphResource resource) {
      if (resource.outputs().get("arn") instanceof String arn
          && !resource.inputs().containsValue(arn)) {
        created.add(arn);
      }
      if (resource.inputs().get("eventBusName") instanceof String bus) {
        wanted.add(bus.contains(":") ? bus : busPrefix + bus);
      }
      collect(resource.inputs().values());
    }

    private void collect(Collection<?> values) {
      for (Object value : values) {
        if (value instanceof String text && text.startsWith("arn:")) {
          wanted.add(text);
        } else if (value instanceof Map<?, ?> map) {
          collect(map.values());
        } else if (value instanceof List<?> list) {
          collect(list);
        }
      }
    }

    SortedSet<String> missing(String prefix) {
      SortedSet<String> names = new TreeSet<>();
      for (String arn : wanted) {
        if (arn.startsWith(prefix) && !created.contains(arn)) {
          names.add(arn.substring(prefix.length()));
        }
      }
      names.remove(DEFAULT_BUS);
      return names;
    }
  }
}
