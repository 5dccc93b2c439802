package io.tributary.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A good request, to be made bad.
 *
 * @param wire in which form its errors have to come
 * @param service that it is signed for
 * @param target of X-Amz-Target; null for the protocols that have none
 */
record Template(
    Wire wire,
    String service,
    String method,
    String path,
    String contentType,
    String target,
    String body) {

  /** How a service's errors stand in HTTP. */
  enum Wire {
    JSON,
    REST_JSON,
    QUERY
  }

  static final String QUEUE = "jane-fuzz";

  private static final String ACCOUNT = "536697261635";
  private static final String QUEUE_URL =
      "\"QueueUrl\":\"http://localhost/" + ACCOUNT + "/" + QUEUE + "\"";

  static final List<Template> ALL =
      List.of(
          sqs("SendMessage", ",\"MessageBody\":\"{\\\"n\\\":1}\",\"DelaySeconds\":900"),
          sqs(
              "SendMessageBatch",
              ",\"Entries\":[{\"Id\":\"a\",\"MessageBody\":\"x\",\"DelaySeconds\":5,\"MessageAttributes\":"
                  + "{\"n\":{\"DataType\":\"Number\",\"StringValue\":\"1\"}}}]"),
          sqs(
              "ReceiveMessage",
              ",\"MaxNumberOfMessages\":10,\"VisibilityTimeout\":5,\"MessageAttributeNames\":[\"All\"]"),
          sqs("DeleteMessage", ",\"ReceiptHandle\":\"AQEB\""),
          sqs("SetQueueAttributes", ",\"Attributes\":{\"VisibilityTimeout\":\"30\"}"),
          sqs("GetQueueAttributes", ",\"AttributeNames\":[\"All\"]"),
          json(
              "events",
              "AWSEvents.PutEvents",
              "{\"Entries\":[{\"Source\":\"fuzz\",\"DetailType\":\"t\",\"Detail\":\"{\\\"n\\\":1}\",\"Time\":1.5,"
                  + "\"EventBusName\":\"jane-domain-events\",\"Resources\":[\"a\"]}]}"),
          json(
              "events",
              "AWSEvents.TestEventPattern",
              "{\"EventPattern\":\"{\\\"source\\\":[\\\"a\\\"]}\",\"Event\":\"{\\\"source\\\":\\\"a\\\"}\"}"),
          json(
              "events",
              "AWSEvents.ListRules",
              "{\"EventBusName\":\"jane-domain-events\",\"Limit\":5}"),
          json(
              "logs",
              "Logs_20140328.FilterLogEvents",
              "{\"logGroupName\":\"/jane/basket-events\",\"limit\":5,\"startTime\":0}"),
          query(
              "sns",
              Map.of(
                  "Action", "Publish",
                  "Version", "2010-03-31",
                  "TopicArn", "arn:aws:sns:eu-west-1:" + ACCOUNT + ":jane-fuzz",
                  "Message", "{\"n\":1}",
                  "MessageAttributes.entry.1.Name", "n",
                  "MessageAttributes.entry.1.Value.DataType", "Number",
                  "MessageAttributes.entry.1.Value.StringValue", "1")),
          query("sts", Map.of("Action", "GetCallerIdentity", "Version", "2011-06-15")),
          query(
              "iam",
              Map.of(
                  "Action", "GetRole",
                  "Version", "2010-05-08",
                  "RoleName", "jane-basket-events-pipe")),
          pipes("GET", "/v1/pipes/jane-basket-events", ""),
          pipes("GET", "/v1/pipes?Limit=5", ""),
          pipes(
              "PUT",
              "/v1/pipes/jane-nothing",
              "{\"RoleArn\":\"arn\",\"DesiredState\":\"RUNNING\",\"SourceParameters\":"
                  + "{\"SqsQueueParameters\":{\"BatchSize\":1}}}"));

  private static Template sqs(String operation, String members) {
    return json("sqs", "AmazonSQS." + operation, "{" + QUEUE_URL + members + "}");
  }

  private static Template json(String service, String target, String body) {
    String version = service.equals("sqs") ? "1.0" : "1.1";
    return new Template(
        Wire.JSON, service, "POST", "/", "application/x-amz-json-" + version, target, body);
  }

  private static Template query(String service, Map<String, String> parameters) {
    String form =
        parameters.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return new Template(
        Wire.QUERY, service, "POST", "/", "application/x-www-form-urlencoded", null, form);
  }

  private static Template pipes(String method, String path, String body) {
    return new Template(Wire.REST_JSON, "pipes", method, path, "application/json", null, body);
  }

  /** The request line and the headers that every request has, but for the body's length. */
  String head() {
    return head(path, "Content-Type: " + contentType + "\r\n");
  }

  /** The same with another path, and headers in place of the content type's. */
  String head(String otherPath, String headers) {
    return method
        + " "
        + otherPath
        + " HTTP/1.1\r\nHost: localhost\r\n"
        + "Authorization: AWS4-HMAC-SHA256 Credential=jane/20250115/eu-west-1/"
        + service
        + "/aws4_request, SignedHeaders=host, Signature=0\r\n"
        + (target == null ? "" : "X-Amz-Target: " + target + "\r\n")
        + headers;
  }
}
