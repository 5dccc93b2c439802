package io.tributary.local;

import io.tributary.local.resource.ProviderCall;
import io.tributary.local.resource.ProviderCall.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Widens ARNs of one username's resources to all that the policy is for. */
final class OwnNames {

  /**
   * Where an action is granted.
   *
   * @param resource an ARN, perhaps with wildcards, or {@code *}
   * @param conditions the values, perhaps with wildcards, of condition keys
   */
  record Scope(String resource, Map<String, String> conditions) {}

  /**
   * What comes before a name: its type, if there is one, and the bus of a rule or the path of what
   * is IAM's; and the name. What comes before stays, and so is no pattern of more than it says.
   */
  private static final Pattern ARN =
      Pattern.compile(
          "(arn(?::[^:*?$]*){3}:[0-9]{12}:"
              + "(?:(?:rule|role|policy)/(?:[^*?$]*/)?+|[a-z-]+[:/])?+)(.*)",
          Pattern.DOTALL);

  /** The ARN of one resource: IAM reads {@code *}, {@code ?} and {@code $} as more. */
  private static final Pattern ONE = Pattern.compile("arn(?::[^:*?$]*){5,}");

  private static final Pattern WILD = Pattern.compile("[*?$]");

  private final String username;
  private final String usernames;

  /**
   * The names of one username, for the policy of these.
   *
   * @param username as whom the program ran
   * @param usernames the same, or the beginning of several and {@code *}
   */
  OwnNames(String username, String usernames) {
    this.username = username;
    this.usernames = usernames;
  }

  /**
   * Empty for what the program would make under a name that its user has no right to, so that it is
   * denied; and for what it uses by another text than an ARN of one resource, which is for the
   * service to refuse: IAM would take no policy with it, or grant more than is used.
   */
  Optional<Scope> scope(ProviderCall call) {
    if (call.context().values().stream().anyMatch(WILD.asPredicate())) {
      return Optional.empty();
    }
    return widened(call.resource())
        .or(() -> Optional.of(call.resource()).filter(it -> isGrantedAsItIs(it, call.kind())))
        .map(resource -> new Scope(resource, conditions(call)));
  }

  private static boolean isGrantedAsItIs(String resource, Kind kind) {
    return kind == Kind.USE ? ONE.matcher(resource).matches() : resource.equals(ProviderCall.ANY);
  }

  private Map<String, String> conditions(ProviderCall call) {
    if (call.context().isEmpty()) {
      return Map.of();
    }
    Map<String, String> conditions = new TreeMap<>(call.context());
    conditions.computeIfPresent(ProviderCall.POLICY_ARN, (key, arn) -> widened(arn).orElse(arn));
    return conditions;
  }

  /** With all names of the usernames, if the name is one of the username. */
  private Optional<String> widened(String resource) {
    Matcher arn = ARN.matcher(resource);
    if (!arn.matches()) {
      return Optional.empty();
    }
    String before = arn.group(1);
    boolean ofGroup = before.endsWith(":log-group:");
    return arn.group(2).startsWith(beginning(username, ofGroup))
        ? Optional.of(widenedPath(before) + beginning(usernames, ofGroup) + "*")
        : Optional.empty();
  }

  /** Names are USERNAME-...; those of log groups are /USERNAME/... */
  private static String beginning(String username, boolean ofGroup) {
    return ofGroup ? "/" + username + "/" : username + "-";
  }

  /** The bus of a rule and the path of what is IAM's may be the username's too. */
  private String widenedPath(String before) {
    return before.replace("/" + username + "-", "/" + usernames + "-");
  }
}
