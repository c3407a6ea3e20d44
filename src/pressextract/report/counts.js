// Counts as a searchable list. Its own search, kind and order stay as they are when the filters change.
const COUNTS_A_PAGE = 100;
const countsState = { q: "", kind: "", order: "value", page: 0 };

/** Millions and more in words, where that leaves no digit out. */
function short(value) {
  if (Math.abs(value) < 1e6) return number(value);
  if (Math.abs(value) >= 1e15) return number(value, { notation: "scientific" });
  const power = 1000 ** Math.min(4, Math.floor(Math.log10(Math.abs(value)) / 3));
  const isWhole = Math.abs((value / power) * 1000 - Math.round((value / power) * 1000)) < 1e-6;
  return isWhole ? number(value, { notation: "compact", maximumFractionDigits: 3 }) : number(value);
}

/** The value with its unit, as the language writes it. */
function countValue(row) {
  const { value, value_max: most } = data.counts;
  const unit = cell("counts", "unit", row);
  const bound = cell("counts", "bound", row);
  const numbers = most[row] === null ? short(value[row]) : `${short(value[row])}–${short(most[row])}`;
  const before = ["exact", "range", null].includes(bound) ? "" : `${word("bounds", bound)} `;
  return `${before}${numbers}${unit ? `\u00a0${{ EUR: "€", percent: "%" }[unit] ?? word("units", unit)}` : ""}`;
}

const countNoun = (row) => cell("counts", "noun", row) ?? cell("counts", "of", row);

/** The sentence of a count with the count marked. */
function countSentence(row) {
  const { article, field, start, end, sentence_start: from, sentence_end: to } = data.counts;
  const text = fieldText(article[row], field[row]);
  const last = Math.max(to[row], end[row]);
  const mark = el("mark", { class: "plain" }, text.slice(start[row], end[row]));
  return el("bdi", { class: "sentence", lang: languageOf(article[row]) }, text.slice(from[row], start[row]), mark, text.slice(end[row], last));
}

function fittingCounts(mask) {
  const { article, start, end, sentence_start: from, sentence_end: to, field, value } = data.counts;
  const words = countsState.q.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = [];
  for (let row = 0; row < article.length; row += 1) {
    if (!mask[article[row]]) continue;
    if (countsState.kind && cell("counts", "kind", row) !== countsState.kind) continue;
    if (words.length) {
      const text = fieldText(article[row], field[row]).slice(Math.min(from[row], start[row]), Math.max(to[row], end[row]));
      const all = `${text}\n${countNoun(row) ?? ""}\n${countValue(row)}\n${value[row]}\n${publisherOf(article[row])}`.toLowerCase();
      if (!words.every((part) => all.includes(part))) continue;
    }
    rows.push(row);
  }
  if (countsState.order === "value") rows.sort((a, b) => value[b] - value[a] || a - b);
  if (countsState.order === "smallest") rows.sort((a, b) => value[a] - value[b] || a - b);
  if (countsState.order === "newest") rows.sort((a, b) => publishedOf(article[b]).localeCompare(publishedOf(article[a])) || a - b);
  return rows;
}

function drawCounts(body, mask) {
  const list = el("div", { class: "counts-list" });
  const told = el("p", { class: "told", role: "status", "aria-live": "polite" });
  const choice = (value, text, chosen) => el("option", { value, selected: value === chosen }, text);
  const search = el("input", { type: "search", value: countsState.q, maxlength: 200 });
  const kinds = [...data.counts.kind.values].sort().map((kind) => choice(kind, word("kinds", kind), countsState.kind));
  const kind = el("select", {}, choice("", t("allKinds"), countsState.kind), kinds);
  const orders = Object.entries(LANGUAGES[language].orders).map(([key, text]) => choice(key, text, countsState.order));
  const order = el("select", {}, orders);
  const redraw = () => fill(list, countsPage(fittingCounts(mask), told, redraw));
  const changed = () => {
    Object.assign(countsState, { q: search.value, kind: kind.value, order: order.value, page: 0 });
    redraw();
  };
  search.addEventListener("input", whenQuiet(changed, 150));
  kind.addEventListener("change", changed);
  order.addEventListener("change", changed);
  const field = (text, control) => el("label", {}, el("span", {}, text), control);
  const tools = el("div", { class: "tools" }, field(t("searchCounts"), search), field(t("kind"), kind), field(t("order"), order));
  countsState.page = 0;
  redraw();
  fill(body, mentionCount("counts") ? [tools, told, list] : nothing(t("nothingHere")));
}

function countsPage(rows, told, redraw) {
  const pages = Math.max(1, Math.ceil(rows.length / COUNTS_A_PAGE));
  countsState.page = Math.min(countsState.page, pages - 1);
  const first = countsState.page * COUNTS_A_PAGE;
  const shown = rows.slice(first, first + COUNTS_A_PAGE);
  told.textContent = rows.length ? t("pageOf", first + 1, first + shown.length, rows.length) : t("nothingHere");
  if (!rows.length) return [];
  const articles = data.counts.article;
  const where = (row) =>
    el(
      "div",
      { class: "where" },
      articleLink(articles[row], undefined, { mention: `counts-${row}` }),
      el("span", { class: "small" }, publisherOf(articles[row]) && foreign(publisherOf(articles[row])), publisherOf(articles[row]) && ", ", day(publishedOf(articles[row]), "short") || t("undated")),
    );
  const columns = [
    { label: t("value"), head: true, numeric: true, cell: (row) => el("span", { class: "count-value" }, countValue(row)) },
    { label: t("what"), cell: (row) => (countNoun(row) ? foreign(countNoun(row)) : word("kinds", cell("counts", "kind", row))) },
    { label: t("sentence"), wide: true, cell: countSentence },
    { label: t("where"), cell: where },
  ];
  const turn = (step) => () => {
    countsState.page += step;
    redraw();
    // the button that was pressed is gone: the keyboard goes on where the new page begins
    const heading = document.getElementById("counts-title");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView();
  };
  const pager = el(
    "div",
    { class: "pager" },
    el("button", { type: "button", disabled: countsState.page === 0, onclick: turn(-1) }, t("previousPage")),
    el("button", { type: "button", disabled: countsState.page >= pages - 1, onclick: turn(1) }, t("nextPage")),
  );
  return [table(LANGUAGES[language].families.counts, columns, shown, { size: COUNTS_A_PAGE, name: "cards counts-table" }), pages > 1 ? pager : null];
}
