package io.tributary.simulate;

/**
 * One kind of failure that AWS, the network or a person may cause. It holds no state of a run: what
 * it needs to remember lives in what it hands to the injection.
 */
public interface Fault {

  /** What it is called on the command line, in kebab-case. */
  String name();

  /** What happens when it strikes, in one line. */
  String description();

  /** How likely it is to strike at each opportunity unless a rate is given, from 0 to 1. */
  double defaultRate();

  /**
   * Gets ready to strike in one run. Called once, before the cloud is built.
   *
   * @param injection where it can stand between, and what decides when it strikes
   */
  void inject(Injection injection);
}
