package io.tributary.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own, run by this process's Java with the same options, and any that
 * are named beside them.
 */
public final class ServerProcess implements AutoCloseable {

  private final Process process;
  private final URI endpoint;
  private final double startedInMillis;

  private ServerProcess(Process process, URI endpoint, double startedInMillis) {
    this.process = process;
    this.endpoint = endpoint;
    this.startedInMillis = startedInMillis;
  }

  /** A server that answers a load's requests with canned bytes. */
  public static ServerProcess echo(String... options) throws IOException {
    return start(Echo.class, List.of(), Echo.GREETING, options);
  }

  /**
   * Starts a class's main method and waits until it answers.
   *
   * @param greeting what it prints on a line of its own before its address
   * @param options of Java, for that process only
   * @throws UnmeasurableException if it ends before; what it wrote to its standard error is there
   *     to be read
   */
  public static ServerProcess start(
      Class<?> main, List<String> arguments, String greeting, String... options)
      throws IOException {
    List<String> command = command(main, arguments, options);
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    // Ended by a signal, this process must not leave the other one behind.
    // Process.destroy would close what is read below.
    Thread end = new Thread(process.toHandle()::destroy, "ending the server");
    Runtime.getRuntime().addShutdownHook(end);
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(greeting)) {
        double millis = (System.nanoTime() - begin) / 1e6;
        return new ServerProcess(process, URI.create(line.substring(greeting.length())), millis);
      }
    }
    throw new UnmeasurableException("the server ended before it answered");
  }

  /** This process's Java and class path with another main method. */
  public static List<String> command(Class<?> main, List<String> arguments, String... options) {
    return command(main, System.getProperty("java.class.path"), arguments, options);
  }

  /** This process's Java with another main method and another class path. */
  public static List<String> command(
      Class<?> main, String classPath, List<String> arguments, String... options) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(arguments);
    return command;
  }

  public URI endpoint() {
    return endpoint;
  }

  public long pid() {
    return process.pid();
  }

  /** From the start of the process to the line that tells its address. */
  public double startedInMillis() {
    return startedInMillis;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException ended) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
