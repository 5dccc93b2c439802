package io.tributary.simulate;

import io.tributary.cloud.Wiring;
import io.tributary.local.ResourceGraph;

/** The purchase-events program in a cloud that is not as it should be. */
public final class Rewired {

  private Rewired() {}

  /** The program as it is. */
  public static ResourceGraph graph() {
    return Purchases.GRAPH;
  }

  /** The program in a sound cloud. */
  public static Simulation sound() {
    return Purchases.SIMULATION;
  }

  /** The program in a cloud that is wired in another way. */
  public static Simulation of(Wiring wiring) {
    return Purchases.SIMULATION.wired(wiring);
  }

  /** Another program in a sound cloud. */
  public static Simulation of(ResourceGraph graph) {
    return Purchases.simulation(graph);
  }
}
