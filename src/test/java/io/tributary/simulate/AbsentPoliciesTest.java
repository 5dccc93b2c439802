package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.GraphResource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which gap of a policy has an effect, and when the policy is back. */
class AbsentPoliciesTest {

  private static final GraphResource POLICY =
      Purchases.GRAPH.ofType("aws:sqs/queuePolicy:QueuePolicy").findFirst().orElseThrow();

  private final AbsentPolicies absent = new AbsentPolicies();
  private final List<String> effects = new ArrayList<>();
  private final Runnable early = () -> effects.add("early");
  private final Runnable late = () -> effects.add("late");

  @Test
  void aGapWithinAnother_hasNoEffect() {
    assertThat(absent.begin(POLICY, early)).isTrue();
    assertThat(absent.begin(POLICY, late)).isFalse();
    assertThat(absent.end(POLICY, late)).isFalse();
    assertThat(absent.end(POLICY, early)).isTrue();

    assertThat(effects).containsExactly("early");
  }

  @Test
  void aGapThatOutlastsAnother_hasItsEffectWhenThatEnds() {
    absent.begin(POLICY, early);
    absent.begin(POLICY, late);
    assertThat(effects).containsExactly("early");

    assertThat(absent.end(POLICY, early)).isFalse();
    assertThat(effects).containsExactly("early", "late");
    assertThat(absent.end(POLICY, late)).isTrue();
    assertThat(absent.held()).isEmpty();
  }

  @Test
  void aPolicy_isMissingUntilItIsBack() {
    absent.begin(POLICY, early);
    absent.end(POLICY, early);
    assertThat(absent.missing()).containsExactly(POLICY);

    absent.isBack(POLICY);
    assertThat(absent.missing()).isEmpty();
  }

  @Test
  void aPolicyRemovedAgainBeforeItIsBack_staysMissing() {
    absent.begin(POLICY, early);
    absent.end(POLICY, early);
    absent.begin(POLICY, late);
    absent.isBack(POLICY);

    assertThat(absent.missing()).containsExactly(POLICY);
  }
}
