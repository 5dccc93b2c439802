package io.tributary.component;

import com.pulumi.aws.cloudwatch.EventBus;
import com.pulumi.aws.cloudwatch.EventBusArgs;
import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicArgs;
import com.pulumi.aws.sns.TopicPolicy;
import com.pulumi.aws.sns.TopicPolicyArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.tributary.iam.TopicPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The topics and the bus themselves, for an account that provides none. The topics' policies let no
 * service publish, and so no alarm be told.
 */
public final class TopicsAndBus extends Component {

  public static final String TYPE = "tributary:component:TopicsAndBus";

  /**
   * What to make.
   *
   * @param topics names of topics, without the username
   * @param bus the name of the bus, without the username
   */
  public record Args(Environment environment, List<String> topics, String bus) {}

  private final List<Resource> resources = new ArrayList<>();

  public TopicsAndBus(String name, Args args) {
    this(name, args, ComponentResourceOptions.Empty);
  }

  /** With Pulumi's options, such as the aliases of one that had another name. */
  public TopicsAndBus(String name, Args args, ComponentResourceOptions options) {
    super(TYPE, name, options);
    var child = childAfter(List.of());
    Environment environment = args.environment();
    for (String topic : args.topics()) {
      var settings =
          TopicArgs.builder().name(environment.name(topic)).tags(environment.tags()).build();
      var made = new Topic(topic + "-topic", settings, child);
      resources.add(made);
      resources.add(tlsOnly(topic, made, environment));
    }
    var settings =
        EventBusArgs.builder().name(environment.name(args.bus())).tags(environment.tags()).build();
    var bus = new EventBus(args.bus() + "-bus", settings, child);
    resources.add(bus);
    registerOutputs(Map.of("busArn", bus.arn()));
  }

  private TopicPolicy tlsOnly(String name, Topic topic, Environment environment) {
    var settings =
        TopicPolicyArgs.builder()
            .arn(topic.arn())
            .policy(TopicPolicies.tlsOnly(environment.topic(name)))
            .build();
    return new TopicPolicy(name + "-topic-policy", settings, childAfter(List.of()));
  }

  /** The topics, their policies and the bus. */
  public List<Resource> resources() {
    return List.copyOf(resources);
  }
}
