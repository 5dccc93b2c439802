package io.tributary.diagram;

import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.graph.ElkConnectableShape;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * A node's place in a box that ELK lays out: the whole box, or a part of a box of two.
 *
 * @param box what ELK lays out
 * @param top how far below the box's top the node begins
 * @param shared whether the box holds another node too
 */
record Seat(ElkNode box, int top, boolean shared) {

  /** Where lines come in. */
  ElkConnectableShape entrance() {
    return shared ? port(PortSide.WEST, 0) : box;
  }

  /** Where lines go out. */
  ElkConnectableShape exit() {
    return shared ? port(PortSide.EAST, box.getWidth()) : box;
  }

  private ElkPort port(PortSide side, double x) {
    double y = top + Layout.NODE_HEIGHT / 2.0;
    for (ElkPort port : box.getPorts()) {
      if (port.getProperty(LayeredOptions.PORT_SIDE) == side && port.getY() == y) {
        return port;
      }
    }
    box.setProperty(LayeredOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
    ElkPort port = ElkGraphUtil.createPort(box);
    port.setProperty(LayeredOptions.PORT_SIDE, side);
    port.setLocation(x, y);
    return port;
  }
}
