package io.tributary.cli.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The requests of a load, made once or out of few pieces. */
final class Requests {

  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

  /** How a form begins that publishes one event, and one that publishes several. */
  static final String PUBLISH = "Action=Publish";

  static final String PUBLISH_BATCH = "Action=PublishBatch";

  private static final String JSON = "application/x-amz-json-1.0";

  private final Target target;
  private final String topicArn;
  private final String queueUrl;

  /**
   * Those to one endpoint.
   *
   * @param topicArn where to publish; null if nothing is
   * @param queueUrl where to receive
   */
  Requests(Target target, String topicArn, String queueUrl) {
    this.target = target;
    this.topicArn = topicArn;
    this.queueUrl = queueUrl;
  }

  /** Publishes events of the ids 0000000000, as many as a batch has. */
  byte[] publish(int batch) {
    String message = encoded(Events.withId(Events.NO_ID));
    StringBuilder form = new StringBuilder(batch == 1 ? PUBLISH : PUBLISH_BATCH);
    form.append("&Version=2010-03-31&TopicArn=").append(encoded(topicArn));
    if (batch == 1) {
      return post("sns", FORM, "", form.append("&Message=").append(message).toString());
    }
    for (int i = 1; i <= batch; i++) {
      String entry = "&PublishBatchRequestEntries.member." + i;
      form.append(entry).append(".Id=e").append(i);
      form.append(entry).append(".Message=").append(message);
    }
    return post("sns", FORM, "", form.toString());
  }

  /** Receives up to ten events, waiting for up to a second. */
  byte[] receive() {
    return sqs(
        "ReceiveMessage",
        "{\"QueueUrl\":\"%s\",\"MaxNumberOfMessages\":10,\"WaitTimeSeconds\":1}"
            .formatted(queueUrl));
  }

  /** Sends messages of this body to the queue, up to ten. */
  byte[] send(int messages, String body) {
    String entries =
        IntStream.range(0, messages)
            .mapToObj(i -> "{\"Id\":\"" + i + "\",\"MessageBody\":\"" + body + "\"}")
            .collect(Collectors.joining(","));
    return sqs(
        "SendMessageBatch", "{\"QueueUrl\":\"" + queueUrl + "\",\"Entries\":[" + entries + "]}");
  }

  /** Deletes up to ten messages. */
  byte[] delete(List<String> receiptHandles) {
    StringBuilder json = new StringBuilder("{\"QueueUrl\":\"").append(queueUrl);
    json.append("\",\"Entries\":[");
    for (int i = 0; i < receiptHandles.size(); i++) {
      json.append(i == 0 ? "" : ",").append("{\"Id\":\"").append(i);
      json.append("\",\"ReceiptHandle\":\"").append(receiptHandles.get(i)).append("\"}");
    }
    return sqs("DeleteMessageBatch", json.append("]}").toString());
  }

  private byte[] sqs(String operation, String json) {
    return post("sqs", JSON, "X-Amz-Target: AmazonSQS." + operation + "\r\n", json);
  }

  private byte[] post(String service, String contentType, String header, String body) {
    String request =
        "POST / HTTP/1.1\r\nHost: "
            + target.endpoint().getAuthority()
            + "\r\nAuthorization: "
            + target.authorization(service)
            + "\r\nX-Amz-Date: 20250101T000000Z\r\nContent-Type: "
            + contentType
            + "\r\n"
            + header
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    return request.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
