package io.tributary.simulate;

import io.tributary.local.GraphResource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which of the program's policies are away, by the gaps of all faults of a run together: a policy
 * is back when the last gap has ended, whichever fault it is of.
 */
public final class AbsentPolicies {

  /** The gaps that hold for each policy, by URN, in the order in which they began. */
  private final Map<String, List<Runnable>> gaps = new TreeMap<>();

  /** The policies that are not there, until it is done that they are put back; by URN. */
  private final Map<String, GraphResource> missing = new TreeMap<>();

  AbsentPolicies() {}

  /**
   * A gap of a policy begins.
   *
   * @param hasEffect is called once the policy is away because of this gap: now, or when those
   *     before it have ended; to be given to {@link #end} as well
   * @return whether the policy is to be removed
   */
  public boolean begin(GraphResource policy, Runnable hasEffect) {
    List<Runnable> holding = gaps.computeIfAbsent(policy.urn(), urn -> new ArrayList<>());
    holding.add(hasEffect);
    if (holding.size() > 1) {
      return false;
    }
    missing.put(policy.urn(), policy);
    hasEffect.run();
    return true;
  }

  /**
   * A gap of a policy ends.
   *
   * @return whether the policy is to be put back
   */
  public boolean end(GraphResource policy, Runnable hasEffect) {
    List<Runnable> holding = gaps.get(policy.urn());
    boolean first = holding.indexOf(hasEffect) == 0;
    holding.remove(hasEffect);
    if (first && !holding.isEmpty()) {
      holding.get(0).run();
    }
    return holding.isEmpty();
  }

  /** A policy has been put back; unless it was removed again meanwhile. */
  public void isBack(GraphResource policy) {
    if (gaps.get(policy.urn()).isEmpty()) {
      missing.remove(policy.urn());
    }
  }

  /** The policies that are not there. */
  public Collection<GraphResource> missing() {
    return missing.values();
  }

  /** The URNs of the policies of which a gap has not ended. */
  public List<String> held() {
    return gaps.keySet().stream().filter(urn -> !gaps.get(urn).isEmpty()).toList();
  }
}
