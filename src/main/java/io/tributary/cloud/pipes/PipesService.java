package io.tributary.cloud.pipes;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.account.Quota;
import io.tributary.cloud.api.ApiCalls;
import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.api.CloudService;
import io.tributary.cloud.api.Page;
import io.tributary.cloud.events.EventBuses;
import io.tributary.cloud.iam.AccessDenied;
import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.iam.RequestTags;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.logs.LogGroups;
import io.tributary.cloud.sqs.Queues;
import io.tributary.cloud.time.EventLoop;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.pipes.PipesAsyncClient;
import software.amazon.awssdk.services.pipes.model.CreatePipeRequest;
import software.amazon.awssdk.services.pipes.model.ListPipesRequest;
import software.amazon.awssdk.services.pipes.model.UpdatePipeRequest;

/**
 * Amazon EventBridge Pipes: the account's pipes, from SQS queues to event buses, and who may change
 * them.
 *
 * <p>A pipe costs nothing while its queue is empty: the queue wakes it.
 */
public final class PipesService implements CloudService {

  private static final int MAX_LIST = 100;

  final ApiCalls calls;
  private final Services services;
  private final TreeMap<String, ManagedPipe> pipes = new TreeMap<>();

  public PipesService(
      EventLoop loop,
      Account account,
      Iam iam,
      Journal journal,
      Queues queues,
      EventBuses buses,
      LogGroups logGroups) {
    this.calls = new ApiCalls(loop);
    this.services = new Services(loop, account, iam, journal, queues, buses, logGroups);
  }

  @Override
  public Class<PipesAsyncClient> clientType() {
    return PipesAsyncClient.class;
  }

  @Override
  public PipesAsyncClient client(Caller caller) {
    return new PipesApi(this, caller);
  }

  /** Whether a pipe is there and polls its source, and so tries again what it could not deliver. */
  public boolean runs(String arn) {
    ManagedPipe pipe = pipes.get(arn.substring(arn.lastIndexOf('/') + 1));
    return pipe != null && pipe.runs();
  }

  ManagedPipe create(Caller caller, CreatePipeRequest asked) {
    requireName(asked.name());
    PipeTags.require(asked.tags());
    authorize(caller, "CreatePipe", arn(asked.name()), RequestTags.keys(asked.tags()));
    PipeSettings settings = PipeSettings.of(asked, services.account());
    requirePassRole(caller, asked.roleArn());
    if (pipes.containsKey(asked.name())) {
      throw PipesErrors.conflict(asked.name(), "Pipe " + asked.name() + " already exists.");
    }
    int quota = services.account().quota(Quota.PIPES);
    if (pipes.size() >= quota) {
      throw PipesErrors.tooMany(asked.name(), quota);
    }
    ManagedPipe pipe = new ManagedPipe(services, settings);
    pipes.put(asked.name(), pipe);
    return pipe;
  }

  ManagedPipe update(Caller caller, UpdatePipeRequest asked) {
    ManagedPipe pipe = authorized(caller, "UpdatePipe", asked.name());
    PipeSettings wanted = pipe.settings().updated(asked, services.account());
    requirePassRole(caller, asked.roleArn());
    pipe.requireSettled();
    pipe.update(wanted);
    return pipe;
  }

  ManagedPipe describe(Caller caller, String name) {
    return authorized(caller, "DescribePipe", name);
  }

  ManagedPipe start(Caller caller, String name) {
    ManagedPipe pipe = authorized(caller, "StartPipe", name);
    pipe.start();
    return pipe;
  }

  ManagedPipe stop(Caller caller, String name) {
    ManagedPipe pipe = authorized(caller, "StopPipe", name);
    pipe.stop();
    return pipe;
  }

  ManagedPipe delete(Caller caller, String name) {
    ManagedPipe pipe = authorized(caller, "DeletePipe", name);
    pipe.delete(() -> pipes.remove(name));
    return pipe;
  }

  /** The pipes asked for, in the order of their names. */
  Page<ManagedPipe> list(Caller caller, ListPipesRequest asked) {
    authorize(caller, "ListPipes", "*", Map.of());
    int limit = asked.limit() == null ? MAX_LIST : asked.limit();
    if (limit < 1 || limit > MAX_LIST) {
      throw PipesErrors.invalid(List.of(ApiErrors.unmet(limit, "limit", "be 1 to " + MAX_LIST)));
    }
    return Page.of(
        pipes,
        pipe -> isAskedFor(pipe, asked),
        asked.nextToken(),
        limit,
        PipesErrors::invalidNextToken);
  }

  /**
   * The tags of a pipe, to be read or changed.
   *
   * @param context the request's own condition keys
   */
  Map<String, String> tags(
      Caller caller, String action, String arn, Map<String, List<String>> context) {
    String prefix = arn("");
    if (arn == null || !arn.startsWith(prefix)) {
      throw PipesErrors.invalid(
          List.of(
              ApiErrors.unmet(
                  arn,
                  "resourceArn",
                  "be the ARN of a pipe of this account, as " + prefix + "NAME")));
    }
    authorize(caller, action, arn, context);
    return existing(arn.substring(prefix.length())).tags();
  }

  private static boolean isAskedFor(ManagedPipe pipe, ListPipesRequest asked) {
    PipeSettings settings = pipe.settings();
    return startsWith(settings.name(), asked.namePrefix())
        && startsWith(settings.source(), asked.sourcePrefix())
        && startsWith(settings.target(), asked.targetPrefix())
        && (asked.currentState() == null || asked.currentState() == pipe.state())
        && (asked.desiredState() == null
            || asked.desiredState() == settings.definition().desiredState());
  }

  private static boolean startsWith(String value, String prefix) {
    return prefix == null || value.startsWith(prefix);
  }

  private ManagedPipe authorized(Caller caller, String action, String name) {
    requireName(name);
    authorize(caller, action, arn(name), Map.of());
    return existing(name);
  }

  private ManagedPipe existing(String name) {
    ManagedPipe pipe = pipes.get(name);
    if (pipe == null) {
      throw PipesErrors.notFound(name);
    }
    return pipe;
  }

  private static void requireName(String name) {
    List<String> problems = PipeRules.problemsOfName(name);
    if (!problems.isEmpty()) {
      throw PipesErrors.invalid(problems);
    }
  }

  private void authorize(
      Caller caller, String action, String resource, Map<String, List<String>> context) {
    Decision decision =
        services
            .iam()
            .decide(new AccessRequest(caller, "pipes:" + action, resource, context), null);
    if (!decision.allowed()) {
      throw PipesErrors.denied(decision);
    }
  }

  /** Who hands a role to a pipe must be allowed to; else a pipe could lend anyone its role. */
  private void requirePassRole(Caller caller, String roleArn) {
    try {
      services.iam().requirePassRole(caller, roleArn, Poller.PIPES);
    } catch (AccessDenied denied) {
      throw PipesErrors.denied(denied.decision());
    }
  }

  private String arn(String name) {
    return services.account().arn("pipes", "pipe/" + name);
  }
}
