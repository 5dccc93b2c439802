package io.tributary.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.iam.QueuePolicies.Sender;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every policy as the whole document that AWS gets, in its order, apart from white space. */
class PoliciesTest {

  private static final Arn QUEUE = arn("sqs", "jane-basket-events");
  private static final Arn TOPIC = arn("sns", "jane-basket-events");
  private static final Arn BUS = arn("events", "event-bus/jane-domain-events");
  private static final Arn RULE = arn("events", "rule/jane-domain-events/jane-purchase-events");
  private static final Arn PIPE = arn("pipes", "pipe/jane-basket-events");
  private static final Arn LOGS = arn("logs", "log-group:/jane/purchase-events");

  private static Arn arn(String service, String resource) {
    return new Arn("aws", service, "eu-west-1", "536697261635", resource);
  }

  private static void assertDocument(String actual, String expected) {
    assertThat(actual).isEqualTo(expected.replaceAll("\\s", ""));
  }

  @Test
  void topicPolicy_refusesPublishingByPlainHttpAndGivesNothing() {
    assertDocument(
        TopicPolicies.tlsOnly(TOPIC),
        """
        {
          "Version": "2012-10-17",
          "Statement": {
            "Sid": "DenyPlainHttp",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "sns:Publish",
            "Resource": "arn:aws:sns:eu-west-1:536697261635:jane-basket-events",
            "Condition": {"Bool": {"aws:SecureTransport": "false"}}
          }
        }
        """);
  }

  @Test
  void policyOfAnAlarmTopic_admitsTheAlarmsAndRefusesPlainHttp() {
    assertDocument(
        TopicPolicies.alarms(
            TOPIC, List.of(arn("cloudwatch", "alarm:one"), arn("cloudwatch", "alarm:two"))),
        """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "AllowAlarms",
              "Effect": "Allow",
              "Principal": {"Service": "cloudwatch.amazonaws.com"},
              "Action": "sns:Publish",
              "Resource": "arn:aws:sns:eu-west-1:536697261635:jane-basket-events",
              "Condition": {
                "ArnEquals": {
                  "aws:SourceArn": [
                    "arn:aws:cloudwatch:eu-west-1:536697261635:alarm:one",
                    "arn:aws:cloudwatch:eu-west-1:536697261635:alarm:two"
                  ]
                }
              }
            },
            {
              "Sid": "DenyPlainHttp",
              "Effect": "Deny",
              "Principal": "*",
              "Action": "sns:Publish",
              "Resource": "arn:aws:sns:eu-west-1:536697261635:jane-basket-events",
              "Condition": {"Bool": {"aws:SecureTransport": "false"}}
            }
          ]
        }
        """);
  }

  @Test
  void policyOfAnAlarmTopicWithoutAlarms_isRefused() {
    assertThatThrownBy(() -> TopicPolicies.alarms(TOPIC, List.of()))
        .hasMessage("no alarm tells the topic " + TOPIC + "; its policy is TopicPolicies.tlsOnly");
  }

  @Test
  void deadLetterQueueOfNoQueue_letsNoQueueNameIt() {
    assertDocument(QueuePolicies.redriveAllowNone(), "{\"redrivePermission\":\"denyAll\"}");
  }

  @Test
  void queuePolicy_admitsOneTopicAndDeniesPlainHttp() {
    assertDocument(
        QueuePolicies.allowOnly(Sender.topic(TOPIC), QUEUE),
        """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "AllowSender",
              "Effect": "Allow",
              "Principal": {"Service": "sns.amazonaws.com"},
              "Action": "sqs:SendMessage",
              "Resource": "arn:aws:sqs:eu-west-1:536697261635:jane-basket-events",
              "Condition": {
                "ArnEquals": {
                  "aws:SourceArn": "arn:aws:sns:eu-west-1:536697261635:jane-basket-events"
                }
              }
            },
            {
              "Sid": "DenyPlainHttp",
              "Effect": "Deny",
              "Principal": "*",
              "Action": "sqs:*",
              "Resource": "arn:aws:sqs:eu-west-1:536697261635:jane-basket-events",
              "Condition": {"Bool": {"aws:SecureTransport": "false"}}
            }
          ]
        }
        """);
  }

  @Test
  void queuePolicy_admitsOneRule() {
    assertDocument(
        QueuePolicies.allowOnly(Sender.rule(RULE), QUEUE),
        """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "AllowSender",
              "Effect": "Allow",
              "Principal": {"Service": "events.amazonaws.com"},
              "Action": "sqs:SendMessage",
              "Resource": "arn:aws:sqs:eu-west-1:536697261635:jane-basket-events",
              "Condition": {
                "ArnEquals": {
                  "aws:SourceArn":
                    "arn:aws:events:eu-west-1:536697261635:rule/jane-domain-events/jane-purchase-events"
                }
              }
            },
            {
              "Sid": "DenyPlainHttp",
              "Effect": "Deny",
              "Principal": "*",
              "Action": "sqs:*",
              "Resource": "arn:aws:sqs:eu-west-1:536697261635:jane-basket-events",
              "Condition": {"Bool": {"aws:SecureTransport": "false"}}
            }
          ]
        }
        """);
  }

  @Test
  void redrivePolicy_namesTheDeadLetterQueueAndTheReceives() {
    assertDocument(
        QueuePolicies.redrive(QUEUE, 5),
        """
        {
          "deadLetterTargetArn": "arn:aws:sqs:eu-west-1:536697261635:jane-basket-events",
          "maxReceiveCount": 5
        }
        """);
  }

  @Test
  void redrivePolicyOfASubscription_namesTheDeadLetterQueue() {
    assertDocument(
        QueuePolicies.redriveUndelivered(QUEUE),
        """
        {"deadLetterTargetArn": "arn:aws:sqs:eu-west-1:536697261635:jane-basket-events"}
        """);
  }

  @Test
  void redriveAllowPolicy_admitsOneQueue() {
    assertDocument(
        QueuePolicies.redriveAllow(QUEUE),
        """
        {
          "redrivePermission": "byQueue",
          "sourceQueueArns": ["arn:aws:sqs:eu-west-1:536697261635:jane-basket-events"]
        }
        """);
  }

  @Test
  void pipeRole_isTrustedForOnePipe() {
    assertDocument(
        PipePolicies.trust(PIPE),
        """
        {
          "Version": "2012-10-17",
          "Statement": {
            "Effect": "Allow",
            "Principal": {"Service": "pipes.amazonaws.com"},
            "Action": "sts:AssumeRole",
            "Condition": {
              "ArnEquals": {
                "aws:SourceArn": "arn:aws:pipes:eu-west-1:536697261635:pipe/jane-basket-events"
              }
            }
          }
        }
        """);
  }

  @Test
  void pipeRole_mayConsumeOneQueueAndPutOnOneBus() {
    assertDocument(
        PipePolicies.queueToBus(QUEUE, BUS),
        """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "ConsumeQueue",
              "Effect": "Allow",
              "Action": ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
              "Resource": "arn:aws:sqs:eu-west-1:536697261635:jane-basket-events"
            },
            {
              "Sid": "PutOnBus",
              "Effect": "Allow",
              "Action": "events:PutEvents",
              "Resource": "arn:aws:events:eu-west-1:536697261635:event-bus/jane-domain-events"
            }
          ]
        }
        """);
  }

  @Test
  void logPolicy_letsOneRuleWriteToOneGroup() {
    assertDocument(
        LogPolicies.allowRule(RULE, LOGS),
        """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "CreateStreams",
              "Effect": "Allow",
              "Principal": {"Service": ["events.amazonaws.com", "delivery.logs.amazonaws.com"]},
              "Action": "logs:CreateLogStream",
              "Resource": "arn:aws:logs:eu-west-1:536697261635:log-group:/jane/purchase-events:*"
            },
            {
              "Sid": "WriteEvents",
              "Effect": "Allow",
              "Principal": {"Service": ["events.amazonaws.com", "delivery.logs.amazonaws.com"]},
              "Action": "logs:PutLogEvents",
              "Resource": "arn:aws:logs:eu-west-1:536697261635:log-group:/jane/purchase-events:*",
              "Condition": {
                "ArnEquals": {
                  "aws:SourceArn":
                    "arn:aws:events:eu-west-1:536697261635:rule/jane-domain-events/jane-purchase-events"
                }
              }
            }
          ]
        }
        """);
  }
}
