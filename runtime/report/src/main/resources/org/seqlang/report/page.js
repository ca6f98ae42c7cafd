
(function () {
  "use strict";
  const charts = JSON.parse(document.getElementById("data").textContent);
  const place = document.getElementById("charts");
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const strokes = {
    faint: { width: 1 }, training: { width: 2.5 }, validation: { width: 2.5 }, single: { width: 2 }
  };

  // Four digits at most, and powers of ten where there would be many zeros.
  function brief(value) {
    if (value == null) return "–";
    const size = Math.abs(value);
    if (size !== 0 && (size < 1e-3 || size >= 1e6)) return value.toExponential(2).replace(/\.?0+e/, "e");
    return String(+value.toPrecision(4));
  }

  function steps(value) {
    return value >= 1e6 ? +(value / 1e6).toFixed(2) + "M" : value >= 1e4 ? +(value / 1e3).toFixed(1) + "k" : "" + value;
  }

  // A logarithmic axis where the numbers span more than a factor of 50.
  function logarithmic(series) {
    const values = series.flatMap(s => s.y).filter(y => y !== null);
    const low = Math.min(...values), high = Math.max(...values);
    return low > 0 && high / low > 50;
  }

  function axis(more) {
    return Object.assign({
      stroke: () => colour("soft"), font: "12px system-ui, sans-serif", labelFont: "12px system-ui, sans-serif",
      grid: { stroke: () => colour("line"), width: 1 }, ticks: { stroke: () => colour("line"), width: 1, size: 6 }
    }, more);
  }

  function draw(chart) {
    const card = document.createElement("section");
    card.className = "card chart";
    card.dataset.chart = chart.id;
    const title = document.createElement("h2");
    title.textContent = chart.title;
    card.append(title);
    place.append(card);
    const series = chart.series.filter(s => s.x.length > 0);
    if (series.length === 0) {
      card.append("nothing yet");
      return;
    }
    const log = logarithmic(series);
    const data = uPlot.join(series.map(s => [s.x, s.y]));
    const width = () => Math.max(240, card.clientWidth - 32);
    const plot = new uPlot({
      width: width(), height: 280, padding: [8, 12, 0, 0],
      cursor: { points: { size: 7 }, y: false },
      scales: { x: { time: false }, y: log ? { distr: 3 } : {} },
      axes: [
        axis({ label: "steps", labelSize: 18, size: 28, values: (u, ticks) => ticks.map(t => t % 1 ? "" : steps(t)) }),
        axis({ size: 62, values: (u, ticks) => ticks.map(t => t == null ? "" : brief(t)) })
      ],
      series: [{ label: "step", value: (u, v) => v == null ? "–" : v.toLocaleString("en") }].concat(series.map(s => ({
        label: s.label, stroke: () => colour(s.role), width: strokes[s.role].width, spanGaps: true,
        points: { show: s.x.length === 1 || s.role !== "faint" && s.role !== "single" && s.x.length <= 40, size: 6,
          stroke: () => colour(s.role), fill: () => colour("card") },
        value: (u, v, si, i) => brief(i == null ? last(u.data[si]) : v ?? before(u.data[si], i))
      })))
    }, data, card);
    // In the next frame: a size that changes while sizes are being told would be told again at once.
    new ResizeObserver(() => requestAnimationFrame(() => {
      if (plot.width !== width()) plot.setSize({ width: width(), height: 280 });
    })).observe(card);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => plot.redraw(false));
  }

  // Numbers of epochs stand at one step only; in between the legend tells the latest.
  function before(values, i) {
    for (; i >= 0; i--) if (values[i] != null) return values[i];
    return null;
  }

  function last(values) {
    return before(values, values.length - 1);
  }

  charts.forEach(draw);
  if (document.documentElement.dataset.state === "running") setTimeout(() => location.reload(), 10000);
})();
