// Which articles fit: by day, publisher and words. The state stands in the address, so that it can be linked.
const FILTER_NAMES = ["q", "from", "to", "publisher"];
const state = { q: "", from: "", to: "", publisher: "", lang: "" };
/** What the dialog shows: {article, mention} or {entity}; empty while it is closed. */
let view = {};
const NO_PUBLISHER = " ";

/** Read the address. One without a name and a value is a section's and leaves all as it is. */
function readAddress() {
  const text = location.hash.slice(1);
  if (text && !text.includes("=")) return false;
  const found = new URLSearchParams(text);
  for (const name of [...FILTER_NAMES, "lang"]) state[name] = found.get(name) ?? "";
  view = {};
  for (const name of ["article", "mention", "entity"]) if (found.has(name)) view[name] = found.get(name);
  return true;
}

/** The address of the filters as they are, with a view. */
function viewAddress(shown) {
  const all = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...state, ...shown })) if (value !== "" && value !== undefined) all.set(name, value);
  return `#${all}`;
}

/** Put the filters into the address, without a step for the browser's way back. */
function writeAddress() {
  const address = viewAddress(view);
  if (address !== "#" || location.hash) history.replaceState(null, "", address === "#" ? "#all=" : address);
}

let haystacks = null;

/** Per article its words in small letters: title, subtitle, text, publisher and the normal forms of its mentions. */
function searchTexts() {
  const names = Array.from({ length: articleCount }, () => new Set());
  for (const family of FAMILIES) {
    const { article, entity } = data[family];
    article.forEach((number, row) => entity[row] >= 0 && names[number].add(entity[row]));
  }
  return names.map((entities, article) => {
    const { title, subtitle, text } = data.articles;
    const own = [...entities].map((entity) => data.entities.name[entity]).join("\n");
    return `${title[article]}\n${subtitle[article]}\n${text[article]}\n${publisherOf(article)}\n${own}`.toLowerCase();
  });
}

/** 1 for each article that fits, 0 for the others. */
function fittingArticles() {
  const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length) haystacks ??= searchTexts();
  const wanted = state.publisher === NO_PUBLISHER ? "" : state.publisher;
  const mask = new Uint8Array(articleCount);
  for (let article = 0; article < articleCount; article += 1) {
    const published = publishedOf(article);
    if ((state.from || state.to) && !published) continue;
    if (state.from && published < state.from) continue;
    if (state.to && published > state.to) continue;
    if (state.publisher && publisherOf(article) !== wanted) continue;
    if (words.length && !words.every((part) => haystacks[article].includes(part))) continue;
    mask[article] = 1;
  }
  return mask;
}

/** The publishers with their articles, as choices. */
function publisherChoices() {
  const counts = new Map();
  for (let article = 0; article < articleCount; article += 1) counts.set(publisherOf(article), (counts.get(publisherOf(article)) || 0) + 1);
  const names = [...counts.keys()].sort((a, b) => a.localeCompare(b, "de"));
  const choice = (name) => el("option", { value: name || NO_PUBLISHER }, `${name || t("noPublisher")} (${number(counts.get(name))})`);
  return [el("option", { value: "" }, t("allPublishers")), ...names.map(choice)];
}
