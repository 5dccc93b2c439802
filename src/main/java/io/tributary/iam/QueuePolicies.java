package io.tributary.iam;

import static software.amazon.awssdk.policybuilder.iam.IamConditionOperator.ARN_EQUALS;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * What a queue carries: who may send to it, and where it hands the messages that nobody could
 * process.
 */
public final class QueuePolicies {

  private QueuePolicies() {}

  /**
   * A service that sends to a queue on behalf of one resource.
   *
   * @param service the service principal, such as {@code sns.amazonaws.com}
   * @param arn the topic or rule that it acts for
   */
  public record Sender(String service, Arn arn) {

    /**
     * The topic, through <a
     * href="https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html">SNS</a>.
     */
    public static Sender topic(Arn topic) {
      return new Sender("sns.amazonaws.com", topic);
    }

    /**
     * The rule, through <a
     * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html">EventBridge</a>.
     */
    public static Sender rule(Arn rule) {
      return new Sender("events.amazonaws.com", rule);
    }
  }

  /**
   * The sender may send, nobody may come by plain HTTP; what people and roles of the account may do
   * is left to their own policies. The sender's ARN holds its account, so a condition on
   * aws:SourceAccount would add nothing.
   */
  public static String allowOnly(Sender sender, Arn queue) {
    return IamPolicy.builder()
        .addStatement(allowSend(sender, queue))
        .addStatement(PlainHttp.deny("sqs:*", queue))
        .build()
        .toJson();
  }

  private static IamStatement allowSend(Sender sender, Arn queue) {
    return IamStatement.builder()
        .sid("AllowSender")
        .effect(IamEffect.ALLOW)
        .addPrincipal(IamPrincipalType.SERVICE, sender.service())
        .addAction("sqs:SendMessage")
        .addResource(queue.toString())
        .addCondition(ARN_EQUALS, "aws:SourceArn", sender.arn().toString())
        .build();
  }

  /**
   * A queue's redrive policy: after so many receives without a delete, the message goes to the
   * dead-letter queue.
   *
   * @param maxReceiveCount 1 to 1,000
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html">Dead-letter
   *     queues</a>
   */
  public static String redrive(Arn deadLetterQueue, int maxReceiveCount) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("deadLetterTargetArn", deadLetterQueue.toString())
        .put("maxReceiveCount", maxReceiveCount)
        .toString();
  }

  /** A subscription's redrive policy: what SNS cannot deliver goes to the dead-letter queue. */
  public static String redriveUndelivered(Arn deadLetterQueue) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("deadLetterTargetArn", deadLetterQueue.toString())
        .toString();
  }

  /** A dead-letter queue's redrive allow policy: only this queue may name it as its own. */
  public static String redriveAllow(Arn queue) {
    var policy = JsonNodeFactory.instance.objectNode().put("redrivePermission", "byQueue");
    policy.putArray("sourceQueueArns").add(queue.toString());
    return policy.toString();
  }

  /**
   * The redrive allow policy of a dead-letter queue that takes what a rule or a subscription could
   * not deliver, and belongs to no queue.
   */
  public static String redriveAllowNone() {
    return JsonNodeFactory.instance.objectNode().put("redrivePermission", "denyAll").toString();
  }
}
