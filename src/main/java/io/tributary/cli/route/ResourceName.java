package io.tributary.cli.route;

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
      case "events" ->
          resource.startsWith("event-bus/")
              ? "bus " + afterSlash(resource)
              : "rule " + resource.substring(resource.lastIndexOf('/') + 1);
      case "sts" -> "role " + resource.split("/")[1];
      case "iam" -> resource.replace('/', ' ');
      default -> parts[2] + " " + resource;
    };
  }

  private static String afterSlash(String resource) {
    return resource.substring(resource.indexOf('/') + 1);
  }
}
