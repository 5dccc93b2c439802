package io.tributary.audit;

import io.tributary.audit.Finding.Kind;
import io.tributary.audit.Grant.Change;
import io.tributary.cloud.iam.Decision;
import io.tributary.local.DeploymentFailedException;
import io.tributary.local.ResourceGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Proves the permissions of a graph neither too few nor too many.
 *
 * <p>First its flows are played with IAM enforced: every event has to arrive, or, where a flow
 * breaks something, to lie in a queue. Then they are played again, in a cloud of its own each, with
 * one piece of one policy taken away. A piece is needed when a flow then ends otherwise, when the
 * graph cannot be deployed, or when a forged request gets through that was refused before.
 */
public final class Audit {

  /** The chance of all flows that are compared. */
  private static final long SEED = 2;

  /** Other chance, so that a wildcard for names drawn by chance is seen to be needed. */
  private static final long OTHER_SEED = 1;

  /** Is told how many of how many changes are judged. */
  public interface Progress {
    void judged(int done, int all);
  }

  private final ResourceGraph graph;
  private final List<Example> examples;
  private final String arrivalQueue;
  private final List<Flow> flows;
  private final ComponentFiles files;

  /**
   * An audit of a graph.
   *
   * @param arrivalQueueUrl the URL of the queue where every example has to arrive
   * @param checkout the root of the sources, where the files of components are looked for
   */
  public Audit(ResourceGraph graph, List<Example> examples, String arrivalQueueUrl, Path checkout) {
    this.graph = graph;
    this.examples = List.copyOf(examples);
    this.arrivalQueue = arrivalQueueUrl.substring(arrivalQueueUrl.lastIndexOf('/') + 1);
    this.flows = Flows.of(graph);
    this.files = new ComponentFiles(graph, checkout);
  }

  /** Runs it, on as many threads as there are processors. */
  public AuditReport run(Progress progress) {
    Shortfall shortfall = new Shortfall(files, arrivalQueue);
    List<Asked> asked = new ArrayList<>();
    List<Played> baseline;
    try {
      baseline = playAll(SEED, asked);
    } catch (CompletionException failed) {
      return notDeployed(shortfall, deploymentFailure(failed), asked);
    }
    baseline.forEach(shortfall::add);
    List<Finding> tooFew = shortfall.findings();
    return tooFew.isEmpty()
        ? judged(baseline, progress)
        : new AuditReport(flowNames(), List.of(), tooFew);
  }

  private List<Played> playAll(long seed, List<Asked> asked) {
    return flows.stream().map(flow -> play(graph, flow, seed, asked)).toList();
  }

  private List<String> flowNames() {
    return flows.stream().map(Flow::name).toList();
  }

  private Played play(ResourceGraph altered, Flow flow, long seed, List<Asked> asked) {
    asked.clear();
    return Played.in(new Site(altered, examples, seed, asked), flow, altered);
  }

  /** What a graph that cannot be deployed fails with; any other failure is our own. */
  private static DeploymentFailedException deploymentFailure(CompletionException failed) {
    if (failed.getCause() instanceof DeploymentFailedException cause) {
      return cause;
    }
    throw failed;
  }

  private AuditReport notDeployed(
      Shortfall shortfall, DeploymentFailedException failure, List<Asked> asked) {
    asked.stream()
        .map(Asked::decision)
        .filter(decision -> !decision.allowed())
        .forEach(decision -> shortfall.add("deployment", new Denial("deployment", decision)));
    List<Finding> findings = new ArrayList<>(shortfall.findings());
    findings.add(
        new Finding(Kind.NOT_DEPLOYED, "deployment", failure.getMessage(), List.of(), null, null));
    return new AuditReport(flowNames(), List.of(), findings);
  }

  private AuditReport judged(List<Played> baseline, Progress progress) {
    List<Grant> grants = grants();
    Map<Change, Verdict> verdicts = judge(grants, baseline, progress);
    Map<Policy, List<Verdict>> byPolicy = new LinkedHashMap<>();
    List<Finding> findings = new ArrayList<>();
    for (Grant grant : grants) {
      Verdict found = verdicts.get(grant.change());
      Verdict verdict = new Verdict(grant.text(), found.needed(), found.flow(), found.proof());
      byPolicy.computeIfAbsent(grant.policy(), policy -> new ArrayList<>()).add(verdict);
      if (!verdict.needed()) {
        findings.add(tooMuch(grant));
      }
    }
    List<PolicyVerdicts> policies = new ArrayList<>();
    byPolicy.forEach(
        (policy, list) -> policies.add(new PolicyVerdicts(policy.title(), policy.urn(), list)));
    findings.addAll(forged(baseline));
    return new AuditReport(flowNames(), policies, findings);
  }

  /** All pieces of all policies, and their wildcards as narrow as a run of other chance needs. */
  private List<Grant> grants() {
    Narrowing narrowing =
        new Narrowing(
            playAll(OTHER_SEED, new ArrayList<>()).stream()
                .flatMap(played -> played.asked().stream())
                .map(Asked::decision)
                .toList());
    List<Grant> grants = new ArrayList<>();
    for (Policy policy : Policy.of(graph)) {
      grants.addAll(policy.grants());
      grants.addAll(narrowing.of(policy));
    }
    return grants;
  }

  private Map<Change, Verdict> judge(List<Grant> grants, List<Played> baseline, Progress progress) {
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      Map<Change, Future<Verdict>> running = new LinkedHashMap<>();
      for (Grant grant : grants) {
        running.computeIfAbsent(
            grant.change(), change -> threads.submit(() -> judge(grant, baseline)));
      }
      Map<Change, Verdict> verdicts = new LinkedHashMap<>();
      running.forEach(
          (change, verdict) -> {
            verdicts.put(change, await(verdict));
            progress.judged(verdicts.size(), running.size());
          });
      return verdicts;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Verdict await(Future<Verdict> verdict) {
    try {
      return verdict.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a change could not be judged", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the audit was interrupted", interrupted);
    }
  }

  private Verdict judge(Grant grant, List<Played> baseline) {
    ResourceGraph altered = grant.takenFrom(graph);
    for (Played before : baseline) {
      List<Asked> asked = new ArrayList<>();
      Played after;
      try {
        after = play(altered, before.flow(), SEED, asked);
      } catch (CompletionException failed) {
        String why = reason(deploymentFailure(failed), asked);
        return new Verdict(grant.text(), true, "deployment", why);
      }
      var difference = before.difference(after);
      if (difference.isPresent()) {
        return new Verdict(grant.text(), true, before.flow().name(), difference.get());
      }
    }
    return new Verdict(grant.text(), false, null, null);
  }

  private static String reason(DeploymentFailedException failure, List<Asked> asked) {
    return asked.stream()
        .map(Asked::decision)
        .filter(decision -> !decision.allowed())
        .findFirst()
        .map(Decision::message)
        .orElse(failure.getMessage());
  }

  private Finding tooMuch(Grant grant) {
    boolean wildcard = grant.part() == Grant.Part.WILDCARD;
    return new Finding(
        wildcard ? Kind.BROADER_THAN_NEEDED : Kind.UNNEEDED,
        grant.policy().title(),
        wildcard
            ? grant.text() + " reaches further than what any flow uses"
            : "without "
                + grant.text()
                + " every flow ends alike and no forged request gets through",
        List.of(),
        grant.remedy(),
        files.of(grant.policy().urn()));
  }

  private List<Finding> forged(List<Played> baseline) {
    return baseline.stream()
        .flatMap(
            played ->
                played.forgeries().entrySet().stream()
                    .filter(Map.Entry::getValue)
                    .map(
                        forged ->
                            new Finding(
                                Kind.FORGED,
                                played.flow().name(),
                                "the forged request gets through: " + forged.getKey(),
                                List.of(),
                                null,
                                null)))
        .toList();
  }
}
