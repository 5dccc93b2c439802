package io.tributary.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A policy with the verdict on each of its pieces.
 *
 * @param policy its title, for example {@code queue policy of arn:aws:sqs:...}
 * @param urn the resource that sets it
 */
public record PolicyVerdicts(String policy, String urn, List<Verdict> verdicts) {

  /** How many pieces it has. */
  @JsonProperty
  public int grants() {
    return verdicts.size();
  }

  /** How many of them are needed. */
  @JsonProperty
  public int needed() {
    return (int) verdicts.stream().filter(Verdict::needed).count();
  }

  /** How many could go without anything being otherwise. */
  @JsonProperty
  public int unneeded() {
    return grants() - needed();
  }
}
