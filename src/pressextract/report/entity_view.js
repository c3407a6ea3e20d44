// All mentions of one entity: what it is, how it is written, and the articles that name it.
const AROUND = 110;

/** The passage around a mention, the mention marked. */
function passage(family, row) {
  const { article, field, start, end } = data[family];
  const text = fieldText(article[row], field[row]);
  let from = Math.max(0, start[row] - AROUND);
  let to = Math.min(text.length, Math.min(end[row], start[row] + 2 * AROUND) + AROUND);
  if (from > 0) from = text.indexOf(" ", from) + 1 || from;
  if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), Math.min(end[row], to));
  from = Math.min(from, start[row]);
  const last = Math.min(end[row], to);
  const mark = el("mark", { class: `mention ${family}` }, text.slice(start[row], last));
  return el("bdi", { class: "sentence", lang: languageOf(article[row]) }, from > 0 ? "… " : "", text.slice(from, start[row]), mark, text.slice(last, to), to < text.length ? " …" : "");
}

function entityView(entity) {
  const family = familyOf(entity);
  const rows = [];
  for (const each of FAMILIES) data[each].entity.forEach((other, row) => other === entity && rows.push({ family: each, row }));
  const own = rows.filter((mention) => mention.family === family);
  const articles = new Map();
  for (const mention of [...own, ...rows]) {
    const article = data[mention.family].article[mention.row];
    if (!articles.has(article)) articles.set(article, mention);
  }
  const order = [...articles.keys()].sort((a, b) => publishedOf(b).localeCompare(publishedOf(a)) || a - b);
  const forms = new Map();
  for (const mention of own) forms.set(mentionText(family, mention.row), (forms.get(mentionText(family, mention.row)) || 0) + 1);
  const written = [...forms].sort((a, b) => b[1] - a[1]).slice(0, 8);
  const title = el("h2", { id: "view-title", tabindex: "-1" }, foreign(data.entities.name[entity]));
  const columns = [
    { label: t("date"), cell: (article) => el("span", { class: "date" }, day(publishedOf(article), "short")) },
    { label: t("title"), head: true, wide: true, cell: (article) => articleLink(article, undefined, { mention: `${articles.get(article).family}-${articles.get(article).row}` }) },
    { label: t("sentence"), wide: true, cell: (article) => passage(articles.get(article).family, articles.get(article).row) },
    { label: t("publisher"), cell: (article) => publisherOf(article) && foreign(publisherOf(article)) },
  ];
  const content = el(
    "div",
    { class: "entity" },
    el("p", { class: "kicker" }, el("span", { class: `family-name ${family}` }, word("oneOf", family))),
    title,
    el("p", { class: "standfirst" }, `${t("wholeRun", data.entities.n_mentions[entity], data.entities.n_articles[entity])}${periodOf(entity) ? ` · ${periodOf(entity)}` : ""}`),
    el("ul", { class: "forms" }, written.map(([form, count]) => el("li", {}, foreign(form), el("span", { class: "small" }, ` ${number(count)}`)))),
    own.length ? mentionFacts(family, own[0].row, false) : null,
    table(t("allMentions"), columns, order, { size: 20, name: "cards passages" }),
  );
  return { turns: [], content, start: () => title.focus({ preventScroll: true }) };
}
