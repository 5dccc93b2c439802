package io.tributary.cloud.sts;

import io.tributary.cloud.api.ApiCalls;
import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.api.BuiltFields;
import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.time.EventLoop;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/** STS's API as one caller sees it. */
final class StsApi implements StsAsyncClient {

  private static final Set<String> BUILT_FIELDS =
      Set.of("RoleArn", "RoleSessionName", "DurationSeconds", "ExternalId");

  private static final Pattern ROLE_ARN = Pattern.compile("(?s).{20,2048}");
  private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
  private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
  private static final int DEFAULT_SECONDS = 3_600;
  private static final int LEAST_SECONDS = 900;
  private static final int MOST_SECONDS = 43_200;

  /** The most that a role may ask for which was assumed itself. */
  private static final int CHAINED_SECONDS = 3_600;

  private final EventLoop loop;
  private final Iam iam;
  private final ApiCalls calls;
  private final Caller caller;

  StsApi(EventLoop loop, Iam iam, ApiCalls calls, Caller caller) {
    this.loop = loop;
    this.iam = iam;
    this.calls = calls;
    this.caller = caller;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  /** A client of the local cloud holds nothing that must be given back. */
  @Override
  public void close() {}

  /**
   * Allowed to everyone who exists, as AWS has it: no policy can deny it. A session may outlive its
   * role. A caller of another account counts as existing; its user id is not known here.
   */
  @Override
  public CompletableFuture<GetCallerIdentityResponse> getCallerIdentity(
      GetCallerIdentityRequest request) {
    return calls.answer(this::identity);
  }

  private GetCallerIdentityResponse identity() {
    if (iam.isGone(caller.principal())) {
      throw denied(iam.decide(new AccessRequest(caller, "sts:GetCallerIdentity", "*"), null));
    }
    return GetCallerIdentityResponse.builder()
        .userId(iam.userId(caller.principal()))
        .account(caller.principal().account())
        .arn(caller.principal().arn())
        .build();
  }

  @Override
  public CompletableFuture<AssumeRoleResponse> assumeRole(AssumeRoleRequest request) {
    return calls.answer(() -> assume(request));
  }

  private AssumeRoleResponse assume(AssumeRoleRequest request) {
    BuiltFields.require(request, "AssumeRole", BUILT_FIELDS, UnsupportedOperationException::new);
    int seconds = checked(request);
    if (caller.principal() instanceof Principal.Root) {
      throw error("AccessDenied", 403, "Roles may not be assumed by root accounts.");
    }
    Decision decision =
        iam.decideTrust(
            new AccessRequest(caller, "sts:AssumeRole", request.roleArn(), context(request)));
    if (!decision.allowed()) {
      throw denied(decision);
    }
    requireWithin(seconds, iam.maxSessionSeconds(request.roleArn()));
    return session(iam.session(request.roleArn(), request.roleSessionName()), seconds);
  }

  private AssumeRoleResponse session(Principal.RoleSession session, int seconds) {
    Instant expires = loop.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(seconds);
    Credentials credentials =
        Credentials.builder()
            .accessKeyId(iam.accessKeys().issueTemporary(session, expires))
            .secretAccessKey(iam.accessKeys().newSecret())
            .sessionToken(iam.accessKeys().newSecret())
            .expiration(expires)
            .build();
    AssumedRoleUser user =
        AssumedRoleUser.builder().assumedRoleId(iam.userId(session)).arn(session.arn()).build();
    return AssumeRoleResponse.builder().credentials(credentials).assumedRoleUser(user).build();
  }

  private static Map<String, List<String>> context(AssumeRoleRequest request) {
    Map<String, List<String>> context = new LinkedHashMap<>();
    context.put("sts:RoleSessionName", List.of(request.roleSessionName()));
    if (request.externalId() != null) {
      context.put("sts:ExternalId", List.of(request.externalId()));
    }
    return context;
  }

  private static int checked(AssumeRoleRequest request) {
    require(
        "roleArn",
        request.roleArn(),
        ROLE_ARN,
        "be the ARN of a role, and have 20 to 2048 characters");
    require(
        "roleSessionName",
        request.roleSessionName(),
        SESSION_NAME,
        "satisfy regular expression pattern: [\\w+=,.@-]*, and have 2 to 64 characters");
    if (request.externalId() != null) {
      require(
          "externalId",
          request.externalId(),
          EXTERNAL_ID,
          "satisfy regular expression pattern: [\\w+=,.@:\\/-]*, and have 2 to 1224 characters");
    }
    return seconds(request);
  }

  private static int seconds(AssumeRoleRequest request) {
    int seconds = request.durationSeconds() == null ? DEFAULT_SECONDS : request.durationSeconds();
    if (seconds < LEAST_SECONDS || seconds > MOST_SECONDS) {
      throw constraint(
          "durationSeconds",
          seconds,
          "have value between " + LEAST_SECONDS + " and " + MOST_SECONDS);
    }
    return seconds;
  }

  private void requireWithin(int seconds, int roleMaximum) {
    if (caller.principal() instanceof Principal.RoleSession && seconds > CHAINED_SECONDS) {
      throw error(
          "ValidationError",
          400,
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by"
              + " role chaining");
    }
    if (seconds > roleMaximum) {
      throw error(
          "ValidationError",
          400,
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
  }

  private static void require(String field, String value, Pattern pattern, String must) {
    if (value == null || !pattern.matcher(value).matches()) {
      throw constraint(field, value, must);
    }
  }

  private static AwsServiceException constraint(String field, Object value, String must) {
    return error("ValidationError", 400, ApiErrors.constraint(value, field, must));
  }

  private static AwsServiceException denied(Decision decision) {
    return ApiErrors.denied(
        StsException.builder(), "AccessDenied", 403, decision.message(), decision);
  }

  private static AwsServiceException error(String code, int status, String message) {
    return ApiErrors.error(StsException.builder(), code, status, message);
  }
}
