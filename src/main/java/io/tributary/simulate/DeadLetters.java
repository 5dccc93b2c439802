package io.tributary.simulate;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How many messages went to each dead-letter queue, and why. Reasons that differ in their numbers
 * alone are one.
 */
final class DeadLetters {

  /** So many kinds of reasons are told apart; a run has a handful. */
  private static final int MOST_REASONS = 50;

  /** A number that is no part of a name or ARN. */
  private static final Pattern NUMBER = Pattern.compile("(?<=\\s)[0-9]+(?![\\w:-])");

  /**
   * What is told of a kind of reason.
   *
   * @param words with their numbers, as long as these are the same every time
   */
  private record Told(String words, long times) {}

  private final SortedMap<String, SortedMap<String, Told>> byQueue = new TreeMap<>();

  /** A message went there. */
  void add(String queueArn, String reason) {
    SortedMap<String, Told> reasons = byQueue.computeIfAbsent(queueArn, queue -> new TreeMap<>());
    String kind = NUMBER.matcher(reason).replaceAll("…");
    if (reasons.size() < MOST_REASONS || reasons.containsKey(kind)) {
      reasons.merge(
          kind,
          new Told(reason, 1),
          (told, again) ->
              new Told(told.words.equals(reason) ? reason : kind, told.times + again.times));
    }
  }

  /**
   * How many, by the queue's ARN and the reason; … stands for a number that was not always the
   * same.
   */
  SortedMap<String, SortedMap<String, Long>> told() {
    SortedMap<String, SortedMap<String, Long>> all = new TreeMap<>();
    byQueue.forEach(
        (queue, reasons) -> {
          SortedMap<String, Long> times = new TreeMap<>();
          reasons.values().forEach(told -> times.put(told.words, told.times));
          all.put(queue, times);
        });
    return all;
  }
}
