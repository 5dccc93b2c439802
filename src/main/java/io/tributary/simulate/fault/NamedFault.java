package io.tributary.simulate.fault;

import io.tributary.simulate.Fault;

/** A fault and what there is to tell of it. */
abstract class NamedFault implements Fault {

  private final String name;
  private final String description;
  private final double defaultRate;

  NamedFault(String name, String description, double defaultRate) {
    this.name = name;
    this.description = description;
    this.defaultRate = defaultRate;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String description() {
    return description;
  }

  @Override
  public final double defaultRate() {
    return defaultRate;
  }
}
