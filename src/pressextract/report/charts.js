// Bars over time.

/** The step that gives a readable number of bars between two days. */
function stepFor(first, last) {
  const days = (Date.parse(last) - Date.parse(first)) / 86_400_000;
  return days <= 45 ? "day" : days <= 4 * 366 ? "month" : "year";
}

const LENGTHS = { day: 10, month: 7, year: 4 };

/** All steps from the first to the last day, those without articles too: {key, value}. */
function overTime(dates, step) {
  const counts = new Map();
  for (const date of dates) counts.set(date.slice(0, LENGTHS[step]), (counts.get(date.slice(0, LENGTHS[step])) || 0) + 1);
  const keys = [...counts.keys()].sort();
  const steps = [];
  const at = new Date(`${(keys[0] + "-01-01").slice(0, 10)}T00:00:00Z`);
  for (;;) {
    const key = at.toISOString().slice(0, LENGTHS[step]);
    steps.push({ key, value: counts.get(key) || 0 });
    if (key >= keys[keys.length - 1] || steps.length > 3000) return steps;
    if (step === "day") at.setUTCDate(at.getUTCDate() + 1);
    if (step === "month") at.setUTCMonth(at.getUTCMonth() + 1);
    if (step === "year") at.setUTCFullYear(at.getUTCFullYear() + 1);
  }
}

/** What a step is called on the axis and in the table. */
function stepName(key, style = "long") {
  if (key.length === 4) return key;
  const options = key.length === 7 ? { month: style, year: "numeric" } : { day: "numeric", month: style, year: "numeric" };
  return dayFormat(options).format(new Date(`${`${key}-01`.slice(0, 10)}T00:00:00Z`));
}

/** A number to end an axis with, at or above a value: 1, 2, 4, 6, 8, 10, 20 … */
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return [1, 2, 4, 6, 8, 10].map((factor) => factor * power).find((candidate) => candidate >= value);
}

/** Bars over time as wide as their place, with few lines and as many names below as fit; a table with the same numbers. */
function timeChart(steps, width, titleText) {
  const height = 220;
  const margin = { top: 14, right: 2, bottom: 26, left: 36 };
  const inner = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };
  const top = roundUp(Math.max(...steps.map((step) => step.value)));
  const x = (index) => margin.left + (index * inner.width) / steps.length;
  const y = (value) => margin.top + inner.height * (1 - value / top);
  const marks = [...new Set([0, top / 2, top])].filter(Number.isInteger);
  const lines = marks.map((value) => [
    svg("line", { x1: margin.left, x2: width - margin.right, y1: y(value), y2: y(value), class: value ? "gridline" : "baseline" }),
    svg("text", { x: margin.left - 8, y: y(value) + 4, "text-anchor": "end" }, number(value)),
  ]);
  const gap = Math.min(3, (inner.width / steps.length) * 0.25);
  const barWidth = Math.min(inner.width / steps.length - gap, 48);
  const bars = steps.map((step, index) => {
    const middle = (x(index) + x(index + 1)) / 2;
    const bar = svg("rect", { x: middle - barWidth / 2, y: y(step.value), width: barWidth, height: y(0) - y(step.value), class: "column" });
    bar.append(svg("title", {}, `${stepName(step.key)}: ${t("articleCount", step.value)}`));
    return bar;
  });
  const room = steps[0].key.length === 4 ? 44 : 72;
  const every = Math.max(1, Math.ceil((room * steps.length) / inner.width));
  const names = steps.map((step, index) => {
    if (index % every || (steps.length - index) * (inner.width / steps.length) < room / 2) return null;
    return svg("text", { x: (x(index) + x(index + 1)) / 2, y: height - 6, "text-anchor": "middle" }, stepName(step.key, "short"));
  });
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": titleText, class: "chart" }, lines, bars, names);
  const label = t({ 4: "year", 7: "month", 10: "day" }[steps[0].key.length]);
  const columns = [
    { label, head: true, cell: (step) => stepName(step.key) },
    { label: t("articles"), numeric: true, cell: (step) => number(step.value) },
  ];
  return [picture, asTable(table(titleText, columns, steps, { size: 60 }))];
}
