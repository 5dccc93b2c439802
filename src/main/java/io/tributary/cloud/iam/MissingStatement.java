package io.tributary.cloud.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the statement whose lack denials are due to, as narrow as their requests, which differ
 * only in the resource that a service acts for.
 */
final class MissingStatement {

  private static final JsonMapper JSON = new JsonMapper();
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
  private static final ObjectWriter PRETTY =
      JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(LINES).withArrayIndenter(LINES));
  private static final String SOURCE_ARN = "aws:SourceArn";

  private MissingStatement() {}

  static Optional<String> of(List<Decision> denials) {
    Decision denial = denials.get(0);
    AccessRequest request = denial.request();
    ObjectNode statement = JSON.createObjectNode();
    if (denial.cause() == Decision.Cause.NO_RESOURCE_POLICY_ALLOWS) {
      statement.put("Sid", sid(request, denials.size() - 1));
    }
    statement.put("Effect", "Allow");
    switch (denial.cause()) {
      case NO_IDENTITY_POLICY_ALLOWS, NO_PERMISSIONS_BOUNDARY_ALLOWS ->
          statement.put("Action", request.action()).put("Resource", resource(request));
      case NO_RESOURCE_POLICY_ALLOWS -> {
        principal(statement, request);
        statement.put("Action", request.action()).put("Resource", resource(request));
        sources(statement, denials);
      }
      case NO_TRUST_POLICY_ALLOWS -> {
        principal(statement, request);
        statement.put("Action", request.action());
        sources(statement, denials);
      }
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(write(statement));
  }

  /**
   * The action, and the account and name of who asks, in letters and digits: a topic takes no two
   * statements without an id, and no policy two of the same, so that it is by the first of several.
   *
   * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
   */
  private static String sid(AccessRequest request, int others) {
    String who = source(request).orElseGet(() -> arn(request.caller().principal()));
    return "Allow"
        + request.action().replaceFirst("^.*:", "")
        + "By"
        + camelCase(who.replaceFirst("^arn:[^:]*:[^:]*:[^:]*:", ""))
        + (others == 0 ? "" : "And" + others + "More");
  }

  private static String camelCase(String text) {
    return Arrays.stream(text.split("[^A-Za-z0-9]+"))
        .filter(word -> !word.isEmpty())
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining());
  }

  private static void principal(ObjectNode statement, AccessRequest request) {
    Principal principal = request.caller().principal();
    ObjectNode element = statement.putObject("Principal");
    if (principal instanceof Principal.Service service) {
      element.put("Service", service.name());
    } else {
      element.put("AWS", arn(principal));
    }
  }

  /** Of a session its role's. */
  private static String arn(Principal principal) {
    return principal instanceof Principal.RoleSession session ? session.roleArn() : principal.arn();
  }

  /**
   * What the request is for; of a log stream all streams of its group, for the service names them.
   *
   * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
   */
  private static String resource(AccessRequest request) {
    int stream = request.resource().indexOf(":log-stream:");
    return stream < 0 ? request.resource() : request.resource().substring(0, stream) + ":*";
  }

  private static void sources(ObjectNode statement, List<Decision> denials) {
    List<String> arns =
        denials.stream().flatMap(denial -> source(denial.request()).stream()).distinct().toList();
    if (arns.isEmpty()) {
      return;
    }
    ObjectNode condition = statement.putObject("Condition").putObject("ArnEquals");
    if (arns.size() == 1) {
      condition.put(SOURCE_ARN, arns.get(0));
    } else {
      arns.forEach(condition.putArray(SOURCE_ARN)::add);
    }
  }

  private static Optional<String> source(AccessRequest request) {
    return request.caller().principal() instanceof Principal.Service service
        ? Optional.ofNullable(service.sourceArn())
        : Optional.empty();
  }

  private static String write(ObjectNode statement) {
    try {
      return PRETTY.writeValueAsString(statement);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("a tree of text can always be written as JSON", broken);
    }
  }
}
