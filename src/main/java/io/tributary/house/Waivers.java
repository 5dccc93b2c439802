package io.tributary.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The waivers of a project: {@value #FILE} beside its Pulumi.yaml.
 *
 * <pre>
 * waivers:
 *   - rule: dead-letter-queue
 *     resource: "*-debug-target"
 *     reason: its events are copies, for a person who looks
 *     expires: 2027-01-31
 * </pre>
 *
 * <p>A waiver that has expired excuses nothing, and is itself a finding; so is one that has nothing
 * to excuse.
 *
 * @param all in the order of the file
 */
public record Waivers(List<Waiver> all) {

  /** The name of the file. */
  public static final String FILE = "waivers.yaml";

  static final Rule RULE =
      new Rule(
          "waiver",
          "A waiver that outlived its date or its cause hides the next one who breaks the rule.",
          "Mend what it excused, or give a new reason and date; remove what nothing needs.",
          "https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/ops_priorities_eval_tradeoffs.html");

  public Waivers {
    all = List.copyOf(all);
  }

  /** Nothing is excused. */
  public static Waivers none() {
    return new Waivers(List.of());
  }

  /**
   * The waivers of a project; none if it has no such file.
   *
   * @throws WaiversException naming all that is wrong with the file
   * @throws IOException if it cannot be read
   */
  public static Waivers read(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    return Files.exists(file) ? parse(Files.readString(file)) : none();
  }

  /**
   * Reads the text of such a file.
   *
   * @throws WaiversException naming all that is wrong with it
   */
  public static Waivers parse(String yaml) {
    return new WaiversReader(yaml).read();
  }

  /** The findings that stay, and after them those about the waivers. */
  List<Finding> applied(List<Finding> findings, LocalDate today) {
    List<Finding> left = new ArrayList<>();
    findings.stream().filter(finding -> !excused(finding, today)).forEach(left::add);
    all.stream().flatMap(waiver -> stale(waiver, findings, today)).forEach(left::add);
    return List.copyOf(left);
  }

  private boolean excused(Finding finding, LocalDate today) {
    return all.stream().anyMatch(waiver -> !waiver.expired(today) && waiver.matches(finding));
  }

  private static Stream<Finding> stale(Waiver waiver, List<Finding> findings, LocalDate today) {
    if (waiver.expired(today)) {
      return Stream.of(about(waiver, "expired on " + waiver.expires(), today + " or later"));
    }
    return findings.stream().anyMatch(waiver::matches)
        ? Stream.empty()
        : Stream.of(about(waiver, "has nothing to excuse", "waivers of what breaks a rule"));
  }

  private static Finding about(Waiver waiver, String problem, String allowed) {
    String name = waiver.rule() + " of " + waiver.resource();
    return new Finding(RULE, FILE, name, "the waiver " + problem, allowed);
  }
}
