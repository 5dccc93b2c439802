package io.tributary.component;

import com.pulumi.aws.cloudwatch.Dashboard;
import com.pulumi.aws.cloudwatch.DashboardArgs;
import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import io.tributary.component.Monitored.Alarm;
import io.tributary.component.Monitored.Metric;
import io.tributary.iam.Arn;
import io.tributary.iam.TopicPolicies;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The alarms of a system and its dashboard. They wait for nothing and nothing waits for them: they
 * are made from names alone, and an event must never be held up by what watches it.
 *
 * <p>CloudWatch charges each alarm and each dashboard by the month.
 *
 * @see <a href="https://aws.amazon.com/cloudwatch/pricing/">CloudWatch pricing</a>
 */
public final class Monitoring extends Component {

  public static final String TYPE = "tributary:component:Monitoring";

  /** More would leave a graph too narrow to be read. */
  private static final int MOST_STEPS = 8;

  /**
   * What to watch.
   *
   * @param name of the dashboard, without the username
   * @param steps the system from left to right, 1 to 8 steps; in a step, from top to bottom
   * @param alarmTopic a standard topic of the same region that is told when an alarm begins and
   *     when it ends; empty to tell nobody. Its policy has to let {@code cloudwatch.amazonaws.com}
   *     publish, as none of {@link TopicsAndBus} does, whose policy lets no service in: make it
   *     with Pulumi's own {@code Topic} and a policy by {@link TopicPolicies#alarms}
   */
  public record Args(
      Environment environment, String name, List<List<Monitored>> steps, Optional<Arn> alarmTopic) {

    public Args {
      steps = steps.stream().map(List::copyOf).toList();
      if (steps.isEmpty() || steps.size() > MOST_STEPS) {
        throw new IllegalArgumentException(
            "a dashboard shows 1 to %s steps side by side, got %s"
                .formatted(MOST_STEPS, steps.size()));
      }
    }

    /** The ARNs of all alarms, for {@link TopicPolicies#alarms}. */
    public List<Arn> alarmArns() {
      return alarms().stream().map(Alarm::name).map(environment::alarm).toList();
    }

    private List<Alarm> alarms() {
      return steps.stream().flatMap(List::stream).flatMap(it -> it.alarms().stream()).toList();
    }
  }

  private final Args args;
  private final Dashboard dashboard;

  public Monitoring(String name, Args args) {
    this(name, args, ComponentResourceOptions.Empty);
  }

  /** With Pulumi's options, such as the aliases of one that had another name. */
  public Monitoring(String name, Args args, ComponentResourceOptions options) {
    super(TYPE, name, options);
    this.args = args;
    args.alarms().forEach(this::makeAlarm);
    this.dashboard = makeDashboard(name);
    registerOutputs(Map.of("dashboardName", dashboardName()));
  }

  private void makeAlarm(Alarm alarm) {
    Metric metric = alarm.metric();
    var actions = args.alarmTopic().map(Arn::toString).map(List::of).orElse(List.of());
    var settings =
        MetricAlarmArgs.builder()
            .name(args.environment().name(alarm.name()))
            .alarmDescription(alarm.description())
            .namespace(metric.namespace())
            .metricName(metric.name())
            .dimensions(metric.dimensions())
            .statistic(metric.statistic())
            .period((int) Monitored.PERIOD.toSeconds())
            .comparisonOperator("GreaterThanThreshold")
            .threshold((double) alarm.threshold())
            .evaluationPeriods(alarm.ofMinutes())
            .datapointsToAlarm(alarm.minutes())
            .treatMissingData("notBreaching")
            .alarmActions(actions)
            .okActions(actions)
            .tags(args.environment().tags())
            .build();
    new MetricAlarm(alarm.name(), settings, childAfter(List.of()));
  }

  private Dashboard makeDashboard(String name) {
    var environment = args.environment();
    var settings =
        DashboardArgs.builder()
            .dashboardName(environment.name(args.name()))
            .dashboardBody(DashboardBody.of(environment.region(), args.steps(), args.alarmArns()))
            .build();
    return new Dashboard(name + "-dashboard", settings, childAfter(List.of()));
  }

  public Output<String> dashboardName() {
    return dashboard.dashboardName();
  }
}
