package io.tributary.house;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cloud.iam.MalformedPolicyException;
import io.tributary.cloud.iam.PolicyDocument;
import io.tributary.cloud.iam.PolicyDocument.Kind;
import io.tributary.local.GraphResource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A policy that a program attaches.
 *
 * @param text the document as JSON
 */
record PolicyText(GraphResource resource, Slot slot, String text) {

  /** Which property of which type holds a policy. */
  enum Slot {
    QUEUE("aws:sqs/queue:Queue", "policy", Kind.RESOURCE),
    QUEUE_POLICY("aws:sqs/queuePolicy:QueuePolicy", "policy", Kind.RESOURCE),
    TOPIC("aws:sns/topic:Topic", "policy", Kind.RESOURCE),
    TOPIC_POLICY("aws:sns/topicPolicy:TopicPolicy", "policy", Kind.RESOURCE),
    LOG_POLICY(
        "aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "policyDocument", Kind.RESOURCE),
    TRUST("aws:iam/role:Role", "assumeRolePolicy", Kind.TRUST),
    ROLE_POLICY("aws:iam/rolePolicy:RolePolicy", "policy", Kind.IDENTITY),
    POLICY("aws:iam/policy:Policy", "policy", Kind.IDENTITY);

    private final String type;
    private final String property;
    private final Kind kind;

    Slot(String type, String property, Kind kind) {
      this.type = type;
      this.property = property;
      this.kind = kind;
    }

    String property() {
      return property;
    }
  }

  /** All policies, by slot, then by URN. */
  static Stream<PolicyText> of(Estate estate) {
    return Arrays.stream(Slot.values())
        .flatMap(
            slot ->
                estate
                    .ofType(slot.type)
                    .filter(it -> Documents.text(it, slot.property) != null)
                    .map(it -> new PolicyText(it, slot, Documents.text(it, slot.property))));
  }

  /** What AWS would say against the document; empty when it is well formed. */
  Optional<String> malformed() {
    return malformed(text, slot.kind);
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

  /** The statements that give something; none of a document that is not well formed. */
  List<Grant> grants() {
    return malformed().isPresent()
        ? List.of()
        : nodes(Documents.object(text).orElseThrow().path("Statement"))
            .filter(statement -> statement.path("Effect").asText().equals("Allow"))
            .map(Grant::new)
            .toList();
  }

  /** The elements of an array, or the one value in its place; none where it is missing. */
  static Stream<JsonNode> nodes(JsonNode oneOrMany) {
    return oneOrMany.isArray()
        ? StreamSupport.stream(oneOrMany.spliterator(), false)
        : oneOrMany.isMissingNode() ? Stream.empty() : Stream.of(oneOrMany);
  }

  /** A statement whose effect is Allow. */
  record Grant(JsonNode statement) {

    /** How a person finds it. */
    String label() {
      return statement.path("Sid").asText("without Sid");
    }

    /** The values of an element, whether it holds one or an array; none when it is absent. */
    List<String> texts(String element) {
      return nodes(statement.path(element)).map(JsonNode::asText).toList();
    }

    JsonNode element(String name) {
      return statement.path(name);
    }
  }
}
