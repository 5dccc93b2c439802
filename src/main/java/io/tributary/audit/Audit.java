package io.tributary.audit;

import io.tributary.audit.Finding.Kind;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.time.VirtualTime;
import io.tributary.local.Provided;
import io.tributary.local.ResourceGraph;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Proves the permissions of a graph neither too few nor too many.
 *
 * <p>First its flows are played with IAM enforced: every event has to arrive, and none to become a
 * dead letter, or, where a flow breaks something, to lie in a queue. Then they are played again, in
 * a cloud of its own each, with one piece of one policy taken away. A piece is needed when a flow
 * then ends otherwise, when the graph cannot be deployed, when a forged request gets through that
 * was refused before, or when a rule of the house is broken that was kept before. What no example
 * passes is played once more, opened for an event of the audit's own: a piece that is needed there
 * is needed, too.
 */
public final class Audit {

  /** The chance of all flows that are compared. */
  private static final long SEED = 2;

  /** Other chance, so that a wildcard for names drawn by chance is seen to be needed. */
  private static final long OTHER_SEED = 1;

  /** Is told how far an audit is, on the thread that runs it. */
  public interface Progress {
    /** So many of so many changes of policies are judged. */
    void judged(int done, int all);
  }

  /** What is demanded of a graph, whatever its flows do. */
  @FunctionalInterface
  public interface Rules {
    /** Which rules a graph breaks and where, a sentence each that does not tell how. */
    Set<String> broken(ResourceGraph graph);
  }

  private final ResourceGraph graph;
  private final Rules rules;
  private final Player player;
  private final List<Example> examples;
  private final ComponentFiles files;

  /**
   * An audit of a graph.
   *
   * @param rules those that a piece of a policy may be needed for
   * @param checkout the root of the sources, where the files of components are looked for
   */
  public Audit(ResourceGraph graph, Rules rules, List<Example> examples, Path checkout) {
    this.graph = graph;
    this.rules = rules;
    this.player = new Player(Flows.of(graph), examples.stream().map(Example::event).toList());
    this.examples = List.copyOf(examples);
    this.files = new ComponentFiles(graph, checkout);
  }

  /** Runs it, on as many threads as there are processors. */
  public AuditReport run(Progress progress) {
    List<Played> played = new ArrayList<>();
    List<Finding> tooFew = tooFew(played);
    return tooFew.isEmpty()
        ? judged(played, progress)
        : report(Map.of(), tooFew, List.of(), List.of());
  }

  /** The first half alone: what the flows lack. */
  List<Finding> tooFew() {
    return tooFew(new ArrayList<>());
  }

  private List<Finding> tooFew(List<Played> played) {
    Shortfall shortfall = new Shortfall(files, examples);
    try {
      played.addAll(player.playAll(graph, SEED));
      played.forEach(shortfall::add);
    } catch (NotDeployedException failed) {
      shortfall.add(failed);
    }
    return shortfall.findings();
  }

  private AuditReport judged(List<Played> played, Progress progress) {
    Scene program = new Scene(graph, player, played, SEED);
    Unreached unreached = new Unreached(program, examples);
    List<Finding> findings = new ArrayList<>(unreached.findings(files));
    Shortfall shortfall = new Shortfall(files, List.of());
    Optional<Scene> opened = opened(unreached, program, shortfall);
    if (!shortfall.findings().isEmpty()) {
      findings.addAll(shortfall.findings());
      return report(Map.of(), findings, List.of(), unreached.withoutExample(List.of()));
    }
    List<Scene> scenes = Stream.concat(Stream.of(program), opened.stream()).toList();
    List<String> notOpened = unreached.notOpened(opened);
    Map<Grant, Verdict> verdicts = new Judge(rules, scenes).judge(grants(scenes), progress);
    // What nothing proves may be needed behind what could not be opened.
    verdicts.values().removeIf(verdict -> !verdict.needed() && !notOpened.isEmpty());
    findings.addAll(tooMuch(verdicts));
    findings.addAll(forged(scenes));
    return report(verdicts, findings, notOpened, unreached.withoutExample(notOpened));
  }

  /** The scene in which closed gates are open, of which is noted what is denied there. */
  private static Optional<Scene> opened(Unreached unreached, Scene program, Shortfall shortfall) {
    try {
      Optional<Scene> opened = unreached.opened(program);
      opened.ifPresent(scene -> scene.before().forEach(shortfall::addDenials));
      return opened;
    } catch (NotDeployedException failed) {
      shortfall.addDenials(failed);
      return Optional.empty();
    }
  }

  private List<Finding> tooMuch(Map<Grant, Verdict> verdicts) {
    return verdicts.entrySet().stream()
        .filter(judged -> !judged.getValue().needed())
        .map(judged -> tooMuch(judged.getKey()))
        .toList();
  }

  private AuditReport report(
      Map<Grant, Verdict> verdicts,
      List<Finding> findings,
      List<String> notOpened,
      List<String> withoutExample) {
    Map<Policy, List<Verdict>> byPolicy = new LinkedHashMap<>();
    verdicts.forEach(
        (grant, verdict) ->
            byPolicy.computeIfAbsent(grant.policy(), policy -> new ArrayList<>()).add(verdict));
    List<PolicyVerdicts> policies = new ArrayList<>();
    byPolicy.forEach(
        (policy, list) -> policies.add(new PolicyVerdicts(policy.title(), policy.urn(), list)));
    List<String> flows = player.flows().stream().map(Flow::name).toList();
    return new AuditReport(flows, policies, findings, notJudged(), notOpened, withoutExample);
  }

  private List<String> notJudged() {
    Provided provided = Provided.of(graph);
    return Stream.of(
            provided.boundaries().stream().map(name -> "permissions boundary " + name),
            provided.logPolicies().keySet().stream().map(name -> "log resource policy " + name),
            provided.alarmTopics().stream().map(name -> "policy of topic " + name))
        .flatMap(names -> names)
        .toList();
  }

  /** All pieces of all policies, and their wildcards as narrow as a run of other chance needs. */
  private List<Grant> grants(List<Scene> scenes) {
    Narrowing narrowing =
        new Narrowing(
            scenes.stream()
                .flatMap(scene -> scene.player().playAll(scene.graph(), OTHER_SEED).stream())
                .flatMap(played -> played.asked().stream())
                .map(Asked::decision)
                .toList(),
            new Iam(new VirtualTime(Instant.EPOCH, 0), graph.stack().account()));
    List<Grant> grants = new ArrayList<>();
    for (Policy policy : Policies.of(graph)) {
      grants.addAll(policy.grants());
      grants.addAll(narrowing.of(policy));
    }
    return grants;
  }

  private Finding tooMuch(Grant grant) {
    boolean wildcard = grant.part() == Grant.Part.WILDCARD;
    String file = files.of(grant.policy().urn());
    return new Finding(
        wildcard ? Kind.BROADER_THAN_NEEDED : Kind.UNNEEDED,
        grant.policy().title(),
        wildcard
            ? grant.text() + " reaches further than what any flow uses"
            : "without "
                + grant.text()
                + " every flow ends alike, no forged request gets through and no rule of the house is"
                + " broken",
        files.whereWritten(file, grant.policy().actions()),
        grant.remedy(),
        file);
  }

  private List<Finding> forged(List<Scene> scenes) {
    Map<String, Finding> findings = new LinkedHashMap<>();
    for (Played flow : scenes.stream().flatMap(scene -> scene.before().stream()).toList()) {
      flow.forgeries()
          .forEach(
              (forged, tried) -> {
                if (tried.isFound()) {
                  findings.putIfAbsent(forged, forged(flow.flow().name(), forged, tried));
                }
              });
    }
    return List.copyOf(findings.values());
  }

  private Finding forged(String flow, String forged, Forgery tried) {
    Decision decision = tried.decision();
    String problem = "the forged request gets through: " + forged;
    List<String> details = List.of("allowed by: " + decision.policy() + " " + decision.statement());
    // Of the policy that lets it in; if it is not the program's, of its aim.
    String file =
        files
            .ofPolicy(decision.policy())
            .or(() -> files.ofArn(tried.resource()))
            .map(files::of)
            .orElse(null);
    return new Finding(Kind.FORGED, flow, problem, details, null, file);
  }
}
