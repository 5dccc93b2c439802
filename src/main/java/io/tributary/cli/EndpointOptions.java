package io.tributary.cli;

import io.tributary.cli.bench.Target;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** Options that say what is measured, and who asks there. */
final class EndpointOptions {

  private static final int PORTS = 65_535;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "what to measure in place of a local cloud, such as http://localhost:4566")
  private URI endpoint;

  @Option(
      names = "--region",
      defaultValue = "eu-west-1",
      description = "the region to name (default: ${DEFAULT-VALUE})")
  private String region;

  @Option(
      names = "--access-key",
      description =
          "the access key id to name; its user must be allowed to create what is measured (default: the account's number,"
              + " which in a local cloud acts as the account itself; with --endpoint: test)")
  private String accessKey;

  @Option(
      names = "--pid",
      description =
          "the process behind --endpoint, if its memory and processor time are to be measured")
  private Long pid;

  /** Adds what cannot be used. */
  void check(List<String> problems) {
    if (endpoint != null && !isAddress(endpoint)) {
      problems.add(
          "--endpoint takes a plain HTTP address such as http://localhost:4566, without a user, path or query and with a"
              + " port from 1 to "
              + PORTS
              + ", got '"
              + endpoint
              + "'");
    }
    if (isLocalCloud() && pid != null) {
      problems.add("--pid goes with --endpoint; the local cloud's process is known");
    }
    notBlank(problems, "--region", "a region such as eu-west-1", region);
    if (accessKey != null) {
      notBlank(problems, "--access-key", "an access key id such as test", accessKey);
    }
  }

  /** What else an address may have would be left out of the requests of a load. */
  private static boolean isAddress(URI url) {
    return url.toString().matches("http://[^/?#@]+/?")
        && url.getHost() != null
        && url.getPort() != 0
        && url.getPort() <= PORTS;
  }

  private static void notBlank(List<String> problems, String option, String takes, String value) {
    if (value.isBlank()) {
      problems.add("%s takes %s, got '%s'".formatted(option, takes, value));
    }
  }

  /** Whether it is one of the command's own. */
  boolean isLocalCloud() {
    return endpoint == null;
  }

  /** Of the endpoint that was named, if it was told. */
  OptionalLong process() {
    return pid == null ? OptionalLong.empty() : OptionalLong.of(pid);
  }

  /** The endpoint that was named. */
  Target target() {
    return new Target(endpoint, region, Objects.requireNonNullElse(accessKey, "test"), true);
  }

  /** A local cloud of the command's own, with this account. */
  Target target(URI localCloud, String account) {
    return new Target(localCloud, region, Objects.requireNonNullElse(accessKey, account));
  }

  /** What is measured, in words. */
  String name() {
    return isLocalCloud() ? "the local cloud" : endpoint.toString();
  }
}
