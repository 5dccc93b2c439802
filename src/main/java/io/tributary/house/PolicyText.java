package io.tributary.house;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cloud.iam.MalformedPolicyException;
import io.tributary.cloud.iam.PolicyDocument;
import io.tributary.cloud.iam.PolicyDocument.Kind;
import io.tributary.cloud.iam.PolicyElements;
import io.tributary.local.Documents;
import io.tributary.local.GraphResource;
import io.tributary.local.PolicyProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A policy that a program attaches.
 *
 * @param property which of the resource's properties holds it
 * @param text the document as JSON
 */
record PolicyText(GraphResource resource, PolicyProperty property, String text) {

  /** All policies, by property, then by URN. */
  static Stream<PolicyText> of(Estate estate) {
    return Arrays.stream(PolicyProperty.values())
        .flatMap(property -> estate.ofType(property.type()).flatMap(it -> of(it, property)));
  }

  private static Stream<PolicyText> of(GraphResource resource, PolicyProperty property) {
    return resource.text(property.property()).stream()
        .map(text -> new PolicyText(resource, property, text));
  }

  /**
   * The statements that give something, policies in the order of {@link #of(Estate)}; none of a
   * document that is not well formed.
   */
  static Stream<Grant> grants(Estate estate) {
    return of(estate).filter(policy -> policy.malformed().isEmpty()).flatMap(PolicyText::grants);
  }

  /** What AWS would say against the document; empty when it is well formed. */
  Optional<String> malformed() {
    return malformed(text, property.kind());
  }

  /** The same of any text. */
  static Optional<String> malformed(String text, Kind kind) {
    try {
      PolicyDocument.parse(text, kind);
      return Optional.empty();
    } catch (MalformedPolicyException malformed) {
      return Optional.of(malformed.getMessage());
    }
  }

  private Stream<Grant> grants() {
    return PolicyElements.of(Documents.object(text).orElseThrow().path("Statement")).stream()
        .filter(statement -> statement.path("Effect").asText().equals("Allow"))
        .map(statement -> new Grant(resource, statement, hasVariables()));
  }

  /**
   * Whether {@code ${...}} stands for what a request has there.
   *
   * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
   */
  private boolean hasVariables() {
    return PolicyDocument.parse(text, property.kind()).version().equals("2012-10-17");
  }

  /**
   * A statement whose effect is Allow.
   *
   * @param resource sets the policy that it stands in
   * @param variables whether {@code ${...}} in it stands for what a request has there
   */
  record Grant(GraphResource resource, JsonNode statement, boolean variables) {

    /** How a person finds it. */
    String label() {
      return statement.path("Sid").asText("without Sid");
    }

    /** The values of an element, whether it holds one or an array; none when it is absent. */
    List<String> texts(String element) {
      return PolicyElements.texts(statement.path(element));
    }

    JsonNode element(String name) {
      return statement.path(name);
    }
  }
}
