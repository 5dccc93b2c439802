package io.tributary.cloud.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What an alarm tells an SNS topic, and whether it may. */
class AlarmActionsTest {

  private static final String TOPIC = "arn:aws:sns:eu-west-1:536697261635:alerts";
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:536697261635:inbox";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CloudWatchFixture aws = new CloudWatchFixture();
  private String inbox;

  @BeforeEach
  void subscribeAnInbox() {
    inbox =
        aws.time
            .await(
                aws.sqs.createQueue(
                    it ->
                        it.queueName("inbox")
                            .attributes(
                                Map.of(
                                    QueueAttributeName.POLICY,
                                    allow("sns.amazonaws.com", "sqs:SendMessage", QUEUE, TOPIC)))))
            .queueUrl();
    aws.time.await(aws.sns.createTopic(it -> it.name("alerts")));
    aws.time.await(aws.sns.subscribe(it -> it.topicArn(TOPIC).protocol("sqs").endpoint(QUEUE)));
  }

  /** The statement that AWS shows for alarms, with the alarm as its source. */
  private void letAlarmsPublish(String alarms) {
    aws.time.await(
        aws.sns.setTopicAttributes(
            it ->
                it.topicArn(TOPIC)
                    .attributeName("Policy")
                    .attributeValue(
                        allow("cloudwatch.amazonaws.com", "sns:Publish", TOPIC, alarms))));
  }

  private void letNoAlarmPublish() {
    letAlarmsPublish("arn:aws:cloudwatch:eu-west-1:536697261635:alarm:others");
  }

  private static String allow(String service, String action, String resource, String source) {
    return """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"%s"},
         "Action":"%s","Resource":"%s","Condition":{"ArnLike":{"aws:SourceArn":"%s"},
         "StringEquals":{"aws:SourceAccount":"536697261635"}}}]}"""
        .formatted(service, action, resource, source);
  }

  private void fire() {
    aws.putAlarm(it -> it.alarmActions(TOPIC).treatMissingData("notBreaching"));
    aws.minutes(1);
    aws.put(1);
    aws.minutes(1);
  }

  private List<Message> mail() {
    return aws.time
        .await(aws.sqs.receiveMessage(it -> it.queueUrl(inbox).maxNumberOfMessages(10)))
        .messages();
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return JSON.readTree(text);
  }

  @Test
  void anAlarm_tellsItsTopicOnce() {
    letAlarmsPublish("arn:aws:cloudwatch:eu-west-1:536697261635:alarm:*");
    fire();
    aws.put(1);
    aws.minutes(1);

    assertThat(mail()).hasSize(1);
  }

  @Test
  void theMessage_hasTheFieldsOfCloudWatch() throws JsonProcessingException {
    letAlarmsPublish("arn:aws:cloudwatch:eu-west-1:536697261635:alarm:*");
    fire();

    JsonNode envelope = json(mail().get(0).body());

    assertThat(envelope.path("Subject").asText()).isEqualTo("ALARM: \"a\" in EU (Ireland)");
    assertThat(json(envelope.path("Message").asText()))
        .isEqualTo(
            json(
                """
                {"AlarmName":"a","AlarmDescription":null,"AWSAccountId":"536697261635",
                 "AlarmConfigurationUpdatedTimestamp":"2025-01-15T12:00:00.000+0000",
                 "NewStateValue":"ALARM",
                 "NewStateReason":"Threshold Crossed: 1 out of the last 1 datapoints [1.0 (15/01/25 12:01:00)] was greater than the threshold (0.0) (minimum 1 datapoint for OK -> ALARM transition).",
                 "StateChangeTime":"2025-01-15T12:02:00.000+0000","Region":"EU (Ireland)",
                 "AlarmArn":"arn:aws:cloudwatch:eu-west-1:536697261635:alarm:a","OldStateValue":"OK",
                 "OKActions":[],"AlarmActions":["arn:aws:sns:eu-west-1:536697261635:alerts"],
                 "InsufficientDataActions":[],
                 "Trigger":{"MetricName":"m","Namespace":"Own","StatisticType":"Statistic",
                   "Statistic":"MAXIMUM","Unit":null,"Dimensions":[],"Period":60,
                   "EvaluationPeriods":1,
                   "ComparisonOperator":"GreaterThanThreshold","Threshold":0.0,
                   "TreatMissingData":"notBreaching","EvaluateLowSampleCountPercentile":""}}"""));
  }

  @Test
  void theDefaultPolicy_letsAlarmsPublish() {
    fire();

    assertThat(mail()).hasSize(1);
  }

  @Test
  void withoutAStatementForAlarms_theDenialIsInTheJournal() {
    letNoAlarmPublish();
    fire();

    assertThat(mail()).isEmpty();
    assertThat(aws.cloud.journal().hops().filter(hop -> hop.outcome() == Outcome.DENIED))
        .singleElement()
        .returns(Step.SNS_PUBLISH, Hop::step)
        .returns(TOPIC, Hop::resource)
        .returns("cloudwatch.amazonaws.com", Hop::peer);
  }

  @Test
  void aStatementForAnotherAlarm_doesNotLetThisOnePublish() {
    letAlarmsPublish("arn:aws:cloudwatch:eu-west-1:536697261635:alarm:b");
    fire();

    assertThat(mail()).isEmpty();
  }

  @Test
  void theHistory_oldestFirst_tellsTheChangeBeforeItsAction() {
    fire();

    var history =
        aws.time.await(
            aws.cloudWatch.describeAlarmHistory(
                it -> it.alarmName("a").scanBy(ScanBy.TIMESTAMP_ASCENDING)));

    assertThat(history.alarmHistoryItems())
        .extracting(AlarmHistoryItem::historyItemType)
        .endsWith(HistoryItemType.STATE_UPDATE, HistoryItemType.ACTION);
  }

  @Test
  void theHistory_saysThatAnActionFailed() {
    letNoAlarmPublish();
    fire();

    var history =
        aws.time.await(
            aws.cloudWatch.describeAlarmHistory(
                it -> it.alarmName("a").historyItemType(HistoryItemType.ACTION)));

    assertThat(history.alarmHistoryItems())
        .singleElement()
        .matches(item -> item.historySummary().startsWith("Failed to execute action " + TOPIC));
  }

  @Test
  void disabledActions_tellNoOne() {
    letAlarmsPublish("arn:aws:cloudwatch:eu-west-1:536697261635:alarm:*");
    aws.putAlarm(it -> it.alarmActions(TOPIC));
    aws.time.await(aws.cloudWatch.disableAlarmActions(it -> it.alarmNames("a")));
    aws.put(1);
    aws.minutes(1);

    assertThat(aws.state()).isEqualTo("ALARM");
    assertThat(mail()).isEmpty();
  }

  @Test
  void theWayBack_isToldToTheOkActions() throws JsonProcessingException {
    letAlarmsPublish("arn:aws:cloudwatch:eu-west-1:536697261635:alarm:*");
    aws.putAlarm(it -> it.okActions(TOPIC).treatMissingData("notBreaching"));
    aws.put(1);
    aws.minutes(4);

    JsonNode message = json(json(mail().get(0).body()).path("Message").asText());

    assertThat(message.path("NewStateValue").asText()).isEqualTo("OK");
  }
}
