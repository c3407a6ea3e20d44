// What a marked passage is: its family, normal form, what found it, and where else it stands.
const PANEL_ARTICLES = 5;
let articlesByEntity = null;

/** The articles that mention an entity, newest first. */
function articlesOf(entity) {
  if (!articlesByEntity) {
    articlesByEntity = new Map();
    for (const family of FAMILIES) {
      const { article, entity: entities } = data[family];
      for (let row = 0; row < article.length; row += 1) {
        if (entities[row] < 0) continue;
        if (!articlesByEntity.has(entities[row])) articlesByEntity.set(entities[row], new Set());
        articlesByEntity.get(entities[row]).add(article[row]);
      }
    }
  }
  return [...(articlesByEntity.get(entity) ?? [])].sort((a, b) => publishedOf(b).localeCompare(publishedOf(a)) || a - b);
}

/** A value of a mention as the panel shows it. */
function mentionValue(family, column, value) {
  if (typeof value === "boolean") return value ? t("yes") : null;
  if (typeof value === "number") return number(value, { maximumFractionDigits: 6 });
  if (column === "kind") return word("kinds", value);
  if (column === "bound") return word("bounds", value);
  if (column === "level") return word("levels", value);
  if (column === "unit") return word("units", value);
  return foreign(value);
}

function mentionFacts(family, row, withFinding = true) {
  const facts = [];
  for (const column of Object.keys(LANGUAGES[language].columns)) {
    if (!Object.hasOwn(data[family], column)) continue;
    const value = cell(family, column, row);
    const shown = value === null || value === "" ? null : mentionValue(family, column, value);
    if (shown !== null) facts.push(el("dt", {}, word("columns", column)), el("dd", { "data-column": column }, shown));
  }
  if (!withFinding) return el("dl", { class: "facts" }, facts);
  facts.push(el("dt", {}, t("foundBy")), el("dd", { "data-column": "source" }, foreign(cell(family, "source", row))));
  facts.push(el("dt", {}, t("confidence")), el("dd", { "data-column": "confidence" }, word("confidences", cell(family, "confidence", row))));
  return el("dl", { class: "facts" }, facts);
}

function otherArticles(family, row) {
  const entity = data[family].entity[row];
  if (entity < 0) return null;
  const others = articlesOf(entity).filter((article) => article !== data[family].article[row]);
  // of a larger run the page has some articles only: what it lacks may name the entity too
  const inRun = data.entities.n_articles[entity];
  const ofRun = isSampled && inRun > others.length + 1 ? el("p", { class: "small" }, t("wholeRun", data.entities.n_mentions[entity], inRun)) : null;
  if (!others.length) return ofRun ?? el("p", { class: "small" }, t("onlyHere"));
  const links = others.slice(0, PANEL_ARTICLES).map((article) => el("li", {}, articleLink(article), " ", el("span", { class: "small" }, day(publishedOf(article), "short"))));
  const all = el("a", { href: viewAddress({ entity: data.entities.id[entity] }) }, t("allMentions"));
  return el("div", { class: "others" }, el("p", { class: "small" }, t("alsoIn", others.length)), ofRun, el("ul", {}, links), all);
}

/** The panel for the mentions that cover a passage, the innermost first. */
function mentionPanel(mentions) {
  return mentions.map(({ family, row }) =>
    el(
      "section",
      { class: "panel-mention", "data-family": family },
      el("h3", {}, el("span", { class: `family-name ${family}` }, word("oneOf", family))),
      el("p", { class: "as-written" }, foreign(mentionText(family, row), { lang: languageOf(data[family].article[row]) })),
      mentionFacts(family, row),
      otherArticles(family, row),
    ),
  );
}
