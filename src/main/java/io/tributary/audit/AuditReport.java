package io.tributary.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The result of an audit.
 *
 * @param flows the flows that were played
 * @param policies each policy with its verdicts; empty when the flows had too few permissions, so
 *     that nothing could be said about too many
 * @param findings what is to be mended; none when permissions are neither too few nor too many
 * @param notJudged policies of the account that the program only names, taken to allow what the
 *     flows need: permissions boundaries, log resource policies and policies of topics that alarms
 *     tell, by kind and name
 * @param notOpened subscriptions, pipes and rules that not even an event of the audit's own came
 *     through; where there are some, nothing is called unneeded, since it may be needed there
 * @param withoutExample subscriptions, pipes and rules that no topic of an example leads to: their
 *     permissions are judged with events of the audit's own
 */
public record AuditReport(
    List<String> flows,
    List<PolicyVerdicts> policies,
    List<Finding> findings,
    List<String> notJudged,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notOpened,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> withoutExample) {}
