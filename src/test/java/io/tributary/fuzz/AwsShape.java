package io.tributary.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.fuzz.Template.Wire;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Whether an answer is one that AWS could have given. */
final class AwsShape {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final XMLInputFactory XML = XMLInputFactory.newFactory();

  /** What is no HTTP/1 the HTTP library refuses by itself, before the gateway sees it. */
  private static final String OTHER_HTTP_VERSION = "HTTP/2.0 501 Not Implemented\r\n";

  private AwsShape() {}

  /**
   * What is wrong with an answer; nothing when it is a success, or a refusal in AWS's form.
   *
   * @param response head and body
   * @param wire the form that a refusal must have; null for any
   */
  static Optional<String> problem(String response, Wire wire) {
    int status = status(response);
    if (status == 200 || response.startsWith(OTHER_HTTP_VERSION)) {
      return Optional.empty();
    }
    if (status < 400 || status >= 500 && status != 501) {
      return Optional.of("status " + status);
    }
    if (header(response, "x-amzn-requestid") == null) {
      return Optional.of("no request id");
    }
    boolean shaped =
        wire == null
            ? isJson(response) || isRestJson(response) || isQuery(response)
            : switch (wire) {
              case JSON -> isJson(response);
              case REST_JSON -> isRestJson(response);
              case QUERY -> isQuery(response);
            };
    return shaped ? Optional.empty() : Optional.of("no error of " + wire);
  }

  /** The status of a response; 0 when it has none. */
  static int status(String response) {
    return response.matches("(?s)HTTP/1\\.[01] [0-9]{3} .*")
        ? Integer.parseInt(response.substring(9, 12))
        : 0;
  }

  private static boolean isJson(String response) {
    JsonNode error = json(response);
    return isText(error.path("__type")) && isText(error.path("message"));
  }

  private static boolean isRestJson(String response) {
    return header(response, "x-amzn-errortype") != null && isText(json(response).path("message"));
  }

  private static boolean isQuery(String response) {
    Map<String, String> error = xml(response);
    return error.containsKey("ErrorResponse")
        && Stream.of("Code", "Message", "RequestId")
            .noneMatch(member -> error.getOrDefault(member, "").isEmpty());
  }

  private static boolean isText(JsonNode node) {
    return node.isTextual() && !node.textValue().isEmpty();
  }

  private static JsonNode json(String response) {
    try {
      return JSON.readTree(body(response));
    } catch (JsonProcessingException none) {
      return JSON.missingNode();
    }
  }

  /** The text before each end tag, by the tag's name; nothing when it is no XML. */
  private static Map<String, String> xml(String response) {
    Map<String, String> texts = new HashMap<>();
    String text = "";
    try {
      XMLStreamReader xml = XML.createXMLStreamReader(new StringReader(body(response)));
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.CHARACTERS -> text = xml.getText();
          case XMLStreamConstants.END_ELEMENT -> texts.put(xml.getLocalName(), text);
          default -> text = "";
        }
      }
      return texts;
    } catch (XMLStreamException none) {
      return Map.of();
    }
  }

  private static String body(String response) {
    int end = response.indexOf("\r\n\r\n");
    return end < 0 ? "" : response.substring(end + 4);
  }

  private static String header(String response, String name) {
    return response
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse(null);
  }
}
