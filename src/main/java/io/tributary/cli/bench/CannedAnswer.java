package io.tributary.cli.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.utils.BinaryUtils;
import software.amazon.awssdk.utils.Md5Utils;

/** What a local cloud answers to a load's requests: the same, but always with the same ids. */
final class CannedAnswer {

  /** Of a request, a message and an event alike: all are as long. */
  static final String ID = "6a7e8feb-b491-4cf7-a9f1-bf3703467718";

  private static final String MESSAGE_ID = "<MessageId>" + ID + "</MessageId>";

  private static final CannedAnswer PUBLISHED = xml("Publish", MESSAGE_ID);
  private static final CannedAnswer TEN_PUBLISHED =
      xml(
          "PublishBatch",
          "<Successful>"
              + ten("", i -> "<member><Id>e" + (i + 1) + "</Id>" + MESSAGE_ID + "</member>")
              + "</Successful><Failed></Failed>");
  private static final CannedAnswer TEN_RECEIVED =
      json("{\"Messages\":[" + ten(",", i -> message()) + "]}");
  private static final CannedAnswer TEN_DELETED =
      json("{\"Successful\":[" + ten(",", i -> "{\"Id\":\"" + i + "\"}") + "],\"Failed\":[]}");

  private final String contentType;
  private final Buffer body;

  private CannedAnswer(String contentType, String body) {
    this.contentType = contentType;
    this.body = Buffer.buffer(body);
  }

  /** The answer to a request that {@link Requests} has made. */
  static CannedAnswer to(HttpServerRequest request, Buffer form) {
    String operation = request.getHeader("X-Amz-Target");
    if (operation == null) {
      // Both begin alike: it is the next character that tells them apart.
      return form.getByte(Requests.PUBLISH.length()) == '&' ? PUBLISHED : TEN_PUBLISHED;
    }
    return operation.equals("AmazonSQS.ReceiveMessage") ? TEN_RECEIVED : TEN_DELETED;
  }

  String contentType() {
    return contentType;
  }

  Buffer body() {
    return body;
  }

  private static CannedAnswer xml(String action, String result) {
    return new CannedAnswer(
        "text/xml",
        "<%1$sResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><%1$sResult>%2$s</%1$sResult>"
                .formatted(action, result)
            + "<ResponseMetadata><RequestId>%2$s</RequestId></ResponseMetadata></%1$sResponse>"
                .formatted(action, ID));
  }

  private static CannedAnswer json(String body) {
    return new CannedAnswer("application/x-amz-json-1.0", body);
  }

  private static String ten(String between, IntFunction<String> each) {
    return IntStream.range(0, 10).mapToObj(each).collect(Collectors.joining(between));
  }

  /** One event as SQS answers it after a rule of EventBridge. */
  private static String message() {
    String event =
        "{\"version\":\"0\",\"id\":\"%s\",\"detail-type\":\"Event from aws:sqs\",\"source\":\"tributary-bench\","
                .formatted(ID)
            + "\"account\":\"123456789012\",\"time\":\"2025-01-07T09:05:00Z\",\"region\":\"eu-west-1\","
            + "\"resources\":[],\"detail\":{\"event\":"
            + Events.withId(Events.NO_ID)
            + "}}";
    return "{\"MessageId\":\"%s\",\"ReceiptHandle\":\"%s\",\"MD5OfBody\":\"%s\",\"Body\":\"%s\"}"
        .formatted(ID, "A".repeat(32), md5(event), event.replace("\"", "\\\""));
  }

  /** A right one, for the SDK's clients compare it. */
  private static String md5(String body) {
    return BinaryUtils.toHex(Md5Utils.computeMD5Hash(body.getBytes(StandardCharsets.UTF_8)));
  }
}
