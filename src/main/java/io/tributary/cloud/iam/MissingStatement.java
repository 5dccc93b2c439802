package io.tributary.cloud.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the statement whose lack a denial is due to, as narrow as the request. */
final class MissingStatement {

  private static final JsonMapper JSON = new JsonMapper();
  private static final ObjectWriter PRETTY =
      JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private MissingStatement() {}

  static Optional<String> of(Decision denial) {
    AccessRequest request = denial.request();
    ObjectNode statement = JSON.createObjectNode();
    if (denial.cause() == Decision.Cause.NO_RESOURCE_POLICY_ALLOWS) {
      statement.put("Sid", sid(request));
    }
    statement.put("Effect", "Allow");
    switch (denial.cause()) {
      case NO_IDENTITY_POLICY_ALLOWS, NO_PERMISSIONS_BOUNDARY_ALLOWS ->
          statement.put("Action", request.action()).put("Resource", resource(request));
      case NO_RESOURCE_POLICY_ALLOWS -> {
        principal(statement, request);
        statement.put("Action", request.action()).put("Resource", resource(request));
        source(statement, request);
      }
      case NO_TRUST_POLICY_ALLOWS -> {
        principal(statement, request);
        statement.put("Action", request.action());
        source(statement, request);
      }
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(write(statement));
  }

  /**
   * The action, and the account and name of who asks, in letters and digits: a topic takes no two
   * statements without an id, and no policy two of the same.
   *
   * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
   */
  private static String sid(AccessRequest request) {
    Principal principal = request.caller().principal();
    String who =
        principal instanceof Principal.Service service && service.sourceArn() != null
            ? service.sourceArn()
            : arn(principal);
    return "Allow"
        + request.action().replaceFirst("^.*:", "")
        + "By"
        + camelCase(who.replaceFirst("^arn:[^:]*:[^:]*:[^:]*:", ""));
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

  private static void source(ObjectNode statement, AccessRequest request) {
    if (request.caller().principal() instanceof Principal.Service service
        && service.sourceArn() != null) {
      statement
          .putObject("Condition")
          .putObject("ArnEquals")
          .put("aws:SourceArn", service.sourceArn());
    }
  }

  private static String write(ObjectNode statement) {
    try {
      return PRETTY.writeValueAsString(statement);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("a tree of text can always be written as JSON", broken);
    }
  }
}
