package io.tributary.local;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.gateway.Gateway;
import io.tributary.cloud.gateway.Pages;
import io.tributary.cloud.gateway.http.HttpHost;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.time.EventLoop;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A program deployed into a local cloud of its own, in real time, that a gateway serves on
 * 127.0.0.1.
 *
 * <p>Its clients act as the account's user, whatever access key they sign with, unless the key is
 * one that IAM knows.
 */
public final class LocalServer implements AutoCloseable {

  private final HttpHost host;
  private final LocalCloud cloud;
  private final Deployment deployment;
  private final Duration deployedIn;
  private final Principal.Root root;
  private volatile ResourceGraph graph;
  private volatile Principal.User user;
  private int port;

  private LocalServer(
      HttpHost host,
      LocalCloud cloud,
      Deployment deployment,
      ResourceGraph graph,
      Duration deployedIn) {
    this.host = host;
    this.cloud = cloud;
    this.deployment = deployment;
    this.graph = graph;
    this.root = Principal.Root.of(cloud.account());
    this.user = Deployment.user(graph.stack());
    this.deployedIn = deployedIn;
  }

  /**
   * Deploys a program that was recorded before, as it was or altered, and serves it.
   *
   * @param port on 127.0.0.1; 0 takes a free one
   * @param pages what lies beside the AWS APIs
   * @throws ProgramException if a resource cannot be deployed
   * @throws io.tributary.cloud.gateway.http.PortUnavailableException if something else listens
   *     there, or this process may not
   */
  public static LocalServer start(
      ResourceGraph graph, int port, Function<LocalServer, Pages> pages) {
    return start(() -> graph, port, pages);
  }

  /**
   * Deploys a program and serves it; the server starts while the program is being recorded.
   *
   * @param recording how the program is recorded
   * @param port on 127.0.0.1; 0 takes a free one
   * @param pages what lies beside the AWS APIs
   * @throws ProgramException if the program or its config is refused, or a resource cannot be
   *     deployed
   * @throws io.tributary.cloud.gateway.http.PortUnavailableException if something else listens
   *     there, or this process may not
   */
  public static LocalServer start(
      Supplier<ResourceGraph> recording, int port, Function<LocalServer, Pages> pages) {
    HttpHost.requireFree(port);
    long begin = System.nanoTime();
    CompletableFuture<HttpHost> starting =
        CompletableFuture.supplyAsync(() -> HttpHost.start(begin));
    ResourceGraph graph = recorded(recording, starting);
    HttpHost host = starting.join();
    try {
      LocalCloud cloud = new LocalCloud(host.loop(), graph.stack().account());
      Deployment deployment = new Deployment(cloud);
      await(host.loop(), deployment.apply(graph));
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      LocalServer server = new LocalServer(host, cloud, deployment, graph, took);
      server.port = host.serve(port, server.gateway(pages.apply(server)));
      return server;
    } catch (RuntimeException failed) {
      host.close();
      throw failed;
    }
  }

  private static ResourceGraph recorded(
      Supplier<ResourceGraph> recording, CompletableFuture<HttpHost> starting) {
    try {
      return recording.get();
    } catch (RuntimeException refused) {
      starting.join().close();
      throw refused;
    }
  }

  private Gateway gateway(Pages pages) {
    return new Gateway(List.copyOf(cloud.services()), cloud.loop(), this::principalOf, pages);
  }

  /** The account's number stands for the account itself, for whom no access key is made. */
  private Optional<Principal> principalOf(String accessKeyId) {
    if (accessKeyId.equals(root.account())) {
      return Optional.of(root);
    }
    return cloud.iam().accessKeys().principalOf(accessKeyId).or(() -> Optional.of(user));
  }

  /**
   * Brings the running cloud to another version of its program; what stays keeps its messages.
   *
   * @param notes is told, in words for a person and on the calling thread, of what takes long and
   *     what is lost
   * @return what was done to its resources
   * @throws DeploymentFailedException if a resource cannot be deployed; the others are
   * @throws ProgramException if the change cannot begin, and leaves all as it was
   * @throws IllegalStateException on the cloud's own thread, which has to do it
   */
  public List<Change> deploy(ResourceGraph changed, Consumer<String> notes) {
    if (cloud.loop().inLoop()) {
      throw new IllegalStateException(
          "deploy waits for the cloud's thread and was called on it: call it on another");
    }
    BlockingQueue<Optional<String>> told = new LinkedBlockingQueue<>();
    CompletableFuture<List<Change>> deployed =
        deployment.apply(changed, note -> told.add(Optional.of(note)));
    deployed.whenComplete((changes, failure) -> told.add(Optional.empty()));
    tell(told, notes);
    List<Change> changes;
    try {
      changes = await(cloud.loop(), deployed);
    } catch (DeploymentFailedException inPart) {
      become(changed);
      throw inPart;
    }
    become(changed);
    return changes;
  }

  /** Until none follows. The cloud's own thread would stand still with a terminal that is held. */
  private static void tell(BlockingQueue<Optional<String>> told, Consumer<String> notes) {
    try {
      for (Optional<String> note = told.take(); note.isPresent(); note = told.take()) {
        notes.accept(note.get());
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Another user's resources are beyond the reach of the one before. */
  private void become(ResourceGraph changed) {
    graph = changed;
    user = Deployment.user(changed.stack());
  }

  private static <T> T await(EventLoop loop, CompletableFuture<T> deployed) {
    try {
      return loop.await(deployed);
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof ProgramException refused ? refused : failed;
    }
  }

  /** Reads from the cloud's state, on its thread; also while the cloud's time is paused. */
  public <T> T read(Supplier<T> reading) {
    EventLoop loop = host.serverLoop();
    return loop.await(CompletableFuture.supplyAsync(reading, loop::execute));
  }

  /** Runs something on the cloud's thread, and waits for it. */
  public void run(Runnable task) {
    read(
        () -> {
          task.run();
          return null;
        });
  }

  /** The journal; only to be touched within {@link #read} or {@link #run}. */
  public Journal journal() {
    return cloud.journal();
  }

  /** The cloud; only to be touched within {@link #read} or {@link #run}, or by its pages. */
  public LocalCloud cloud() {
    return cloud;
  }

  /** The cloud's thread by the wall clock, for what goes on while the cloud's time is paused. */
  public EventLoop serverLoop() {
    return host.serverLoop();
  }

  /**
   * Lets the cloud's time stand still: no timer becomes due, and deliveries wait. Requests are
   * answered, but for what waits for time to pass, as a long poll of an empty queue and a
   * deployment do. Only to be called within {@link #run}, or by its pages.
   */
  public void pause() {
    host.loop().pause();
  }

  /** Lets the cloud's time run on from where it stood; to be called as {@link #pause}. */
  public void resume() {
    host.loop().resume();
  }

  /** Whether the cloud's time stands still; to be called as {@link #pause}. */
  public boolean paused() {
    return host.loop().paused();
  }

  /** What was deployed last. */
  public ResourceGraph graph() {
    return graph;
  }

  /** Where AWS clients reach it. */
  public URI endpoint() {
    return URI.create("http://localhost:" + port);
  }

  /** How long recording and deploying took. */
  public Duration deployedIn() {
    return deployedIn;
  }

  /** The name of the user as whom the program was deployed and clients act. */
  public String username() {
    return user.name();
  }

  /** The user as whom the program was deployed and clients act. */
  public Principal user() {
    return Deployment.user(graph.stack());
  }

  /**
   * A stack output.
   *
   * @throws IllegalArgumentException if the program exports none of that name
   */
  public String output(String name) {
    return graph.output(name);
  }

  /** Stops serving; all that was in the cloud is gone. */
  @Override
  public void close() {
    host.close();
  }
}
