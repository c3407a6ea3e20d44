// The data of the page: tables as columns, as data.py packs them.
const data = JSON.parse(document.getElementById("data").textContent);
const FAMILIES = ["people", "ministries", "organisations", "places", "counts", "initiatives", "quotes"];
const FIELDS = ["title", "subtitle", "text"];
const LABEL_FAMILIES = { PERSON: "people", MINISTRY: "ministries", ORG: "organisations", PLACE: "places", INITIATIVE: "initiatives" };
const articleCount = data.articles.id.length;
const articleNumbers = new Map(data.articles.id.map((id, index) => [id, index]));
const entityNumbers = new Map(data.entities.id.map((id, index) => [id, index]));

/** A value of a table; null where there is none. */
function cell(table, column, row) {
  const values = data[table][column];
  if (Array.isArray(values)) return values[row];
  const index = values.index[row];
  return index < 0 ? null : values.values[index];
}

const publisherOf = (article) => cell("articles", "publisher", article) ?? "";
const publishedOf = (article) => cell("articles", "published", article) ?? "";
/** The language of an article, that it be read out and hyphenated in it, whatever language the page speaks. */
const languageOf = (article) => cell("articles", "language", article) ?? "de";
const fieldText = (article, field) => data.articles[FIELDS[field]][article];
const mentionCount = (family) => data[family].article.length;

/** A mention as written. */
function mentionText(family, row) {
  const { article, field, start, end } = data[family];
  return fieldText(article[row], field[row]).slice(start[row], end[row]);
}

/** By family and article the rows of its mentions. */
const mentionsByArticle = new Map(
  FAMILIES.map((family) => {
    const rows = Array.from({ length: articleCount }, () => []);
    data[family].article.forEach((article, row) => rows[article].push(row));
    return [family, rows];
  }),
);

/**
 * The names of a family in the articles that fit: {entity, mentions, articles, row of the first mention}, most
 * articles first. `keyOf` tells which mentions are one name; null leaves a mention out.
 */
function tally(family, mask, keyOf = (row) => data[family].entity[row]) {
  const found = new Map();
  const articles = data[family].article;
  for (let row = 0; row < articles.length; row += 1) {
    if (!mask[articles[row]]) continue;
    const key = keyOf(row);
    if (key === null || key === -1) continue;
    let entry = found.get(key);
    if (!entry) found.set(key, (entry = { key, entity: data[family].entity[row], row, mentions: 0, articles: 0, seen: -1 }));
    entry.mentions += 1;
    if (entry.seen !== articles[row]) {
      entry.seen = articles[row];
      entry.articles += 1;
    }
  }
  return [...found.values()].sort((a, b) => b.articles - a.articles || b.mentions - a.mentions || a.row - b.row);
}

/** The value of a column that most of an entity's mentions have, in the articles that fit. */
function mostFrequent(family, column, mask) {
  const { values, index } = data[family][column];
  const { article, entity } = data[family];
  const counts = new Map();
  for (let row = 0; row < article.length; row += 1) {
    if (!mask[article[row]] || index[row] < 0 || entity[row] < 0) continue;
    let own = counts.get(entity[row]);
    if (!own) counts.set(entity[row], (own = new Map()));
    own.set(index[row], (own.get(index[row]) || 0) + 1);
  }
  return (key) => {
    const own = counts.get(key);
    if (!own) return null;
    return values[[...own].reduce((best, next) => (next[1] > best[1] ? next : best))[0]];
  };
}
