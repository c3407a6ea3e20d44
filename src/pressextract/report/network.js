// Who is named together: people, ministries and initiatives in the same articles.
const NETWORK_FAMILIES = ["people", "ministries", "initiatives"];
const MOST_TIES = 160;
const MOST_NAMES = 60;

/** Pairs of entities by the number of articles that name both, strongest first: {a, b, articles}. */
function tiesOf(mask) {
  const size = data.entities.id.length;
  const inArticles = data.entities.n_articles;
  const pairs = new Map();
  const articles = new Map();
  for (let article = 0; article < articleCount; article += 1) {
    if (!mask[article]) continue;
    const named = new Set();
    for (const family of NETWORK_FAMILIES) for (const row of mentionsByArticle.get(family)[article]) named.add(data[family].entity[row]);
    named.delete(-1);
    // a list of two hundred names says little about any two of them; those count that the run names most
    const most = [...named].sort((a, b) => inArticles[b] - inArticles[a] || a - b).slice(0, MOST_NAMES);
    const entities = most.sort((a, b) => a - b);
    entities.forEach((entity) => articles.set(entity, (articles.get(entity) || 0) + 1));
    for (let i = 0; i < entities.length; i += 1) {
      for (let j = i + 1; j < entities.length; j += 1) {
        const key = entities[i] * size + entities[j];
        pairs.set(key, (pairs.get(key) || 0) + 1);
      }
    }
  }
  const ties = [...pairs].map(([key, count]) => ({ a: Math.floor(key / size), b: key % size, articles: count }));
  const weight = (tie) => articles.get(tie.a) + articles.get(tie.b);
  return ties.sort((x, y) => y.articles - x.articles || weight(y) - weight(x) || x.a - y.a || x.b - y.b);
}

/** The strongest ties between at most so many names. */
function strongest(ties, mostNodes) {
  const nodes = new Map();
  const chosen = [];
  for (const tie of ties) {
    const added = [tie.a, tie.b].filter((entity) => !nodes.has(entity));
    if (nodes.size + added.length > mostNodes) continue;
    added.forEach((entity) => nodes.set(entity, nodes.size));
    chosen.push(tie);
    if (chosen.length === MOST_TIES) break;
  }
  return { nodes: [...nodes.keys()], ties: chosen.map((tie) => ({ ...tie, from: nodes.get(tie.a), to: nodes.get(tie.b) })) };
}

function drawNetwork(body, mask) {
  const all = tiesOf(mask);
  if (!all.length) {
    fill(body, nothing(t("networkNone")));
    return;
  }
  const width = Math.max(300, Math.min(body.clientWidth || 640, 1040));
  const isNarrow = width < 560;
  const chosen = strongest(all, isNarrow ? 24 : 60);
  const greatest = all[0].articles;
  const columns = [
    { label: t("name"), head: true, cell: (tie) => el("span", {}, familyMark(tie.a), entityLink(tie.a)) },
    { label: t("name"), cell: (tie) => el("span", {}, familyMark(tie.b), entityLink(tie.b)) },
    { label: t("articles"), numeric: true, cell: (tie) => measured(tie.articles, greatest) },
  ];
  fill(
    body,
    el("figure", { class: "part whole" }, networkPicture(chosen, width, isNarrow ? width * 1.15 : width * 0.62), familyLegend()),
    el("div", { class: "part whole" }, table(t("pairs"), columns, all.slice(0, 500), { size: 10, showCaption: true, name: "cards pairs" })),
  );
}

const familyOf = (entity) => LABEL_FAMILIES[data.entities.label[entity]];
const familyMark = (entity) => el("span", { class: `family-dot ${familyOf(entity)}`, title: word("oneOf", familyOf(entity)) });

function familyLegend() {
  const entries = NETWORK_FAMILIES.map((family) => el("li", {}, el("span", { class: `family-dot ${family}`, "aria-hidden": "true" }), word("families", family)));
  return el("figcaption", {}, el("ul", { class: "legend" }, entries));
}

function networkPicture({ nodes, ties }, width, height) {
  const greatest = ties[0].articles;
  const degree = nodes.map(() => 0);
  ties.forEach((tie) => [tie.from, tie.to].forEach((node) => (degree[node] += tie.articles)));
  const most = Math.max(...degree);
  const layout = ties.map((tie) => ({ a: tie.from, b: tie.to, weight: tie.articles / greatest }));
  const points = forceLayout(nodes.length, layout, width, height);
  const lines = ties.map((tie) => {
    const [from, to] = [points[tie.from], points[tie.to]];
    const line = svg("line", { x1: from.x.toFixed(1), y1: from.y.toFixed(1), x2: to.x.toFixed(1), y2: to.y.toFixed(1), class: "tie", "stroke-width": (0.7 + 3.3 * (tie.articles / Math.max(greatest, 4))).toFixed(2) });
    line.append(svg("title", {}, `${data.entities.name[tie.a]} – ${data.entities.name[tie.b]}: ${t("articleCount", tie.articles)}`));
    return line;
  });
  const radius = (node) => 4 + 7 * Math.sqrt(degree[node] / most);
  moveApart(points, radius, width, height);
  const marks = nodes.map((entity, node) => nodeMark(entity, points[node], radius(node)));
  const label = t("networkText", nodes.length, ties.length);
  return svg("svg", { viewBox: `0 0 ${width} ${height.toFixed(0)}`, width, height: height.toFixed(0), role: "img", "aria-label": label, class: "chart network" }, lines, marks, nodeNames(nodes, points, degree, radius, width));
}

/** A circle for people, a square for ministries, a diamond for initiatives: colour is not the only sign. */
function nodeMark(entity, { x, y }, radius) {
  const family = familyOf(entity);
  const side = radius * 1.8;
  const shape =
    family === "people"
      ? svg("circle", { cx: x, cy: y, r: radius })
      : svg("rect", { x: x - side / 2, y: y - side / 2, width: side, height: side, transform: family === "initiatives" ? `rotate(45 ${x} ${y})` : null });
  shape.setAttribute("class", `node ${family}`);
  shape.append(svg("title", {}, `${data.entities.name[entity]} (${word("oneOf", family)})`));
  shape.addEventListener("click", () => (location.hash = viewAddress({ entity: data.entities.id[entity] })));
  return shape;
}

/** Names beside their points, the best connected first, as far as none covers another. */
function nodeNames(nodes, points, degree, radius, width) {
  const taken = points.map(({ x, y }, node) => ({ left: x - radius(node), right: x + radius(node), top: y - radius(node), bottom: y + radius(node) }));
  const order = nodes.map((_, node) => node).sort((a, b) => degree[b] - degree[a] || a - b);
  return order.map((node) => {
    const name = shortened(nodeName(nodes[node]), width < 560 ? 22 : 34);
    const wide = name.length * 6.4;
    const { x, y } = points[node];
    const away = radius(node) + 4;
    const places = [
      { x: x + away, y: y + 4, anchor: "start", left: x + away },
      { x: x - away, y: y + 4, anchor: "end", left: x - away - wide },
      { x, y: y - away - 2, anchor: "middle", left: x - wide / 2 },
      { x, y: y + away + 11, anchor: "middle", left: x - wide / 2 },
    ];
    for (const place of places) {
      const box = { left: place.left, right: place.left + wide, top: place.y - 11, bottom: place.y + 4 };
      if (box.left < 2 || box.right > width - 2) continue;
      if (taken.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top)) continue;
      taken.push(box);
      return svg("text", { x: place.x.toFixed(1), y: place.y.toFixed(1), "text-anchor": place.anchor, class: "node-name" }, name);
    }
    return null;
  });
}

/** A ministry's usual abbreviation where it has one: its name is often a line long. */
function nodeName(entity) {
  if (familyOf(entity) !== "ministries") return data.entities.name[entity];
  ministryShort ??= new Map(data.ministries.entity.map((number, row) => [number, cell("ministries", "abbreviation", row)]));
  return ministryShort.get(entity) ?? data.entities.name[entity];
}

let ministryShort = null;
const shortened = (name, most) => (name.length > most ? `${name.slice(0, most - 1)}…` : name);
