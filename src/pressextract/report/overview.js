// Overview: articles over time and by publisher, and what was lost.
function drawOverview(body, mask) {
  const dates = [];
  const publishers = new Map();
  let undated = 0;
  for (let article = 0; article < articleCount; article += 1) {
    if (!mask[article]) continue;
    const date = publishedOf(article);
    if (date) dates.push(date);
    else undated += 1;
    const publisher = publisherOf(article);
    publishers.set(publisher, (publishers.get(publisher) || 0) + 1);
  }
  const parts = mask.includes(1) ? [familyStrip(mask)] : [];
  if (dates.length) parts.push(timePart(dates, undated, body));
  if (publishers.size) {
    const rows = [...publishers].map(([name, value]) => ({ name: name || t("noPublisher"), value }));
    rows.sort((a, b) => b.value - a.value || a.name.localeCompare(b.name, "de"));
    const lost = data.lost_codes.length > 0;
    parts.push(el("div", { class: lost ? "part wider" : "part whole" }, barList(t("byPublisher"), t("publisher"), t("articles"), rows, { size: 8 })));
    if (lost) parts.push(el("div", { class: "part narrower" }, lossesByReason(), el("p", { class: "small" }, el("a", { href: "#losses" }, t("lostPages")))));
  }
  fill(body, parts.length ? parts : nothing(articleCount ? t("nothingFits") : t("noArticles")));
}

/** The seven families: mentions, and different names among them. */
function familyStrip(mask) {
  const entries = FAMILIES.map((family) => {
    const { article, entity } = data[family];
    const names = new Set();
    let mentions = 0;
    for (let row = 0; row < article.length; row += 1) {
      if (!mask[article[row]]) continue;
      mentions += 1;
      if (entity[row] >= 0) names.add(entity[row]);
    }
    const label = family === "quotes" ? "differentSpeakers" : "differentNames";
    const different = family === "counts" ? null : el("span", {}, t(label, names.size));
    return el("div", { class: family }, el("dt", {}, word("families", family)), el("dd", { "data-family": family }, number(mentions), different));
  });
  return el("dl", { class: "strip" }, entries);
}

function timePart(dates, undated, body) {
  const ordered = dates.sort();
  const step = stepFor(ordered[0], ordered[ordered.length - 1]);
  const title = LANGUAGES[language].overTimeBy[step];
  const width = Math.max(280, Math.min(body.clientWidth || 640, 1040));
  const note = undated ? el("p", { class: "note" }, t("undatedArticles", undated)) : null;
  return el("div", { class: "part whole" }, el("h3", {}, title), timeChart(overTime(ordered, step), width, title), note);
}

function lossesByReason() {
  const reasons = data.lost_codes.map(([code, value]) => ({ name: word("codes", code), value }));
  return barList(t("lossesByReason"), t("reason"), t("lost"), reasons);
}

/** Losses by reason and folder, and page by page. The filters leave them alone: a lost page has no date. */
function drawLosses(body) {
  const lost = data.lost_codes.reduce((sum, [, count]) => sum + count, 0);
  if (!lost) {
    fill(body, nothing(t("noLosses")));
    return;
  }
  const folders = [
    { label: t("folder"), head: true, cell: ([name]) => foreign(name || t("topFolder")) },
    { label: t("articles"), numeric: true, cell: ([, articles]) => number(articles) },
    { label: t("lost"), numeric: true, cell: ([, , pages]) => number(pages) },
  ];
  const pages = data.lost.source_id.map((_, row) => row);
  const columns = [
    { label: t("page"), head: true, cell: (row) => foreign(data.lost.source_id[row]) },
    { label: t("reason"), cell: (row) => word("codes", data.lost.code[row]) },
    { label: t("found"), wide: true, cell: (row) => foreign(data.lost.message[row]) },
  ];
  fill(
    body,
    el("div", { class: "part" }, lossesByReason()),
    el("div", { class: "part" }, table(t("lossesByFolder"), folders, data.totals.by_folder, { size: 8, showCaption: true })),
    el("div", { class: "part whole" }, table(t("lostPages"), columns, pages, { size: 10, showCaption: true, name: "cards" })),
  );
}
