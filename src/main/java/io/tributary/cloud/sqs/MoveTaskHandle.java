package io.tributary.cloud.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Names a message move task, and the queue it moves messages out of; to the caller it is opaque.
 *
 * @param taskId a UUID
 * @param sourceArn the dead-letter queue
 */
record MoveTaskHandle(String taskId, String sourceArn) {

  private static final ObjectMapper JSON = new ObjectMapper();

  String text() {
    String json =
        JSON.createObjectNode().put("taskId", taskId).put("sourceArn", sourceArn).toString();
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a handle.
   *
   * @throws software.amazon.awssdk.services.sqs.model.SqsException InvalidParameterValue, if it is
   *     none
   */
  static MoveTaskHandle parse(String text) {
    if (text == null || text.isEmpty()) {
      throw SqsError.missing("TaskHandle");
    }
    JsonNode json = json(text);
    JsonNode taskId = json.path("taskId");
    JsonNode sourceArn = json.path("sourceArn");
    if (!taskId.isTextual() || !sourceArn.isTextual()) {
      throw invalid();
    }
    return new MoveTaskHandle(taskId.textValue(), sourceArn.textValue());
  }

  private static JsonNode json(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | JsonProcessingException noHandle) {
      throw invalid();
    }
  }

  private static RuntimeException invalid() {
    return SqsError.INVALID_PARAMETER_VALUE.with("Value for parameter TaskHandle is invalid.");
  }
}
