// Puts the page together and keeps it in step with filters, language and address.
const main = document.getElementById("content");
const form = document.getElementById("filters");
const dialog = document.getElementById("view");
const isSampled = data.facts.shown < data.facts.articles;

/** Sections: id, heading, note, what draws it. Those that `stays` do not follow the filters. */
const SECTIONS = [
  { id: "overview", title: () => t("overview"), draw: (body, mask) => drawOverview(body, mask) },
  { id: "articles", title: () => t("articleList"), note: "articleListNote", draw: drawArticles },
  { id: "speakers", title: () => t("speakers"), note: "speakersNote", draw: drawSpeakers },
  { id: "ministries", title: () => word("families", "ministries"), note: "ministriesNote", draw: drawMinistries },
  { id: "places", title: () => word("families", "places"), note: "placesNote", draw: drawPlaces },
  { id: "initiatives", title: () => word("families", "initiatives"), note: "initiativesNote", draw: drawInitiatives },
  { id: "counts", title: () => word("families", "counts"), note: "countsNote", draw: drawCounts },
  { id: "network", title: () => t("network"), note: "networkNote", draw: drawNetwork },
  { id: "losses", title: () => t("losses"), note: "lossesNote", draw: drawLosses, stays: true },
];

let mask = new Uint8Array(articleCount);
let bodies = new Map();

/** Draw what follows the filters. */
function redraw() {
  mask = fittingArticles();
  const fitting = mask.reduce((sum, one) => sum + one, 0);
  document.getElementById("fitting").textContent = t("fitting", fitting, articleCount);
  for (const { id, draw, stays } of SECTIONS) if (!stays) draw(bodies.get(id), mask);
}

/** Draw everything, in the language that is chosen. */
function build() {
  language = preferredLanguage(state.lang);
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-label]:not(td):not(th)")) element.textContent = t(element.dataset.label);
  for (const element of document.querySelectorAll("[data-aria]")) element.setAttribute("aria-label", t(element.dataset.aria));
  for (const button of document.querySelectorAll("[data-language]")) button.setAttribute("aria-pressed", String(button.dataset.language === language));
  document.getElementById("filter-toggle").textContent = t("moreFilters");
  drawMasthead();
  fill(form.elements.publisher, publisherChoices());
  bodies = new Map();
  const parts = SECTIONS.map(({ id, title, note }) => {
    const { body, element } = section(id, title(), note && t(note));
    bodies.set(id, body);
    return element;
  });
  fill(main, articleCount ? parts : [parts[0], parts[parts.length - 1]]);
  showFilters();
  redraw();
  drawLosses(bodies.get("losses"));
  fill(document.getElementById("contents"), SECTIONS.filter(({ id }) => articleCount || id === "losses").map(({ id, title }) => el("li", {}, el("a", { href: `#${id}` }, title()))));
  const { version, model, started } = data.facts;
  fill(document.getElementById("colophon"), el("p", {}, t("colophon", version ?? "", model, startedOn(started))), el("p", {}, t("outlines")));
}

/** The day on which the run began, where the reader is: run.json has the time in UTC. */
function startedOn(time) {
  return Number.isNaN(Date.parse(time)) ? "" : format(Intl.DateTimeFormat, { dateStyle: "long" }).format(new Date(time));
}

function drawMasthead() {
  const { articles, folder } = data.facts;
  const lost = data.lost_codes.reduce((sum, [, count]) => sum + count, 0);
  document.title = `${articles ? t("headline", articles) : t("headlineNone")} – ${folder}`;
  document.getElementById("headline").textContent = articles ? t("headline", articles) : t("headlineNone");
  fill(document.getElementById("run-facts"), t("runFacts", folder));
  const { publishers, first, last } = data.totals;
  const period = !first ? "" : first === last ? t("periodOne", day(first)) : t("period", day(first), day(last));
  const lead = [period, publishers ? t("byPublishers", publishers) : ""].filter(Boolean).join(", ");
  const losses = lost ? t("someLost", lost, articles + lost) : t("nothingLost", articles);
  fill(document.getElementById("standfirst"), lead ? `${lead.charAt(0).toUpperCase()}${lead.slice(1)}. ` : "", lost ? el("a", { href: "#losses" }, losses) : losses);
  fill(document.getElementById("sample-note"), isSampled ? sampleNote() : "");
}

/** What the page says of a run that is larger than itself. */
function sampleNote() {
  const named = (rows, label, nameLabel, missing) =>
    el("details", {}, el("summary", {}, label), barList(label, nameLabel, t("articles"), rows.map(([name, value]) => ({ name: name || missing, value })), { size: 20 }));
  const families = FAMILIES.map((family) => el("li", {}, `${word("families", family)}: `, el("b", {}, number(data.totals.mentions[family]))));
  return el(
    "div",
    { class: "sample-note" },
    el("p", {}, t("sampleNote", data.facts.articles, data.facts.shown)),
    el("ul", { class: "forms" }, families),
    named(data.totals.by_year, LANGUAGES[language].overTimeBy.year, t("year"), t("undated")),
    named(data.totals.by_publisher, t("byPublisher"), t("publisher"), t("noPublisher")),
  );
}

/** Put the state into the filters' fields; what a field cannot hold (no day, no publisher of these) is no filter. */
function showFilters() {
  for (const name of FILTER_NAMES) {
    form.elements[name].value = state[name];
    state[name] = form.elements[name].value;
  }
  const isSet = Boolean(state.from || state.to || state.publisher);
  if (isSet) openFilters(true);
}

function openFilters(open) {
  form.classList.toggle("open", open);
  document.getElementById("filter-toggle").setAttribute("aria-expanded", String(open));
}

/** Show what the address names, or close the dialog. */
function showView() {
  if (view.article === undefined && view.entity === undefined) {
    if (dialog.open) dialog.close();
    return;
  }
  const number = view.article === undefined ? entityNumbers.get(view.entity) : articleNumbers.get(view.article);
  const shown =
    number === undefined
      ? { turns: [], content: el("p", { id: "view-title", class: "nothing" }, t(view.article === undefined ? "entityGone" : "articleGone")), start: () => {} }
      : view.article === undefined
        ? entityView(number)
        : articleView(number, fittingInOrder(mask), view.mention);
  const close = el("button", { type: "button", class: "close", onclick: () => dialog.close() }, t("close"));
  fill(dialog, el("div", { class: "view-bar" }, el("div", {}, shown.turns), close), shown.content);
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  shown.start();
}

const filtersChanged = () => {
  for (const name of FILTER_NAMES) state[name] = form.elements[name].value;
  writeAddress();
  redraw();
};

form.addEventListener("input", whenQuiet(filtersChanged, 150));
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", (event) => {
  event.preventDefault();
  for (const name of FILTER_NAMES) form.elements[name].value = "";
  filtersChanged();
});
document.getElementById("filter-toggle").addEventListener("click", () => openFilters(!form.classList.contains("open")));
for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    state.lang = button.dataset.language;
    writeAddress();
    build();
  });
}
dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
dialog.addEventListener("close", () => {
  if (view.article === undefined && view.entity === undefined) return;
  view = {};
  writeAddress();
});
window.addEventListener("hashchange", () => {
  const before = JSON.stringify(state);
  if (!readAddress()) {
    view = {};
    if (Object.values(state).some(Boolean)) writeAddress(); // the filters stay in the address, behind the section's too
  } else if (JSON.stringify(state) !== before) build();
  showView();
});
let builtWidth = window.innerWidth;
window.addEventListener("resize", whenQuiet(() => {
  if (Math.abs(window.innerWidth - builtWidth) < 24) return;
  builtWidth = window.innerWidth;
  redraw();
}, 250));

readAddress();
build();
showView();
document.documentElement.dataset.ready = "yes";
