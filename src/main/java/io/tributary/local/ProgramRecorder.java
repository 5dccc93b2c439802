package io.tributary.local;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.pulumi.core.internal.Urn;
import com.pulumi.resources.Resource;
import com.pulumi.resources.internal.Stack;
import com.pulumi.test.TestOptions;
import com.pulumi.test.TestResult;
import com.pulumi.test.internal.MockMonitor;
import com.pulumi.test.internal.PulumiTestInternal;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinTask;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import pulumirpc.Provider.CallResponse;
import pulumirpc.Resource.ReadResourceRequest;
import pulumirpc.Resource.ReadResourceResponse;
import pulumirpc.Resource.RegisterResourceOutputsRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;
import pulumirpc.Resource.ResourceCallRequest;
import pulumirpc.Resource.ResourceInvokeRequest;
import pulumirpc.Resource.ResourceInvokeResponse;

/**
 * Runs a Pulumi program in this JVM, without engine or AWS, and keeps what it asks for.
 *
 * <p>It stands on the inside of Pulumi's own test runtime, since the public one takes no config and
 * tells neither parents nor dependencies nor secrets; this class and {@link TaskRunner} do, and no
 * other. That runtime is a singleton of the JVM: one recording runs at a time, others wait.
 */
public final class ProgramRecorder {

  /** Whose code is not where a program's author looks first. */
  private static final List<String> OF_LIBRARIES =
      List.of("java.", "jdk.", "sun.", "com.pulumi.", "com.google.", "com.fasterxml.");

  private static final int DEEPEST_CAUSE = 100;

  private ProgramRecorder() {}

  /**
   * Records a program. Pulumi's runtime works on the JVM's common pool; so this is not to be called
   * on a thread of that pool, as parallel streams do: those that wait for their turn would be
   * missing to the recording they wait for. What the program prints goes where errors go: standard
   * output may be for what is made of the recording, a policy or other JSON.
   *
   * @throws ProgramException if the program ends with an error, its config is refused, or it asks
   *     for what the local cloud does not build; all problems at once
   * @throws IllegalStateException if called on a thread of a fork-join pool
   */
  public static ResourceGraph record(Program program) {
    if (ForkJoinTask.inForkJoinPool()) {
      throw new IllegalStateException(
          "record a program on a thread of your own, not on one of the pool that it runs on");
    }
    return recordAlone(program);
  }

  private static synchronized ResourceGraph recordAlone(Program program) {
    Recording recording = new Recording(program);
    PrintStream out = System.out;
    PulumiTestInternal.cleanup();
    System.setOut(System.err);
    try {
      TestResult result = run(program, recording);
      recording.throwProblems();
      throwErrors(result);
    } finally {
      System.setOut(out);
      PulumiTestInternal.cleanup();
    }
    return recording.graph();
  }

  private static TestResult run(Program program, Recording recording) {
    TestOptions options =
        TestOptions.builder()
            .projectName(program.project())
            .stackName(program.stack())
            .preview(false)
            .build();
    PulumiTestInternal runtime =
        PulumiTestInternal.builder()
            .options(options)
            .config(program.config(), program.secretKeys())
            .mocks(
                args -> {
                  throw new IllegalStateException("the recording monitor answers instead of mocks");
                })
            .standardLogger(silentLogger())
            .monitorDecorator(monitor -> new RecordingMonitor(program, recording))
            .deploymentFactory(TaskRunner::deployment)
            .build();
    return await(runtime.runTestAsync(program.code()));
  }

  private static TestResult await(CompletableFuture<TestResult> result) {
    try {
      return result.get();
    } catch (ExecutionException failed) {
      throw new CompletionException(failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new ProgramException(List.of("the recording was interrupted"), stopped);
    }
  }

  /** The program's errors come back as exceptions; nothing of them is to be printed as well. */
  private static Logger silentLogger() {
    Logger logger = Logger.getLogger(ProgramRecorder.class.getName());
    logger.setLevel(Level.OFF);
    return logger;
  }

  private static void throwErrors(TestResult result) {
    if (!result.exceptions().isEmpty()) {
      Exception failure = result.exceptions().get(0);
      throw new ProgramException(List.of(words(failure)), failure);
    }
    if (result.exitCode() != 0) {
      throw new ProgramException(result.errors());
    }
  }

  /** A RunException speaks to the person already; of any other its kind and place are news, too. */
  private static String words(Throwable failure) {
    if (failure instanceof com.pulumi.exceptions.RunException) {
      return failure.getMessage();
    }
    Throwable root =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
            .limit(DEEPEST_CAUSE)
            .reduce(failure, (outer, inner) -> inner);
    String why = root == failure ? "" : ", because of " + root;
    return failure
        + why
        + Stream.of(root, failure)
            .flatMap(ProgramRecorder::own)
            .findFirst()
            .map(frame -> ", at " + frame)
            .orElse("");
  }

  private static Stream<StackTraceElement> own(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> OF_LIBRARIES.stream().noneMatch(frame.getClassName()::startsWith));
  }

  /** Stands where the engine would: answers each request and hands it to the recording. */
  private static final class RecordingMonitor extends MockMonitor {

    private final Program program;
    private final Recording recording;

    RecordingMonitor(Program program, Recording recording) {
      super(args -> CompletableFuture.completedFuture(null), PulumiTestInternal.mockLog());
      this.program = program;
      this.recording = recording;
    }

    @Override
    public CompletableFuture<RegisterResourceResponse> registerResourceAsync(
        Resource resource, RegisterResourceRequest request) {
      String urn = urn(request);
      Struct outputs = Struct.getDefaultInstance();
      if (!isStack(request.getType())) {
        outputs = recording.register(urn, request);
      }
      Value id = outputs.getFieldsOrDefault("id", Value.getDefaultInstance());
      return CompletableFuture.completedFuture(
          RegisterResourceResponse.newBuilder()
              .setUrn(urn)
              .setId(request.getCustom() ? id.getStringValue() : "")
              .setObject(outputs)
              .build());
    }

    /** As the engine does: a child of the stack itself carries no parent's type in its URN. */
    private String urn(RegisterResourceRequest request) {
      Optional<String> parent = Optional.ofNullable(Recording.parent(request.getParent()));
      return Urn.create(
          program.stack(), program.project(), parent, request.getType(), request.getName());
    }

    private static boolean isStack(String type) {
      return Stack.RootPulumiStackTypeName.equals(type);
    }

    @Override
    public CompletableFuture<Void> registerResourceOutputsAsync(
        RegisterResourceOutputsRequest request) {
      recording.registerOutputs(request.getUrn(), request.getOutputs());
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<ResourceInvokeResponse> invokeAsync(ResourceInvokeRequest request) {
      Struct answer = recording.invoke(request.getTok());
      return CompletableFuture.completedFuture(
          ResourceInvokeResponse.newBuilder().setReturn(answer).build());
    }

    @Override
    public CompletableFuture<CallResponse> callAsync(ResourceCallRequest request) {
      return CompletableFuture.failedFuture(
          recording.refuse("calls the method " + request.getTok() + " of a remote component"));
    }

    @Override
    public CompletableFuture<ReadResourceResponse> readResourceAsync(
        Resource resource, ReadResourceRequest request) {
      return CompletableFuture.failedFuture(
          recording.refuse(
              "reads the existing resource "
                  + request.getType()
                  + " \""
                  + request.getName()
                  + "\""));
    }
  }
}
