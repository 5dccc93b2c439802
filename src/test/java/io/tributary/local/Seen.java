package io.tributary.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** What a person reads in the answers to the runbook's commands. */
final class Seen {

  private Seen() {}

  static int waiting(GetQueueAttributesResponse queue) {
    return Integer.parseInt(
        queue.attributes().get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
  }

  static double sum(GetMetricStatisticsResponse metric) {
    return metric.datapoints().stream().mapToDouble(it -> it.sum()).sum();
  }

  static List<String> errors(ReceiveMessageResponse dead, String attribute) {
    return dead.messages().stream()
        .map(message -> message.messageAttributes().get(attribute).stringValue())
        .toList();
  }

  static String policy(GetQueueAttributesResponse queue) {
    return queue.attributes().getOrDefault(QueueAttributeName.POLICY, "no policy");
  }

  /** The ids of the events in a queue, as the publisher gave them. */
  static List<String> eventIds(List<JsonNode> events) {
    return events.stream().map(it -> it.at("/detail/event/event_id").asText()).toList();
  }
}
