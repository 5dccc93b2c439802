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
import java.util.Set;
import java.util.stream.Stream;

/**
 * Proves the permissions of a graph neither too few nor too many.
 *
 * <p>First its flows are played with IAM enforced: every event has to arrive, and none to become a
 * dead letter, or, where a flow breaks something, to lie in a queue. Then they are played again, in
 * a cloud of its own each, with one piece of one policy taken away. A piece is needed when a flow
 * then ends otherwise, when the graph cannot be deployed, when a forged request gets through that
 * was refused before, or when a rule of the house is broken that was kept before.
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
    this.player = new Player(Flows.of(graph), List.copyOf(examples));
    this.files = new ComponentFiles(graph, checkout);
  }

  /** Runs it, on as many threads as there are processors. */
  public AuditReport run(Progress progress) {
    List<Played> played = new ArrayList<>();
    List<Finding> tooFew = tooFew(played);
    return tooFew.isEmpty() ? judged(played, progress) : report(Map.of(), tooFew);
  }

  /** The first half alone: what the flows lack. */
  List<Finding> tooFew() {
    return tooFew(new ArrayList<>());
  }

  private List<Finding> tooFew(List<Played> played) {
    Shortfall shortfall = new Shortfall(files, player.examples());
    try {
      played.addAll(player.playAll(graph, SEED));
      played.forEach(shortfall::add);
    } catch (NotDeployedException failed) {
      shortfall.add(failed);
    }
    return shortfall.findings();
  }

  private AuditReport judged(List<Played> played, Progress progress) {
    Judge judge = new Judge(player, rules, graph, played, SEED);
    Unreached unreached = new Unreached(graph, played);
    Map<Grant, Verdict> verdicts = judge.judge(grants(unreached), progress);
    List<Finding> findings = new ArrayList<>(unreached.findings(files));
    verdicts.forEach(
        (grant, verdict) -> {
          if (!verdict.needed()) {
            findings.add(tooMuch(grant));
          }
        });
    findings.addAll(forged(played));
    return report(verdicts, findings);
  }

  private AuditReport report(Map<Grant, Verdict> verdicts, List<Finding> findings) {
    Map<Policy, List<Verdict>> byPolicy = new LinkedHashMap<>();
    verdicts.forEach(
        (grant, verdict) ->
            byPolicy.computeIfAbsent(grant.policy(), policy -> new ArrayList<>()).add(verdict));
    List<PolicyVerdicts> policies = new ArrayList<>();
    byPolicy.forEach(
        (policy, list) -> policies.add(new PolicyVerdicts(policy.title(), policy.urn(), list)));
    List<String> flows = player.flows().stream().map(Flow::name).toList();
    return new AuditReport(flows, policies, findings, notJudged());
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

  /**
   * All pieces of all policies that can be judged, and their wildcards as narrow as a run of other
   * chance needs.
   */
  private List<Grant> grants(Unreached unreached) {
    Narrowing narrowing =
        new Narrowing(
            player.playAll(graph, OTHER_SEED).stream()
                .flatMap(played -> played.asked().stream())
                .map(Asked::decision)
                .toList(),
            new Iam(new VirtualTime(Instant.EPOCH, 0), graph.stack().account()));
    List<Grant> grants = new ArrayList<>();
    for (Policy policy : Policies.of(graph)) {
      if (!unreached.hides(policy)) {
        grants.addAll(policy.grants());
        grants.addAll(narrowing.of(policy));
      }
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

  private List<Finding> forged(List<Played> played) {
    Map<String, Finding> findings = new LinkedHashMap<>();
    for (Played flow : played) {
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
    String file = files.ofPolicy(decision.policy()).orElseGet(() -> files.ofArn(tried.resource()));
    return new Finding(Kind.FORGED, flow, problem, details, null, file);
  }
}
