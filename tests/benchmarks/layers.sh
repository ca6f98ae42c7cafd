# Compiles layers of cells for `cell` and `zoo`: sourced by them. `layer NAME ARGUMENTS WIDTH SIZE IMPORT...` for each, then `compile`.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
bin=${JAVA_HOME:+$JAVA_HOME/bin/}
jar=${JAR:-$root/tests/benchmarks/target/seq-benchmarks.jar}
seqc=$root/compiler/cli/target/seqc.jar
work=$root/tests/benchmarks/target/layers
if [ ! -f "$jar" ] || [ ! -f "$seqc" ]; then
  (cd "$root" && mvn -q -B -ntp -pl tests/benchmarks,compiler/cli -am package -Dmaven.test.skip=true) >&2
fi
rm -rf "$work"; mkdir -p "$work/seq" "$work/java" "$work/classes/META-INF/services"

# A model of a cell with one size w, whose inputs and outputs are as wide as WIDTH says: the mean of all its outputs, so that
# every step has a gradient. SIZE is the size's value for so many hidden units.
layer() {
  local name=$1 arguments=$2 width=$3 size=$4; shift 4
  {
    echo "package org.seqlang.benchmarks"
    printf 'import %s.*\n' "$@"
    cat <<SEQ

model Own$name(w: int) {
  cells = $name($arguments)
  entry average(x: float[T, $width]) -> float[$width] = mean(cells(x) over T)
  objective train(x: float[T, $width], target: float[$width]) = mse(mean(cells(x) over T), target)
}
SEQ
  } > "$work/seq/Own$name.seq"
  cat > "$work/java/Own${name}Layer.java" <<JAVA
package org.seqlang.benchmarks;

public final class Own${name}Layer implements OwnLayer {
  @Override
  public String name() {
    return "$name";
  }

  @Override
  public Layer layer(int hidden, org.seqlang.device.Placement placement) {
    Own$name model = Own$name.create(Own$name.sizes($size), new org.seqlang.model.Seed(1));
    float[] target = new float[hidden];
    return Layer.of(model.parameters().on(placement), model::average, model.train(), s -> new Own$name.Train(s, target));
  }
}
JAVA
  echo "org.seqlang.benchmarks.Own${name}Layer" >> "$work/classes/META-INF/services/org.seqlang.benchmarks.OwnLayer"
}

compile() {
  "${bin}java" -jar "$seqc" compile -d "$work/java" "$work/seq"
  find "$work/java" -name '*.java' > "$work/files"
  "${bin}javac" -nowarn --add-modules jdk.incubator.vector -d "$work/classes" -cp "$jar" "@$work/files" 2>&1 | grep -v incubator >&2 || true
}

# measure NAME OPTION...
measure() {
  local name=$1; shift
  "${bin}java" -jar "$seqc" emit --stage=graph --function train --model "Own$name" "$work/seq" | grep -v '^//' > "$work/$name.graph"
  "${bin}java" --add-modules jdk.incubator.vector -cp "$jar:$work/classes:$seqc" org.seqlang.benchmarks.Bound --cell "$name" \
    --graph "$work/$name.graph" "$@"
}
