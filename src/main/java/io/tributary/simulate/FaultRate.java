package io.tributary.simulate;

/**
 * A fault that takes part in a scenario.
 *
 * @param rate how likely it strikes at each opportunity, from 0 to 1
 */
public record FaultRate(Fault fault, double rate) {

  public FaultRate {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException(
          "the rate of " + fault.name() + " must be from 0 to 1, got " + rate);
    }
  }

  /** The fault at its default rate. */
  public static FaultRate of(Fault fault) {
    return new FaultRate(fault, fault.defaultRate());
  }
}
