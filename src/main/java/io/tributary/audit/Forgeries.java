package io.tributary.audit;

import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.AttachedPolicy;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Principal;
import io.tributary.local.ResourceGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Requests that nobody ought to get through, made from those that a flow got through: the same
 * service for another topic, rule or pipe, or for one of another account, another service, a
 * stranger, plain HTTP. Only resources whose policy is the program's own are tried.
 */
final class Forgeries {

  private static final String OTHER_NAME = "forged";
  private static final String OTHER_ACCOUNT = "999999999999";
  private static final String OTHER_SERVICE = "s3.amazonaws.com";

  /**
   * What is tried by plain HTTP, of the services that answer it: all of SQS, and of SNS what
   * carries messages, as AWS's advice has it.
   *
   * <p>See docs.aws.amazon.com/general/latest/gr/sqs-service.html, sns.html there, and
   * docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html
   */
  private static final List<String> PLAIN_HTTP = List.of("sqs:", "sns:Publish");

  private final Site site;
  private final Flow flow;
  private final String partition;
  private final Set<String> documents = new HashSet<>();
  private final SortedMap<String, Forgery> tried = new TreeMap<>();

  private Forgeries(Site site, Flow flow, ResourceGraph graph) {
    this.site = site;
    this.flow = flow;
    this.partition = graph.stack().partition();
    Policies.of(graph).forEach(policy -> documents.add(policy.json()));
  }

  /**
   * Tries every forgery after a flow.
   *
   * @param allAsked what IAM was asked in the flow
   * @return what became of each, by its words
   */
  static SortedMap<String, Forgery> tried(
      Site site, Flow flow, ResourceGraph graph, List<Asked> allAsked) {
    Forgeries forgeries = new Forgeries(site, flow, graph);
    Map<AccessRequest, Map<String, AttachedPolicy>> policies = new LinkedHashMap<>();
    Set<AccessRequest> admitted = new HashSet<>();
    for (Asked asked : allAsked) {
      if (forgeries.isOwn(asked)) {
        AccessRequest request = asked.decision().request();
        policies
            .computeIfAbsent(request, first -> new LinkedHashMap<>())
            .put(asked.policy().name(), asked.policy());
        if (asked.decision().allowed()) {
          admitted.add(request);
        }
      }
    }
    policies.keySet().retainAll(admitted);
    policies.forEach((request, own) -> forgeries.forge(request, own.values()));
    site.places().guardedDeadLetterQueues().forEach(forgeries::nameAsDeadLetterQueue);
    return forgeries.tried;
  }

  private boolean isOwn(Asked asked) {
    return asked.policy() != null
        && documents.contains(asked.policy().document().json())
        && !flow.breaks(asked.decision().request().resource());
  }

  /** Asks all policies that were asked for a request, of a log group all of the account's. */
  private void forge(AccessRequest request, Collection<AttachedPolicy> policies) {
    for (Caller caller : forgers(request)) {
      AccessRequest forged =
          new AccessRequest(caller, request.action(), request.resource(), request.context());
      List<Decision> answers =
          policies.stream().map(policy -> site.cloud().iam().decide(forged, policy)).toList();
      Decision decision = Decision.deciding(answers).orElse(answers.get(0));
      tried.merge(
          words(forged),
          new Forgery(decision.allowed(), request.resource(), decision),
          Forgery::or);
    }
  }

  private List<Caller> forgers(AccessRequest request) {
    Principal principal = request.caller().principal();
    List<Caller> forgers = new ArrayList<>();
    forgers.add(Caller.of(new Principal.User(partition, OTHER_ACCOUNT, "stranger")));
    if (!(principal instanceof Principal.Service service)) {
      if (PLAIN_HTTP.stream().anyMatch(request.action()::startsWith)) {
        forgers.add(new Caller(principal, false));
      }
    } else if (service.sourceArn() != null) {
      forgers.addAll(sources(service).stream().map(Caller::of).toList());
    }
    return forgers;
  }

  /** The service for others, and telling no source; one that never tells is itself like that. */
  private List<Principal.Service> sources(Principal.Service service) {
    String arn = service.sourceArn();
    String stem = arn.substring(0, Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
    String elsewhere = arn.replace(":" + service.account() + ":", ":" + OTHER_ACCOUNT + ":");
    String bucket = "arn:" + partition + ":s3:::" + OTHER_NAME;
    return List.of(
        new Principal.Service(service.name(), stem + OTHER_NAME, service.account()),
        new Principal.Service(service.name(), elsewhere, OTHER_ACCOUNT),
        new Principal.Service(service.name(), null, service.account()),
        new Principal.Service(OTHER_SERVICE, bucket, service.account()));
  }

  private static String words(AccessRequest forged) {
    Principal principal = forged.caller().principal();
    String who =
        principal instanceof Principal.Service service
            ? service.name()
                + " for "
                + Objects.requireNonNullElse(service.sourceArn(), "no source")
            : principal.arn();
    String how = forged.caller().secureTransport() ? "" : " by plain HTTP";
    return who + how + ": " + forged.action() + " on " + forged.resource();
  }

  /** Another queue of the account tries to hand its dead letters over. */
  private void nameAsDeadLetterQueue(String arn) {
    String redrive = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}".formatted(arn);
    String words = "another queue of the account: naming " + arn + " as its dead-letter queue";
    try {
      site.await(
          site.root(SqsAsyncClient.class)
              .createQueue(
                  it ->
                      it.queueName(OTHER_NAME + "-" + tried.size())
                          .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive))));
      tried.put(words, new Forgery(true, arn, null));
    } catch (CompletionException refused) {
      if (!(refused.getCause() instanceof SqsException)) {
        throw refused;
      }
      tried.put(words, new Forgery(false, arn, null));
    }
  }
}
