package io.tributary.cloud.pipes;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.sqs.QueuedMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Records as a pipe from the queue {@code orders} sees them. */
final class Records {

  static final Account ACCOUNT = new Account("536697261635", "eu-west-1");
  static final String QUEUE = ACCOUNT.arn("sqs", "orders");

  private Records() {}

  static SqsRecord withBody(String body) {
    Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
    attributes.put(
        "tenant", MessageAttributeValue.builder().dataType("String").stringValue("t-7").build());
    attributes.put(
        "raw",
        MessageAttributeValue.builder()
            .dataType("Binary")
            .binaryValue(SdkBytes.fromByteArray(new byte[] {1, 2}))
            .build());
    QueuedMessage message =
        new QueuedMessage(
            "m-1", "handle", body, attributes, "AIDA", 1736942976000L, 1736942976500L, 2, 1);
    return new SqsRecord(message, QUEUE, ACCOUNT);
  }
}
