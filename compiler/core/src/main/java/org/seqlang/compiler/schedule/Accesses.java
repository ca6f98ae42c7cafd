package org.seqlang.compiler.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Which views a launch reads and writes. */
public final class Accesses {

  private Accesses() {}

  /** The views that a launch reads; what it adds to counts as written. */
  public static List<View> reads(Launch launch) {
    List<View> views = new ArrayList<>();
    if (launch instanceof Launch.RowLoop loop) {
      loads(loop, load -> views.add(load.view()));
    } else if (launch instanceof Launch.Reduction reduction) {
      views.add(reduction.operand());
    } else if (launch instanceof Launch.MatrixProduct product) {
      views.add(product.operand());
      views.add(product.weight());
      product.init().ifPresent(views::add);
    } else if (launch instanceof Launch.OuterSum outer) {
      views.add(outer.left());
      views.add(outer.right());
    } else if (launch instanceof Launch.ColumnSum sum) {
      views.add(sum.operand());
    } else if (launch instanceof Launch.ScatterAdd scatter) {
      views.add(scatter.index());
      views.add(scatter.operand());
    } else if (launch instanceof Launch.Contraction contraction) {
      views.add(contraction.left());
      views.add(contraction.right());
    } else if (launch instanceof Launch.LinearScan scan) {
      views.addAll(List.of(scan.a(), scan.b(), scan.initial()));
    } else if (launch instanceof Launch.TimeLoop loop) {
      loop.body().forEach(inner -> views.addAll(reads(inner)));
    }
    return views;
  }

  /** The views that a launch writes or adds to. */
  public static List<View> writes(Launch launch) {
    if (launch instanceof Launch.RowLoop loop) {
      return loop.statements().stream().flatMap(s -> s.store().stream()).toList();
    }
    if (launch instanceof Launch.TimeLoop loop) {
      return loop.body().stream().flatMap(inner -> writes(inner).stream()).toList();
    }
    return List.of(result(launch));
  }

  private static View result(Launch launch) {
    if (launch instanceof Launch.Reduction reduction) {
      return reduction.result();
    }
    if (launch instanceof Launch.MatrixProduct product) {
      return product.result();
    }
    if (launch instanceof Launch.OuterSum outer) {
      return outer.result();
    }
    if (launch instanceof Launch.ColumnSum sum) {
      return sum.result();
    }
    if (launch instanceof Launch.ScatterAdd scatter) {
      return scatter.result();
    }
    if (launch instanceof Launch.LinearScan scan) {
      return scan.result();
    }
    return ((Launch.Contraction) launch).result();
  }

  /** Every load of a row loop. */
  public static void loads(Launch.RowLoop loop, Consumer<Scalar.Load> consumer) {
    loop.statements().forEach(statement -> loads(statement.value(), consumer));
  }

  /** Every value of an earlier statement that a number is computed from. */
  static void locals(Scalar scalar, Consumer<Scalar.Local> consumer) {
    parts(scalar, part -> {
      if (part instanceof Scalar.Local local) {
        consumer.accept(local);
      }
    });
  }

  private static void loads(Scalar scalar, Consumer<Scalar.Load> consumer) {
    parts(scalar, part -> {
      if (part instanceof Scalar.Load load) {
        consumer.accept(load);
      }
    });
  }

  /** A number and all that it is computed from, within its loop. */
  private static void parts(Scalar scalar, Consumer<Scalar> consumer) {
    consumer.accept(scalar);
    if (scalar instanceof Scalar.Load load) {
      if (load.row() instanceof Scalar.Row.At at) {
        parts(at.step(), consumer);
      }
      for (Scalar.Coordinate coordinate : load.coordinates()) {
        if (coordinate instanceof Scalar.Coordinate.Computed computed) {
          parts(computed.index(), consumer);
        }
      }
    } else if (scalar instanceof Scalar.Apply apply) {
      apply.operands().forEach(operand -> parts(operand, consumer));
    } else if (scalar instanceof Scalar.Keep keep) {
      parts(keep.rate(), consumer);
    } else if (scalar instanceof Scalar.CoordinateIs is) {
      parts(is.index(), consumer);
    } else if (scalar instanceof Scalar.StepIs is && is.step() instanceof Scalar.Row.At at) {
      parts(at.step(), consumer);
    }
  }
}
