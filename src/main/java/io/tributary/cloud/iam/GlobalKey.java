package io.tributary.cloud.iam;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The global condition keys whose value follows from caller, resource and time; null where AWS
 * leaves the key out.
 *
 * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
enum GlobalKey {
  PRINCIPAL_ARN("aws:PrincipalArn", RequestContext::principalArn),
  PRINCIPAL_ACCOUNT("aws:PrincipalAccount", RequestContext::principalAccount),
  PRINCIPAL_TYPE("aws:PrincipalType", RequestContext::principalType),
  PRINCIPAL_IS_AWS_SERVICE(
      "aws:PrincipalIsAWSService", context -> String.valueOf(context.service() != null)),
  PRINCIPAL_SERVICE_NAME(
      "aws:PrincipalServiceName",
      context -> context.service() == null ? null : context.service().name()),
  USER_ID("aws:userid", RequestContext::userId),
  USER_NAME("aws:username", RequestContext::userName),
  SOURCE_ARN(
      "aws:SourceArn", context -> context.service() == null ? null : context.service().sourceArn()),
  SOURCE_ACCOUNT(
      "aws:SourceAccount",
      context -> context.service() == null ? null : context.service().account()),
  SOURCE_OWNER("aws:SourceOwner", RequestContext::sourceOwner),
  SECURE_TRANSPORT(
      "aws:SecureTransport", context -> String.valueOf(context.caller().secureTransport())),
  SOURCE_IP("aws:SourceIp", context -> context.caller().sourceIp()),
  CURRENT_TIME("aws:CurrentTime", RequestContext::currentTime),
  EPOCH_TIME("aws:EpochTime", RequestContext::epochSeconds),
  REQUESTED_REGION("aws:RequestedRegion", RequestContext::region),
  RESOURCE_ACCOUNT("aws:ResourceAccount", RequestContext::resourceAccount),
  /** Absent for long-term credentials; a session here is never made with a second factor. */
  MULTI_FACTOR_AUTH_PRESENT(
      "aws:MultiFactorAuthPresent",
      context -> context.principal() instanceof Principal.RoleSession ? "false" : null),
  VIA_AWS_SERVICE("aws:ViaAWSService", context -> "false");

  /** The global keys that are lists, even of one value. */
  private static final Set<String> MULTIVALUED =
      Set.of(
          "aws:calledvia",
          "aws:principalorgpaths",
          "aws:principalservicenameslist",
          "aws:resourceorgpaths",
          "aws:sourceorgpaths",
          "aws:tagkeys",
          "aws:vpceorgpaths");

  private static final Map<String, GlobalKey> BY_NAME =
      Stream.of(values())
          .collect(Collectors.toMap(key -> key.name.toLowerCase(Locale.ROOT), key -> key));

  private final String name;
  private final Function<RequestContext, String> reader;

  GlobalKey(String name, Function<RequestContext, String> reader) {
    this.name = name;
    this.reader = reader;
  }

  /** The key of this name, in any case; null when it is none of these. */
  static GlobalKey named(String name) {
    return BY_NAME.get(name.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether a key is a list, which can be no policy variable.
   *
   * <p>See
   * docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
   */
  static boolean isMultivalued(String name) {
    return MULTIVALUED.contains(name.toLowerCase(Locale.ROOT));
  }

  String value(RequestContext context) {
    return reader.apply(context);
  }
}
