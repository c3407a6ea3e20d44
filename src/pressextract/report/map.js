// The map: Länder by articles, places by mentions, and tables with the same numbers.
const MOST_POINTS = 150;
const SHADES = 5;

/** Articles by Land of Germany: a Land counts once per article that names a place in it. */
function articlesByLand(mask) {
  const { article, land, country } = data.places;
  const seen = new Map(Object.keys(data.outlines.laender).map((name) => [name, new Set()]));
  for (let row = 0; row < article.length; row += 1) {
    if (!mask[article[row]] || land.index[row] < 0) continue;
    if (country.index[row] >= 0 && country.values[country.index[row]] !== "DE") continue;
    seen.get(land.values[land.index[row]])?.add(article[row]);
  }
  return [...seen].map(([name, articles]) => ({ name, value: articles.size })).sort((a, b) => b.value - a.value || a.name.localeCompare(b.name, "de"));
}

/** Upper ends of the shades, each a multiple of the one before, since one Land often has most; none twice. */
function shadeLimits(greatest) {
  const limits = new Set();
  for (let shade = 1; shade < SHADES; shade += 1) limits.add(rounded(greatest ** (shade / SHADES)));
  limits.add(greatest);
  return [...limits].sort((a, b) => a - b);
}

/** A whole number with at most two digits that are not 0. */
function rounded(value) {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.max(1, Math.round(value / power) * power);
}

const shadeOf = (value, limits) => (value ? limits.findIndex((limit) => value <= limit) + 1 + (SHADES - limits.length) : 0);

function drawPlaces(body, mask) {
  const places = tally("places", mask).sort((a, b) => b.mentions - a.mentions || a.row - b.row);
  if (!places.length) {
    fill(body, nothing(t("nothingHere")));
    return;
  }
  const laender = articlesByLand(mask);
  const limits = shadeLimits(Math.max(laender[0].value, 1));
  const known = places.filter((row) => cell("places", "country", row.row) === "DE" && cell("places", "lat", row.row) !== null);
  const points = known.slice(0, MOST_POINTS);
  const note = known.length > points.length ? el("p", { class: "note" }, t("mapMore", points.length, known.length)) : null;
  const named = laender.filter((land) => land.value);
  const greatest = places[0].mentions;
  const columns = [
    { label: t("place"), head: true, cell: (row) => entityLink(row.entity) },
    { label: t("kind"), cell: (row) => cell("places", "kind", row.row) && word("kinds", cell("places", "kind", row.row)) },
    { label: t("land"), cell: (row) => landOf(row.row) },
    { label: t("mentions"), numeric: true, cell: (row) => measured(row.mentions, greatest) },
    { label: t("articles"), numeric: true, cell: (row) => number(row.articles) },
  ];
  fill(
    body,
    el("figure", { class: "part map-part" }, picture(laender, limits, points, named), legend(limits), note),
    el(
      "div",
      { class: "part" },
      named.length ? barList(t("mapLegend"), t("land"), t("articles"), named, { size: 16 }) : null,
    ),
    el("div", { class: "part whole" }, table(t("placeList"), columns, places, { showCaption: true, name: "cards" })),
  );
}

function landOf(row) {
  const land = cell("places", "land", row);
  const country = cell("places", "country", row);
  if (land) return foreign(land);
  return country && country !== "DE" ? el("span", {}, t("abroad"), " (", foreign(country), ")") : null;
}

function picture(laender, limits, points, named) {
  const { width, height, west, north, shrink, scale } = data.outlines;
  const values = new Map(laender.map((land) => [land.name, land.value]));
  const text = named.length ? t("mapText", named.length, named[0].name, points.length) : t("mapNone");
  const areas = Object.entries(data.outlines.laender).map(([name, path]) => {
    const area = svg("path", { d: path, class: `land shade-${shadeOf(values.get(name), limits)}`, "fill-rule": "evenodd" });
    area.append(svg("title", {}, `${name}: ${t("articleCount", values.get(name))}`));
    return area;
  });
  const greatest = Math.max(points.length ? points[0].mentions : 1, 25);
  const dots = points.map((row) => {
    const [lat, lon] = [cell("places", "lat", row.row), cell("places", "lon", row.row)];
    const radius = 4.5 + 24 * Math.sqrt(row.mentions / greatest);
    const dot = svg("circle", { cx: (lon - west) * shrink * scale, cy: (north - lat) * scale, r: radius.toFixed(1), class: "dot" });
    dot.append(svg("title", {}, `${data.entities.name[row.entity]}: ${t("mentionCount", row.mentions)}`));
    dot.addEventListener("click", () => (location.hash = viewAddress({ entity: data.entities.id[row.entity] })));
    return dot;
  });
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${t("map")}. ${text}`, class: "map" }, areas, dots);
}

function legend(limits) {
  const steps = limits.map((limit, index) => {
    const from = index ? limits[index - 1] + 1 : 1;
    const swatch = el("span", { class: `swatch shade-${shadeOf(limit, limits)}`, "aria-hidden": "true" });
    return el("li", {}, swatch, from === limit ? number(limit) : `${number(from)}–${number(limit)}`);
  });
  return el("figcaption", {}, el("span", {}, t("mapLegend")), el("ul", { class: "legend" }, steps));
}
