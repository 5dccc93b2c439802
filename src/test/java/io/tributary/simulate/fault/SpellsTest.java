package io.tributary.simulate.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulate.fault.Spells.Spell;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class SpellsTest {

  private static final long MINUTE = 60_000_000;

  /** Any length should have begun later. */
  private static final LongUnaryOperator TOO_EARLY = length -> Long.MAX_VALUE;

  private static Spell spell(int number, int beginMinute, int endMinute) {
    return new Spell(number, beginMinute * MINUTE, endMinute * MINUTE);
  }

  @Test
  void apart_aSpellThatRunsIntoALongerOne_endsAMinuteBefore() {
    List<Spell> spells = List.of(spell(0, 59, 400), spell(4, 50, 70));

    assertThat(Spells.apart(spells, TOO_EARLY))
        .containsExactly(spell(0, 59, 400), spell(4, 50, 58));
  }

  @Test
  void apart_twoThatMayBeginAsEarlyAsOneOfTheirLength_stay() {
    List<Spell> spells = List.of(spell(0, 59, 400), spell(4, 50, 70));
    LongUnaryOperator latestBegin = length -> length == 350 * MINUTE ? 50 * MINUTE : 51 * MINUTE;

    assertThat(Spells.apart(spells, latestBegin)).isEqualTo(spells);
  }

  @Test
  void apart_spellsAMinuteApart_stay() {
    List<Spell> spells = List.of(spell(0, 10, 20), spell(1, 21, 30));

    assertThat(Spells.apart(spells, TOO_EARLY)).isEqualTo(spells);
  }

  @Test
  void apart_spellsLessThanAMinuteApart_areMovedApart() {
    List<Spell> spells = List.of(spell(0, 10, 21), spell(1, 21, 30));

    assertThat(Spells.apart(spells, TOO_EARLY)).containsExactly(spell(0, 10, 20), spell(1, 21, 30));
  }

  @Test
  void apart_aSpellWithinAnother_cutsNothing() {
    List<Spell> spells = List.of(spell(0, 10, 50), spell(1, 20, 30));

    assertThat(Spells.apart(spells, TOO_EARLY)).isEqualTo(spells);
  }

  @Test
  void together_spellsThatTouch_lastNoLongerThanTheLongest() {
    List<Spell> spells = List.of(spell(2, 150, 400), spell(0, 10, 90), spell(1, 100, 200));

    assertThat(Spells.together(spells, 300 * MINUTE))
        .containsExactly(spell(0, 10, 90), spell(1, 100, 200), spell(2, 150, 310));
  }

  @Test
  void together_aSpellThatBeginsWhenTheLongestIsOver_isLeftOut() {
    List<Spell> spells = List.of(spell(0, 10, 110), spell(1, 110, 120), spell(2, 140, 150));

    assertThat(Spells.together(spells, 100 * MINUTE))
        .containsExactly(spell(0, 10, 110), spell(2, 140, 150));
  }

  @Test
  void together_spellsMoreThan20MinutesApart_stay() {
    Spell later = new Spell(1, 130 * MINUTE + 1, 200 * MINUTE);

    assertThat(Spells.together(List.of(spell(0, 10, 110), later), 100 * MINUTE))
        .containsExactly(spell(0, 10, 110), later);
    assertThat(Spells.together(List.of(spell(0, 10, 110), spell(1, 130, 200)), 100 * MINUTE))
        .containsExactly(spell(0, 10, 110));
  }

  @Test
  void apart_aSpellWithNoTimeLeft_isLeftOut() {
    Spell longer = new Spell(1, 11 * MINUTE, 30 * MINUTE);

    assertThat(Spells.apart(List.of(spell(0, 10, 20), longer), TOO_EARLY)).containsExactly(longer);
  }

  @Test
  void apart_aSpellWithAMicrosecondLeft_stays() {
    Spell longer = new Spell(1, 11 * MINUTE + 1, 30 * MINUTE);

    assertThat(Spells.apart(List.of(spell(0, 10, 20), longer), TOO_EARLY))
        .containsExactly(new Spell(0, 10 * MINUTE, 10 * MINUTE + 1), longer);
  }
}
