package io.tributary.simulate.fault;

import io.tributary.simulate.Injection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When a fault that lasts holds. In each fifth of the load's time it may strike once, then lasting
 * from a minute to its longest, short spells being as likely as long ones in each order of
 * magnitude.
 *
 * <p>A long spell begins late, with few events left to come: what SNS holds while a queue is out of
 * reach it tries every 20 seconds, so that a day with a million events would mean billions of
 * tries.
 */
final class Spells {

  private static final int CHANCES = 5;
  private static final double SHORTEST_MICROS = 60e6;

  private static final double TRIES = 500_000;
  private static final double MICROS_BETWEEN_TRIES = 20e6;

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
  private final List<Spell> drawn = new ArrayList<>();

  /** Draws them; the faults of the run do not stop before the last has ended. */
  Spells(Injection injection, Duration longest) {
    this.injection = injection;
    this.longestMicros = longest.toNanos() / 1e3;
    for (int number = 0; number < CHANCES; number++) {
      if (injection.strikes(number, 0)) {
        Spell spell = draw(number);
        drawn.add(spell);
        injection.holdUntil(spell.endMicros());
      }
    }
  }

  List<Spell> drawn() {
    return drawn;
  }

  /** Whether the fault holds now. */
  boolean hold() {
    return endMicros() > injection.loop().micros();
  }

  /** When the spells that hold now will have ended; 0 if none holds. */
  long endMicros() {
    long now = injection.loop().micros();
    long end = 0;
    for (Spell spell : drawn) {
      if (spell.holds(now)) {
        end = Math.max(end, spell.endMicros());
      }
    }
    return end;
  }

  private Spell draw(int number) {
    double load = injection.endMicros() - injection.beginMicros();
    double length =
        SHORTEST_MICROS
            * Math.pow(longestMicros / SHORTEST_MICROS, injection.chance().fraction(2L * number));
    double begin = (number + injection.chance().fraction(2L * number + 1)) * load / CHANCES;
    double events = (TRIES + 2 * injection.events()) / (1 + length / MICROS_BETWEEN_TRIES);
    double latest = load * (1 - events / injection.events());
    long from = injection.beginMicros() + (long) Math.max(begin, latest);
    return new Spell(number, from, from + (long) length);
  }
}
