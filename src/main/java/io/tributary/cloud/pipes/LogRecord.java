package io.tributary.cloud.pipes;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.pipes.model.LogLevel;

/**
 * One record of a pipe's log, at most 256 KB.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-logs-schema.html
 */
record LogRecord(
    String executionId,
    long timestampMillis,
    LogStep messageType,
    String resourceArn,
    LogLevel logLevel,
    ExecutionData data,
    Error error) {

  private static final int MAX_BYTES = 256 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a record shows of the events themselves; null for what the step does not have. */
  record ExecutionData(String payload, String awsRequest, String awsResponse) {
    static ExecutionData none() {
      return new ExecutionData(null, null, null);
    }

    static ExecutionData payload(String json) {
      return new ExecutionData(json, null, null);
    }

    static ExecutionData call(String request, String response) {
      return new ExecutionData(null, request, response);
    }
  }

  /** Why a step failed. */
  record Error(Integer httpStatusCode, String message, String awsService) {

    /** A failure of the pipe itself; null when there is none. */
    static Error of(String why) {
      return why == null ? null : new Error(null, why, "");
    }

    /** A failure that the bus answered with. */
    static Error of(Refusal refusal) {
      return new Error(refusal.status(), refusal.message(), "EventBridge");
    }
  }

  /**
   * The record as it is written. Where it would be too large, its execution data is cut from the
   * end: first the payload, then the request, then the response.
   */
  String json() {
    String whole = json(data, null);
    int excess = bytes(whole) - MAX_BYTES;
    if (excess <= 0) {
      return whole;
    }
    List<String> truncated = new ArrayList<>();
    int named = bytes(json(data, List.of("payload", "awsRequest", "awsResponse")));
    Cut payload = Cut.of(data.payload(), named - MAX_BYTES);
    Cut request = Cut.of(data.awsRequest(), payload.excess());
    Cut response = Cut.of(data.awsResponse(), request.excess());
    addIf(truncated, payload.happened(), "payload");
    addIf(truncated, request.happened(), "awsRequest");
    addIf(truncated, response.happened(), "awsResponse");
    return json(new ExecutionData(payload.text(), request.text(), response.text()), truncated);
  }

  private String json(ExecutionData shown, List<String> truncated) {
    ObjectNode record = JSON.createObjectNode();
    record.put("executionId", executionId);
    record.put("timestamp", timestampMillis);
    record.put("messageType", messageType.name());
    record.put("resourceArn", resourceArn);
    record.put("logLevel", logLevel.toString());
    putIfThere(record, "payload", shown.payload());
    putIfThere(record, "awsRequest", shown.awsRequest());
    putIfThere(record, "awsResponse", shown.awsResponse());
    if (truncated == null) {
      record.putNull("truncatedFields");
    } else {
      truncated.forEach(record.putArray("truncatedFields")::add);
    }
    if (error != null) {
      record.set("error", errorJson());
    }
    return record.toString();
  }

  private ObjectNode errorJson() {
    ObjectNode json = JSON.createObjectNode();
    if (error.httpStatusCode() != null) {
      json.put("httpStatusCode", error.httpStatusCode());
    }
    return json.put("message", error.message())
        .put("details", "")
        .put("awsService", error.awsService())
        .put("requestId", "");
  }

  private static void putIfThere(ObjectNode record, String name, String value) {
    if (value != null) {
      record.put(name, value);
    }
  }

  private static void addIf(List<String> names, boolean condition, String name) {
    if (condition) {
      names.add(name);
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** A text cut from its end, and how many bytes are still too many. */
  private record Cut(String text, int excess, boolean happened) {

    static Cut of(String text, int excess) {
      if (text == null || excess <= 0) {
        return new Cut(text, Math.max(0, excess), false);
      }
      int end = text.length();
      int left = excess;
      while (left > 0 && end > 0) {
        int from = text.offsetByCodePoints(end, -1);
        left -= JsonStringEncoder.getInstance().quoteAsUTF8(text.substring(from, end)).length;
        end = from;
      }
      return new Cut(text.substring(0, end), Math.max(0, left), true);
    }
  }
}
