package io.tributary.iam;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Amazon Resource Name of a resource that has an account.
 *
 * @param partition such as {@code aws} or {@code aws-cn}
 * @param service such as {@code sqs}
 * @param region such as {@code eu-west-1}; empty for IAM
 * @param account twelve digits
 * @param resource all that follows, such as {@code event-bus/jane-domain-events}
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">ARNs</a>
 */
public record Arn(
    String partition, String service, String region, String account, String resource) {

  private static final Pattern FORM =
      Pattern.compile("arn:(aws[a-z-]*):([a-z0-9-]+):([a-z0-9-]*):(\\d{12}):(\\S+)");

  /** Reads an ARN; empty if the text is none. */
  public static Optional<Arn> parse(String text) {
    Matcher arn = FORM.matcher(text);
    return arn.matches()
        ? Optional.of(new Arn(arn.group(1), arn.group(2), arn.group(3), arn.group(4), arn.group(5)))
        : Optional.empty();
  }

  /** The resource without its type: {@code jane-domain-events} for {@code event-bus/jane-...}. */
  public String name() {
    return resource.substring(resource.indexOf('/') + 1);
  }

  @Override
  public String toString() {
    return String.join(":", "arn", partition, service, region, account, resource);
  }
}
