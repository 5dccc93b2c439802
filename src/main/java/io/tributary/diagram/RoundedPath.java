package io.tributary.diagram;

import java.util.List;

/** A line of an SVG path, with its corners rounded. */
final class RoundedPath {

  private static final int RADIUS = 6;

  private RoundedPath() {}

  static String through(List<Point> points) {
    StringBuilder path = new StringBuilder("M" + at(points.get(0)));
    for (int i = 1; i < points.size() - 1; i++) {
      Point corner = points.get(i);
      path.append(" L").append(at(toward(corner, points.get(i - 1))));
      path.append(" Q").append(at(corner));
      path.append(" ").append(at(toward(corner, points.get(i + 1))));
    }
    return path.append(" L").append(at(points.get(points.size() - 1))).toString();
  }

  /** As far from a corner as its rounding begins, but no farther than half the way. */
  private static Point toward(Point corner, Point next) {
    int dx = next.x() - corner.x();
    int dy = next.y() - corner.y();
    int length = Math.max(Math.abs(dx), Math.abs(dy));
    int distance = Math.min(RADIUS, length / 2);
    return length == 0
        ? corner
        : new Point(corner.x() + dx * distance / length, corner.y() + dy * distance / length);
  }

  private static String at(Point point) {
    return point.x() + " " + point.y();
  }
}
