package io.tributary.local.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads a resource's inputs into its record and leaves nothing out: what it does not know fails.
 */
final class InputReader {

  private static final String UNKNOWN = "unknown properties";
  private static final ObjectMapper MAPPER = mapper();

  private InputReader() {}

  private static ObjectMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .addHandler(new UnknownProperties())
            .build();
    for (CoercionInputShape shape :
        List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
    }
    return mapper;
  }

  /**
   * The inputs as a record.
   *
   * @throws InvalidInputsException naming every property that the record lacks, or the first value
   *     that does not fit
   */
  static <I> I read(String resource, Map<String, Object> inputs, Class<I> record) {
    List<String> unknown = new ArrayList<>();
    try (TokenBuffer tokens = new TokenBuffer(MAPPER, false)) {
      MAPPER.writeValue(tokens, inputs);
      JsonParser parser = tokens.asParser();
      I read = MAPPER.readerFor(record).withAttribute(UNKNOWN, unknown).readValue(parser);
      return known(resource, read, unknown);
    } catch (JsonMappingException problem) {
      unknown.add(at(problem) + cause(problem));
      return known(resource, null, unknown);
    } catch (IOException bug) {
      throw new IllegalStateException("plain data in memory can be written and read", bug);
    }
  }

  private static <I> I known(String resource, I read, List<String> problems) {
    if (problems.isEmpty()) {
      return read;
    }
    throw new InvalidInputsException(
        problems.stream().map(problem -> resource + ": " + problem).toList());
  }

  private static String at(JsonMappingException problem) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : problem.getPath()) {
      path.append(step.getFieldName() == null ? "[" + step.getIndex() + "]" : dotted(path, step));
    }
    return path.isEmpty() ? "" : "property '" + path + "': ";
  }

  private static String dotted(StringBuilder before, JsonMappingException.Reference step) {
    return (before.isEmpty() ? "" : ".") + step.getFieldName();
  }

  private static String cause(JsonMappingException problem) {
    return problem.getCause() instanceof IllegalArgumentException check
        ? check.getMessage()
        : problem.getOriginalMessage();
  }

  /** A record's set properties as plain data: the defaults that it filled in are among them. */
  static Map<String, Object> properties(Object record) {
    return MAPPER.convertValue(record, new TypeReference<Map<String, Object>>() {});
  }

  private static final class UnknownProperties extends DeserializationProblemHandler {
    @Override
    public boolean handleUnknownProperty(
        DeserializationContext context,
        JsonParser parser,
        JsonDeserializer<?> deserializer,
        Object beanOrClass,
        String property)
        throws IOException {
      Collection<Object> known = deserializer.getKnownPropertyNames();
      @SuppressWarnings("unchecked") // set by read alone
      List<String> problems = (List<String>) context.getAttribute(UNKNOWN);
      problems.add(
          "the local cloud does not build the property '"
              + property
              + "'; it builds "
              + String.join(", ", new TreeSet<>(known.stream().map(String::valueOf).toList())));
      parser.skipChildren();
      return true;
    }
  }
}
