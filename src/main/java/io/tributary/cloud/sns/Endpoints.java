package io.tributary.cloud.sns;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.sqs.Queues;
import java.util.Set;
import java.util.regex.Pattern;

/** The endpoints that can be subscribed here: the standard SQS queues of account and region. */
final class Endpoints {

  private static final Set<String> OTHER_PROTOCOLS =
      Set.of("http", "https", "email", "email-json", "sms", "application", "lambda", "firehose");

  private static final Pattern QUEUE_NAME = Pattern.compile(Queues.NAME + "(\\.fifo)?");

  private final String ownQueues;

  Endpoints(Account account) {
    this.ownQueues = account.arn("sqs", "");
  }

  boolean isQueue(String arn) {
    return Account.isArn(arn, ownQueues, QUEUE_NAME);
  }

  static boolean isFifo(String queueArn) {
    return queueArn.endsWith(".fifo");
  }

  /** Checks what a Subscribe request names as endpoint. */
  void check(String protocol, String endpoint) {
    if (protocol == null || !protocol.equals("sqs") && !OTHER_PROTOCOLS.contains(protocol)) {
      throw SnsErrors.invalid("Amazon SNS does not support this protocol string: " + protocol);
    }
    if (!protocol.equals("sqs")) {
      throw SnsErrors.invalid(
          "Protocol Reason: the local cloud delivers to the protocol sqs only, not to " + protocol);
    }
    if (endpoint == null || !Queues.ANY_ARN.matcher(endpoint).matches()) {
      throw SnsErrors.invalid("SQS endpoint ARN");
    }
    if (!isQueue(endpoint)) {
      throw SnsErrors.invalid(
          "Endpoint Reason: only queues of this region and account are built here, "
              + ownQueues
              + "*, not "
              + endpoint);
    }
    if (isFifo(endpoint)) {
      throw SnsErrors.invalid(
          "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard"
              + " SNS topics");
    }
  }
}
