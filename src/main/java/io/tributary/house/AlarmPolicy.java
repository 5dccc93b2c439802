package io.tributary.house;

import io.tributary.cloud.iam.Principal;
import io.tributary.local.GraphResource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A topic of the program lets in the alarms that tell it. */
final class AlarmPolicy extends Check {

  AlarmPolicy() {
    super(
        new Rule(
            "alarm-policy",
            "CloudWatch publishes to a topic as any service does: where the topic's policy replaces"
                + " the one that SNS gave it and does not let CloudWatch in, an alarm tells nobody,"
                + " and that shows in the alarm's history only.",
            "In the topic's policy let cloudwatch.amazonaws.com do sns:Publish for the alarms, and"
                + " deny plain HTTP, as TopicPolicies.alarms does. The policies of TopicsAndBus let"
                + " no service in: make a topic for alarms apart from it.",
            "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    return estate
        .ofType("aws:sns/topic:Topic")
        .filter(topic -> estate.topicPolicy(topic) != null)
        .flatMap(topic -> finding(topic, refused(topic, estate)).stream());
  }

  /** The names of the alarms that tell a topic and are not let. */
  private static List<String> refused(GraphResource topic, Estate estate) {
    String arn = topic.text("arn").orElseThrow();
    String policy = estate.topicPolicy(topic);
    Access access = new Access(estate.stack());
    return estate
        .ofType("aws:cloudwatch/metricAlarm:MetricAlarm")
        .filter(alarm -> tells(alarm, arn))
        .filter(alarm -> !access.allows(policy, sender(alarm, estate), "sns:Publish", arn))
        .map(alarm -> alarm.text("name").orElseThrow())
        .toList();
  }

  private static boolean tells(GraphResource alarm, String topicArn) {
    return !Optional.of(false).equals(alarm.at("actionsEnabled"))
        && Stream.of("alarmActions", "okActions", "insufficientDataActions")
            .flatMap(when -> alarm.at(when).stream())
            .anyMatch(actions -> actions instanceof List<?> arns && arns.contains(topicArn));
  }

  private static Principal.Service sender(GraphResource alarm, Estate estate) {
    return new Principal.Service(
        Principal.Service.CLOUDWATCH, alarm.text("arn").orElseThrow(), estate.stack().accountId());
  }

  private Optional<Finding> finding(GraphResource topic, List<String> alarms) {
    return alarms.isEmpty()
        ? Optional.empty()
        : Optional.of(
            finding(
                topic,
                "its policy does not let "
                    + Principal.Service.CLOUDWATCH
                    + " publish for "
                    + String.join(", ", alarms),
                "sns:Publish for that service, with aws:SourceArn the ARNs of these alarms"));
  }
}
