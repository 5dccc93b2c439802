package io.tributary.local;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Principal;
import io.tributary.local.resource.DeployerClients;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What the account has to provide for a program: what the program refers to without creating it.
 *
 * @param topics names of topics
 * @param alarmTopics the names of those of them that alarms tell, and so are let
 * @param buses names of event buses
 * @param logPolicies the documents of log resource policies, by name
 * @param boundaries the names, perhaps with a path, of managed policies that bound roles
 */
public record Provided(
    SortedSet<String> topics,
    SortedSet<String> alarmTopics,
    SortedSet<String> buses,
    SortedMap<String, String> logPolicies,
    SortedSet<String> boundaries) {

  private static final String DEFAULT_BUS = "default";
  private static final String POLICY = "policy/";

  /**
   * What a graph needs of its account: every input that is, as a whole, the ARN of a topic or bus
   * in the account and region, and every {@code eventBusName}, unless a resource of the graph has
   * it; every managed policy that bounds a role; and every log resource policy that a component
   * names by its output {@code existingLogPolicy}, for the group that it names by {@code
   * logGroupName}.
   */
  public static Provided of(ResourceGraph graph) {
    Account account = graph.stack().account();
    References references = new References(graph.stack());
    graph.resources().forEach(references::collect);
    References ofAlarms = new References(graph.stack());
    graph.ofType("aws:cloudwatch/metricAlarm:MetricAlarm").forEach(ofAlarms::collect);
    SortedSet<String> topics = references.missing(account.arn("sns", ""));
    SortedSet<String> alarmTopics = ofAlarms.missing(account.arn("sns", ""));
    alarmTopics.retainAll(topics);
    References ofRoles = new References(graph.stack());
    graph.ofType("aws:iam/role:Role").forEach(ofRoles::collect);
    SortedSet<String> boundaries = references.missing(account.globalArn("iam", POLICY));
    boundaries.retainAll(ofRoles.missing(account.globalArn("iam", POLICY)));
    return new Provided(
        topics,
        alarmTopics,
        references.missing(account.arn("events", "event-bus/")),
        logPolicies(graph),
        boundaries);
  }

  private static SortedMap<String, String> logPolicies(ResourceGraph graph) {
    SortedMap<String, SortedSet<String>> groups = new TreeMap<>();
    for (GraphResource component : graph.resources()) {
      if (component.outputs().get("existingLogPolicy") instanceof String policy
          && component.outputs().get("logGroupName") instanceof String group) {
        groups.computeIfAbsent(policy, name -> new TreeSet<>()).add(group);
      }
    }
    SortedMap<String, String> documents = new TreeMap<>();
    groups.forEach(
        (policy, names) ->
            documents.put(policy, ProvidedPolicies.rulesMayLog(names, graph.stack().account())));
    return documents;
  }

  /**
   * As whom events come into a topic: as the user who deploys the graph; but where the account
   * provides the topic and it carries another's name, as the account's root. Who else may publish
   * there is not for the program to say.
   */
  public static Principal publisher(ResourceGraph graph, String topicArn) {
    DeployingUser user = new DeployingUser(graph.stack());
    Account account = graph.stack().account();
    boolean others =
        of(graph).topics.stream()
            .filter(topic -> !user.owns(topic))
            .anyMatch(topic -> account.arn("sns", topic).equals(topicArn));
    return others ? Principal.Root.of(account) : user.principal();
  }

  /** The ARNs of the topics and buses. */
  Set<String> sources(Account account) {
    Set<String> arns = new HashSet<>();
    topics.forEach(topic -> arns.add(account.arn("sns", topic)));
    buses.forEach(bus -> arns.add(account.arn("events", "event-bus/" + bus)));
    return arns;
  }

  /** Nothing to provide. */
  static Provided nothing() {
    return new Provided(
        new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeMap<>(), new TreeSet<>());
  }

  /**
   * Creates those that are not there, but for log resource policies, as somebody who may.
   *
   * @param there what is provided already; each that is created is added
   */
  CompletableFuture<?> create(Provided there, DeployerClients owner) {
    return CompletableFuture.allOf(
            each(topics, there.topics, topic -> owner.sns().createTopic(it -> it.name(topic))),
            each(buses, there.buses, bus -> owner.events().createEventBus(it -> it.name(bus))),
            each(boundaries, there.boundaries, policy -> createBoundary(policy, owner)))
        .thenCompose(
            created ->
                each(alarmTopics, there.alarmTopics, topic -> letAlarmsPublish(topic, owner)));
  }

  /**
   * Puts the log resource policies that are not there, or are there with other words. What is live
   * may lose its log by them, so they come last, when the account has refused nothing else.
   *
   * @param there what is provided already; each that is put is added
   */
  CompletableFuture<?> putLogPolicies(Provided there, DeployerClients owner) {
    return CompletableFuture.allOf(
        logPolicies.entrySet().stream()
            .filter(it -> !it.getValue().equals(there.logPolicies.get(it.getKey())))
            .map(
                it ->
                    putLogPolicy(it.getKey(), it.getValue(), owner)
                        .thenRun(() -> there.logPolicies.put(it.getKey(), it.getValue())))
            .toArray(CompletableFuture[]::new));
  }

  private static CompletableFuture<?> each(
      SortedSet<String> names,
      SortedSet<String> there,
      Function<String, CompletableFuture<?>> make) {
    return CompletableFuture.allOf(
        names.stream()
            .filter(name -> !there.contains(name))
            .map(name -> make.apply(name).thenRun(() -> there.add(name)))
            .toArray(CompletableFuture[]::new));
  }

  private static CompletableFuture<?> createBoundary(String policy, DeployerClients owner) {
    int name = policy.lastIndexOf('/') + 1;
    String document = ProvidedPolicies.rolesOfPipes(owner.cloud().account());
    return owner
        .iam()
        .createPolicy(
            it ->
                it.path("/" + policy.substring(0, name))
                    .policyName(policy.substring(name))
                    .policyDocument(document));
  }

  private static CompletableFuture<?> putLogPolicy(
      String name, String document, DeployerClients owner) {
    return owner.logs().putResourcePolicy(it -> it.policyName(name).policyDocument(document));
  }

  private static CompletableFuture<?> letAlarmsPublish(String topic, DeployerClients owner) {
    Account account = owner.cloud().account();
    String arn = account.arn("sns", topic);
    String policy = ProvidedPolicies.alarmsMayPublish(arn, account);
    return owner
        .sns()
        .setTopicAttributes(it -> it.topicArn(arn).attributeName("Policy").attributeValue(policy));
  }

  private static final class References {

    private final Stack stack;
    private final Set<String> wanted = new HashSet<>();
    private final Set<String> created = new HashSet<>();

    References(Stack stack) {
      this.stack = stack;
    }

    void collect(GraphResource resource) {
      resource.madeArn().ifPresent(created::add);
      if (resource.inputs().get("eventBusName") instanceof String bus) {
        wanted.add(stack.busArn(bus));
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
