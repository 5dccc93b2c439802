package io.tributary.local;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Principal;
import io.tributary.local.resource.DeployerClients;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;

/**
 * What the account has to provide for a program: the topics and buses that the program refers to
 * without creating them.
 *
 * @param topics names of topics
 * @param alarmTopics the names of those of them that alarms tell, and so are let
 * @param buses names of event buses
 */
public record Provided(
    SortedSet<String> topics, SortedSet<String> alarmTopics, SortedSet<String> buses) {

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
    References ofAlarms = new References(account);
    graph.ofType("aws:cloudwatch/metricAlarm:MetricAlarm").forEach(ofAlarms::collect);
    SortedSet<String> topics = references.missing(account.arn("sns", ""));
    SortedSet<String> alarmTopics = ofAlarms.missing(account.arn("sns", ""));
    alarmTopics.retainAll(topics);
    return new Provided(
        topics, alarmTopics, references.missing(account.arn("events", "event-bus/")));
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
    return others ? new Principal.Root(account.partition(), account.id()) : user.principal();
  }

  /** Nothing to provide. */
  static Provided nothing() {
    return new Provided(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
  }

  /**
   * Creates those that are not there, as somebody who may.
   *
   * @param there what is provided already; each that is created is added
   */
  CompletableFuture<?> create(Provided there, DeployerClients owner) {
    return CompletableFuture.allOf(
            each(topics, there.topics, topic -> owner.sns().createTopic(it -> it.name(topic))),
            each(buses, there.buses, bus -> owner.events().createEventBus(it -> it.name(bus))))
        .thenCompose(
            created ->
                each(alarmTopics, there.alarmTopics, topic -> letAlarmsPublish(topic, owner)));
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

  /**
   * Whoever provides a topic for alarms lets them publish. See
   * docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
   */
  private static CompletableFuture<?> letAlarmsPublish(String topic, DeployerClients owner) {
    String arn = owner.cloud().account().arn("sns", topic);
    return owner
        .sns()
        .setTopicAttributes(
            it ->
                it.topicArn(arn).attributeName("Policy").attributeValue(alarmsPublish(arn, owner)));
  }

  private static String alarmsPublish(String topicArn, DeployerClients owner) {
    return IamPolicy.builder()
        .addStatement(
            statement ->
                statement
                    .sid("Alarms")
                    .effect(IamEffect.ALLOW)
                    .addPrincipal(IamPrincipalType.SERVICE, "cloudwatch.amazonaws.com")
                    .addAction("sns:Publish")
                    .addResource(topicArn)
                    .addCondition(
                        condition ->
                            condition
                                .operator(IamConditionOperator.STRING_EQUALS)
                                .key("aws:SourceAccount")
                                .value(owner.cloud().account().id())))
        .build()
        .toJson();
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
