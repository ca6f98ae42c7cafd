package org.seqlang.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Points from left to right, of which at most {@value #MOST} are kept: when there are more, neighbours are replaced by
 * their mean, and from then on so many points are one. A page stays small however long a run is.
 */
final class Curve {

  static final int MOST = 2000;

  private final List<Point> points = new ArrayList<>();
  private int together = 1;
  private int pending;
  private double pendingSum;

  record Point(long x, double y) {}

  void add(long x, double y) {
    pending++;
    pendingSum += y;
    if (pending == together) {
      points.add(new Point(x, pendingSum / together));
      pending = 0;
      pendingSum = 0;
    }
    if (points.size() == MOST) {
      halve();
    }
  }

  /** A copy. */
  List<Point> points() {
    return List.copyOf(points);
  }

  private void halve() {
    List<Point> halved = new ArrayList<>();
    for (int i = 0; i + 1 < points.size(); i += 2) {
      halved.add(new Point(points.get(i + 1).x(), (points.get(i).y() + points.get(i + 1).y()) / 2));
    }
    points.clear();
    points.addAll(halved);
    together *= 2;
  }
}
