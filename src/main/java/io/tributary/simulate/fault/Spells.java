package io.tributary.simulate.fault;

import io.tributary.simulate.Injection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * When a fault that lasts holds. In each fifth of the load's time it may strike once, then lasting
 * from a minute to its longest, short spells being as likely as long ones in each order of
 * magnitude.
 *
 * <p>A long spell begins late, with few events left to come: what SNS holds while a queue is out of
 * reach it tries every 20 seconds, so that a day with a million events would mean billions of
 * tries. For the same reason a spell that would run into a later one, the two together being too
 * long for their beginning, ends a minute before that one begins: time enough for SNS to pass on
 * what it holds.
 */
final class Spells {

  private static final int CHANCES = 5;
  private static final double SHORTEST_MICROS = 60e6;

  private static final double TRIES = 500_000;
  private static final double MICROS_BETWEEN_TRIES = 20e6;
  private static final long RECOVERY_MICROS = 60_000_000;

  /** In a shorter gap EventBridge, which tries every five to ten minutes, may not get through. */
  private static final long GAP_MICROS = 20 * 60_000_000L;

  /**
   * One time that the fault holds.
   *
   * @param number which chance it took
   */
  record Spell(int number, long beginMicros, long endMicros) {

    boolean holds(long micros) {
      return beginMicros <= micros && micros < endMicros;
    }
  }

  private final Injection injection;
  private final double longestMicros;
  private final List<Spell> spells;

  /** Whether each chance has been told as a strike. */
  private final boolean[] told = new boolean[CHANCES];

  private Spells(Injection injection, Duration longest, UnaryOperator<List<Spell>> plan) {
    this.injection = injection;
    this.longestMicros = longest.toNanos() / 1e3;
    List<Spell> drawn =
        IntStream.range(0, CHANCES)
            .filter(number -> injection.isBySeed(number, 0))
            .mapToObj(this::draw)
            .toList();
    List<Spell> planned = plan.apply(drawn);
    planned.forEach(spell -> injection.holdUntil(spell.endMicros()));
    this.spells = planned.stream().filter(spell -> injection.isDrawn(spell.number(), 0)).toList();
  }

  /**
   * Draws spells of which none is too long for its beginning, nor two together. The faults of the
   * run do not stop before the last has ended.
   */
  Spells(Injection injection, Duration longest) {
    this(injection, longest, drawn -> apart(drawn, length -> latestBegin(injection, length)));
  }

  /**
   * Draws spells of which those with less than 20 minutes between them last no longer together than
   * one may, since who tries in vain in all of them gives up.
   */
  static Spells limitedTogether(Injection injection, Duration longest) {
    long longestMicros = longest.toNanos() / 1_000;
    return new Spells(
        injection,
        longest,
        drawn -> together(apart(drawn, length -> latestBegin(injection, length)), longestMicros));
  }

  /**
   * Draws spells each on its own, of which two may hold at a time; who acts at their beginning and
   * end tells of the strikes.
   */
  static List<Spell> overlapping(Injection injection, Duration longest) {
    return new Spells(injection, longest, UnaryOperator.identity()).spells;
  }

  /**
   * Whether the fault holds now; to be asked only about what it then overrules. A spell is told as
   * a strike when it first does.
   */
  boolean hold() {
    long now = injection.loop().micros();
    boolean hold = false;
    for (Spell spell : spells) {
      if (spell.holds(now)) {
        hold = true;
        tell(spell.number());
      }
    }
    return hold;
  }

  private void tell(int number) {
    if (!told[number]) {
      told[number] = true;
      injection.strikes(number, 0);
    }
  }

  /** When the spells that hold now will have ended; 0 if none holds. */
  long endMicros() {
    long now = injection.loop().micros();
    long end = 0;
    for (Spell spell : spells) {
      if (spell.holds(now)) {
        end = Math.max(end, spell.endMicros());
      }
    }
    return end;
  }

  /**
   * The same spells, of which each ends well before another one begins that outlasts it, if the two
   * as one would have begun too early; without those for which no time is left.
   *
   * @param latestBegin for the length of a spell, when it has to begin at the latest
   */
  static List<Spell> apart(List<Spell> spells, LongUnaryOperator latestBegin) {
    return spells.stream()
        .map(spell -> apart(spell, spells, latestBegin))
        .filter(spell -> spell.beginMicros() < spell.endMicros())
        .toList();
  }

  private static Spell apart(Spell spell, List<Spell> spells, LongUnaryOperator latestBegin) {
    long end = spell.endMicros();
    for (Spell other : spells) {
      boolean outlasts =
          other.beginMicros() > spell.beginMicros() && other.endMicros() > spell.endMicros();
      long together = other.endMicros() - spell.beginMicros();
      if (outlasts && spell.beginMicros() < latestBegin.applyAsLong(together)) {
        end = Math.min(end, other.beginMicros() - RECOVERY_MICROS);
      }
    }
    return new Spell(spell.number(), spell.beginMicros(), end);
  }

  /**
   * The same spells, of which those that hardly leave a gap between them last no longer together
   * than one may; without those for which no time is left.
   */
  static List<Spell> together(List<Spell> spells, long longestMicros) {
    List<Spell> kept = new ArrayList<>();
    long begin = 0;
    long end = 0;
    for (Spell spell : inOrder(spells)) {
      begin =
          kept.isEmpty() || spell.beginMicros() > end + GAP_MICROS ? spell.beginMicros() : begin;
      long latestEnd = Math.min(spell.endMicros(), begin + longestMicros);
      if (spell.beginMicros() < latestEnd) {
        kept.add(new Spell(spell.number(), spell.beginMicros(), latestEnd));
        end = Math.max(end, latestEnd);
      }
    }
    return kept;
  }

  private static List<Spell> inOrder(List<Spell> spells) {
    return spells.stream().sorted(Comparator.comparingLong(Spell::beginMicros)).toList();
  }

  private Spell draw(int number) {
    double load = injection.endMicros() - injection.beginMicros();
    double length =
        SHORTEST_MICROS
            * StrictMath.pow(
                longestMicros / SHORTEST_MICROS, injection.chance().fraction(2L * number));
    double begin = (number + injection.chance().fraction(2L * number + 1)) * load / CHANCES;
    long drawnBegin = injection.beginMicros() + (long) begin;
    long from = Math.max(drawnBegin, latestBegin(injection, (long) length));
    return new Spell(number, from, from + (long) length);
  }

  /** So late that what arrives from then on is not tried too often; early for few events. */
  private static long latestBegin(Injection injection, long lengthMicros) {
    double load = injection.endMicros() - injection.beginMicros();
    double events = (TRIES + 2 * injection.events()) / (1 + lengthMicros / MICROS_BETWEEN_TRIES);
    return injection.beginMicros() + (long) (load * (1 - events / injection.events()));
  }
}
