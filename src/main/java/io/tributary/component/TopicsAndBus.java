package io.tributary.component;

import com.pulumi.aws.cloudwatch.EventBus;
import com.pulumi.aws.cloudwatch.EventBusArgs;
import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicArgs;
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The topics and the bus themselves, for an account that provides none. */
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
    super(TYPE, name);
    var child = childAfter(List.of());
    Environment environment = args.environment();
    for (String topic : args.topics()) {
      var settings =
          TopicArgs.builder().name(environment.name(topic)).tags(environment.tags()).build();
      resources.add(new Topic(topic + "-topic", settings, child));
    }
    var settings =
        EventBusArgs.builder().name(environment.name(args.bus())).tags(environment.tags()).build();
    var bus = new EventBus(args.bus() + "-bus", settings, child);
    resources.add(bus);
    registerOutputs(Map.of("busArn", bus.arn()));
  }

  /** The topics and the bus. */
  public List<Resource> resources() {
    return List.copyOf(resources);
  }
}
