package io.tributary.cloud.journal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Numbers ARNs in the order in which hops first name them, from 0 on. Of each step the newest are
 * known without a look-up: the hops of a batch name the same.
 */
public final class ArnNumbers {

  /** The number of no ARN. */
  public static final int NONE = -1;

  private static final int STEPS = Step.values().length;

  private final Consumer<String> added;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Newest resources = new Newest();
  private final Newest peers = new Newest();

  /** The ARN that each step's newest hop had, and its number. */
  private static final class Newest {
    final String[] arns = new String[STEPS];
    final int[] numbers = new int[STEPS];
  }

  /**
   * Of no ARN yet.
   *
   * @param added is told each that gets the next number
   */
  public ArnNumbers(Consumer<String> added) {
    this.added = added;
  }

  /** Forgets all of them. */
  public void clear() {
    numbers.clear();
    Arrays.fill(resources.arns, null);
    Arrays.fill(peers.arns, null);
  }

  /** The number of a hop's resource. */
  public int ofResource(Hop hop) {
    return number(resources, hop.step().ordinal(), hop.resource());
  }

  /** The number of a hop's peer. */
  public int ofPeer(Hop hop) {
    return number(peers, hop.step().ordinal(), hop.peer());
  }

  private int number(Newest newest, int step, String arn) {
    if (arn == null) {
      return NONE;
    }
    if (newest.arns[step] != arn) {
      newest.numbers[step] = number(arn);
      newest.arns[step] = arn;
    }
    return newest.numbers[step];
  }

  private int number(String arn) {
    Integer known = numbers.get(arn);
    if (known != null) {
      return known;
    }
    int next = numbers.size();
    numbers.put(arn, next);
    added.accept(arn);
    return next;
  }
}
