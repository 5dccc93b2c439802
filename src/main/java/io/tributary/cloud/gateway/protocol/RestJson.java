package io.tributary.cloud.gateway.protocol;

import io.tributary.cloud.gateway.http.HttpCall;
import io.tributary.cloud.gateway.http.HttpReply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;

/**
 * REST-JSON: the operation is a method and a path; members stand in the path, the query string, the
 * JSON body and, in responses only, in headers. An operation succeeds with 200.
 *
 * <p>See smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 */
public final class RestJson implements Protocol {

  private static final String JSON = "application/json";

  private final List<RestBinding> bindings;

  /** A service whose operations lie where the bindings say. */
  public RestJson(RestBinding... bindings) {
    this.bindings = List.of(bindings);
  }

  @Override
  public Optional<String> operation(HttpCall call) {
    return bindings.stream()
        .filter(binding -> binding.method().equals(call.method()))
        .filter(binding -> binding.labels(call.path()).isPresent())
        .map(RestBinding::operation)
        .findFirst();
  }

  @Override
  public void decode(String operation, HttpCall call, SdkPojo builder) {
    Map<String, String> labels = labels(operation, call);
    JsonReader.read(call.body(), builder);
    for (SdkField<?> field : builder.sdkFields()) {
      switch (field.location()) {
        case PAYLOAD -> {} // read from the body
        case PATH -> set(builder, field, labels.get(field.locationName()));
        case QUERY_PARAM -> readQuery(field, call, builder);
        case HEADER, GREEDY_PATH, STATUS_CODE -> throw Fields.unsupported(field);
      }
    }
  }

  private Map<String, String> labels(String operation, HttpCall call) {
    return bindings.stream()
        .filter(binding -> binding.operation().equals(operation))
        .findFirst()
        .flatMap(binding -> binding.labels(call.path()))
        .orElseThrow(() -> new IllegalStateException("the path does not lead to " + operation));
  }

  private static void readQuery(SdkField<?> field, HttpCall call, SdkPojo builder) {
    if (field.marshallingType().getKnownType() != MarshallingKnownType.LIST) {
      set(builder, field, call.form().get(field.locationName()));
      return;
    }
    SdkField<?> element = Fields.list(field).memberFieldInfo();
    List<Object> values =
        call.queryValues(field.locationName()).stream()
            .map(text -> TextValues.read(element, field::locationName, text))
            .toList();
    if (!values.isEmpty()) {
      field.set(builder, values);
    }
  }

  private static void set(SdkPojo builder, SdkField<?> field, String text) {
    if (text != null) {
      field.set(builder, TextValues.read(field, field::locationName, text));
    }
  }

  @Override
  public HttpReply encode(String operation, SdkPojo response, String requestId) {
    return new HttpReply(200, JSON, headers(response), JsonWriter.write(Map.of(), response));
  }

  @Override
  public HttpReply error(AwsServiceException error, String requestId) {
    Map<String, String> headers = headers(error);
    headers.put("x-amzn-ErrorType", error.awsErrorDetails().errorCode());
    Map<String, String> message = Map.of("message", error.awsErrorDetails().errorMessage());
    return new HttpReply(error.statusCode(), JSON, headers, JsonWriter.write(message, error));
  }

  private static Map<String, String> headers(SdkPojo model) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (SdkField<?> field : model.sdkFields()) {
      Object value = Fields.value(field, model);
      if (value != null && field.location() == MarshallLocation.HEADER) {
        headers.put(field.locationName(), TextValues.write(field, value));
      }
    }
    return headers;
  }
}
