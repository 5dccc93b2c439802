package io.tributary.route;

/**
 * How a person calls a resource or principal: {@code queue jane-basket-events} rather than its ARN.
 */
public final class ResourceName {

  private ResourceName() {}

  /**
   * The short name of what the ARN names; anything that is no ARN (a service principal) as it is.
   */
  public static String of(String arn) {
    String[] parts = arn.split(":", 6);
    if (parts.length < 6) {
      return arn;
    }
    String resource = parts[5];
    return switch (parts[2]) {
      case "sqs" -> "queue " + resource;
      case "sns" -> "topic " + resource.split(":")[0];
      case "pipes" -> "pipe " + afterSlash(resource);
      case "logs" ->
          "log group " + resource.replaceFirst("^log-group:", "").replaceFirst(":\\*$", "");
      case "events" -> ofEvents(resource);
      case "cloudwatch" -> resource.replaceFirst("[:/]", " ");
      case "sts" -> ofSession(resource);
      // A path, as in user/team/jane, is no part of the name.
      case "iam" -> kind(resource) + afterLastSlash(resource);
      default -> parts[2] + " " + resource;
    };
  }

  private static String ofEvents(String resource) {
    return switch (kind(resource).strip()) {
      case "event-bus" -> "bus " + afterSlash(resource);
      case "rule" -> "rule " + afterLastSlash(resource);
      default -> "events " + resource;
    };
  }

  /** {@code assumed-role/ROLE/SESSION}: who looks for a cause wants the role. */
  private static String ofSession(String resource) {
    String[] parts = resource.split("/", -1);
    return parts[0].equals("assumed-role") && parts.length > 1
        ? "role " + parts[1]
        : kind(resource) + afterLastSlash(resource);
  }

  /** What stands before the slash, and a space; nothing where there is no slash. */
  private static String kind(String resource) {
    int slash = resource.indexOf('/');
    return slash < 0 ? "" : resource.substring(0, slash) + " ";
  }

  private static String afterSlash(String resource) {
    return resource.substring(resource.indexOf('/') + 1);
  }

  private static String afterLastSlash(String resource) {
    return resource.substring(resource.lastIndexOf('/') + 1);
  }
}
