package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.pulumi.Context;
import com.pulumi.resources.Resource;
import com.pulumi.test.Mocks;
import com.pulumi.test.TestOptions;
import com.pulumi.test.TestResult;
import com.pulumi.test.internal.MockMonitor;
import com.pulumi.test.internal.PulumiTestInternal;
import io.tributary.local.TaskRunner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.stream.Collectors;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;

/**
 * A Pulumi program run against mocks, and every resource it asked for. Pulumi's test runtime is one
 * per JVM, so a program has to be closed before the next is made.
 */
public final class MockProgram implements AutoCloseable {

  public static final String ACCOUNT = "536697261635";

  /** What an unknown value looks like on the wire. */
  private static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

  /**
   * A resource as the program asked for it.
   *
   * @param parent its parent's type and name, such as {@code SnsToBusPipe basket-events}
   * @param dependencies as URNs
   * @param inputs as on the wire; an unknown one is null
   * @param replaceOnChanges which changes replace it
   * @param deleteBeforeReplace whether the old one is deleted first
   */
  public record Request(
      String type,
      String name,
      String parent,
      Set<String> dependencies,
      Map<String, Object> inputs,
      Set<String> replaceOnChanges,
      boolean deleteBeforeReplace) {

    public String text(String input) {
      return (String) inputs.get(input);
    }

    @Override
    public String toString() {
      return type.substring(type.lastIndexOf(':') + 1) + " " + name;
    }
  }

  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Request> byUrn = new ConcurrentHashMap<>();
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, CompletableFuture<Void>> held = new ConcurrentHashMap<>();
  private final BlockingQueue<Request> arrivals = new LinkedBlockingQueue<>();
  private volatile Predicate<Request> hold;
  private final boolean preview;
  private final PulumiTestInternal pulumi;
  private CompletableFuture<TestResult> running = CompletableFuture.completedFuture(null);

  private MockProgram(
      String project, Map<String, String> config, boolean preview, Predicate<Request> hold) {
    this.hold = hold;
    this.preview = preview;
    this.pulumi =
        PulumiTestInternal.builder()
            .options(
                TestOptions.builder()
                    .projectName(project)
                    .stackName("dev")
                    .preview(preview)
                    .build())
            .config(config)
            .standardLogger(PulumiTestInternal.logger(Level.OFF))
            .mocks(new Cloud())
            .monitorDecorator(Recorder::new)
            .deploymentFactory(TaskRunner::deployment)
            .build();
  }

  /** Runs a program to its end, which has to be good. */
  public static MockProgram run(
      String project, Map<String, String> config, Consumer<Context> stack) {
    var program = new MockProgram(project, config, false, request -> false);
    finish(program.start(stack));
    return program;
  }

  /** Runs a program as a first preview does: nothing that only the cloud could tell is known. */
  public static MockProgram preview(
      String project, Map<String, String> config, Consumer<Context> stack) {
    var program = new MockProgram(project, config, true, request -> false);
    finish(program.start(stack));
    return program;
  }

  /**
   * A program in which the resources that pass a test are asked for, but not made until {@link
   * #release}.
   */
  public static MockProgram holding(
      String project, Map<String, String> config, Predicate<Request> hold) {
    return new MockProgram(project, config, false, hold);
  }

  public CompletableFuture<TestResult> start(Consumer<Context> stack) {
    running = pulumi.runTestAsync(stack);
    return running;
  }

  /** Waits for a program's end, which has to be good. */
  public static TestResult finish(CompletableFuture<TestResult> running) {
    return running.orTimeout(1, TimeUnit.MINUTES).join().throwOnError();
  }

  /** Waits until all of these were asked for, while the program runs. */
  public void await(Set<Request> expected) throws InterruptedException {
    var missing = new HashSet<>(expected);
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!missing.isEmpty()) {
      assertThat(System.nanoTime())
          .as("a minute has passed without %s", missing)
          .isLessThan(deadline);
      missing.remove(arrivals.poll(5, TimeUnit.SECONDS));
    }
  }

  /** Makes what was held back, now and from now on. */
  public void release() {
    hold = request -> false;
    held.values().forEach(gate -> gate.complete(null));
  }

  public List<Request> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  public List<Request> requests(String type) {
    return requests().stream().filter(request -> request.type().equals(type)).toList();
  }

  public Request request(String type, String name) {
    return requests(type).stream()
        .filter(request -> request.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + type + " " + name + " in " + requests()));
  }

  /** The functions that the program called. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  /** All that has to be there before a resource is asked for. */
  public Set<Request> needs(Request request) {
    return request.dependencies().stream()
        .map(byUrn::get)
        .flatMap(
            need -> {
              var all = new ArrayList<Request>(needs(need));
              all.add(need);
              return all.stream();
            })
        .collect(Collectors.toSet());
  }

  /** Lets a program that a failed test left half-way come to its end, before the next is made. */
  @Override
  public void close() {
    release();
    running.handle((result, failure) -> result).orTimeout(1, TimeUnit.MINUTES).join();
    PulumiTestInternal.cleanup();
  }

  /**
   * Notes each request as the program sends it: mocks alone are not told of parents and
   * dependencies.
   */
  private final class Recorder extends MockMonitor {

    Recorder(MockMonitor ignored) {
      super(new Cloud(), PulumiTestInternal.mockLog(PulumiTestInternal.logger(Level.OFF)));
    }

    @Override
    public CompletableFuture<RegisterResourceResponse> registerResourceAsync(
        Resource resource, RegisterResourceRequest sent) {
      if (sent.getType().equals("pulumi:pulumi:Stack")) {
        return super.registerResourceAsync(resource, sent);
      }
      var request = request(sent);
      if (hold.test(request)) {
        held.put(key(sent.getType(), sent.getName()), new CompletableFuture<>());
      }
      requests.add(request);
      arrivals.add(request);
      return super.registerResourceAsync(resource, sent)
          .thenApply(
              response -> {
                byUrn.put(response.getUrn(), request);
                return response;
              });
    }

    private Request request(RegisterResourceRequest sent) {
      return new Request(
          sent.getType(),
          sent.getName(),
          sent.getParent().replaceFirst(".*:(\\w+)::", "$1 "),
          Set.copyOf(sent.getDependenciesList()),
          fields(sent.getObject()),
          Set.copyOf(sent.getReplaceOnChangesList()),
          sent.getDeleteBeforeReplace());
    }
  }

  private static Map<String, Object> fields(Struct struct) {
    var fields = new TreeMap<String, Object>();
    struct.getFieldsMap().forEach((name, value) -> fields.put(name, plain(value)));
    return fields;
  }

  private static Object plain(Value value) {
    return switch (value.getKindCase()) {
      case STRUCT_VALUE -> fields(value.getStructValue());
      case LIST_VALUE ->
          value.getListValue().getValuesList().stream().map(MockProgram::plain).toList();
      case NUMBER_VALUE -> (int) value.getNumberValue();
      case BOOL_VALUE -> value.getBoolValue();
      case STRING_VALUE -> value.getStringValue().equals(UNKNOWN) ? null : value.getStringValue();
      case NULL_VALUE, KIND_NOT_SET -> throw new AssertionError("a null on the wire");
    };
  }

  private static String key(String type, String name) {
    return type + " " + name;
  }

  /** Makes what it is asked for, as the provider would. */
  private final class Cloud implements Mocks {

    @Override
    public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
      var state = new HashMap<String, Object>(args.inputs);
      Optional<String> id = preview ? Optional.empty() : Optional.of(id(args));
      if (!preview) {
        state.put("arn", "arn:" + args.name);
      }
      var made = ResourceResult.of(id, state);
      return Optional.ofNullable(held.get(key(args.type, args.name)))
          .map(gate -> gate.thenApply(released -> made))
          .orElseGet(() -> CompletableFuture.completedFuture(made));
    }

    private static String id(ResourceArgs args) {
      return args.type.equals("aws:sqs/queue:Queue") ? "https://" + args.name : args.name + "-id";
    }

    @Override
    public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
      calls.add(args.token);
      return CompletableFuture.completedFuture(
          Map.of(
              "accountId",
              ACCOUNT,
              "arn",
              "arn:aws:iam::" + ACCOUNT + ":user/jane",
              "id",
              ACCOUNT,
              "userId",
              "AIDAEXAMPLE"));
    }
  }
}
