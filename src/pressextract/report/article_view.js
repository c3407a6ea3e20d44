// One article with all its mentions marked.
const hiddenFamilies = new Set();

/** The mentions of one field, by place. */
function mentionsOf(article, field) {
  const found = [];
  for (const family of FAMILIES) {
    if (hiddenFamilies.has(family)) continue;
    for (const row of mentionsByArticle.get(family)[article]) {
      if (data[family].field[row] === field) found.push({ family, row, start: data[family].start[row], end: data[family].end[row] });
    }
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** The field cut where any mention or paragraph begins or ends: {start, end, mentions}, innermost mention first. */
function segmentsOf(length, mentions, breaks) {
  const cuts = new Set([0, length, ...breaks]);
  for (const { start, end } of mentions) cuts.add(start).add(end);
  const places = [...cuts].filter((place) => place >= 0 && place <= length).sort((a, b) => a - b);
  const segments = [];
  let active = [];
  let next = 0;
  for (let index = 0; index + 1 < places.length; index += 1) {
    const [start, end] = [places[index], places[index + 1]];
    while (next < mentions.length && mentions[next].start <= start) active.push(mentions[next++]);
    active = active.filter((mention) => mention.end > start);
    segments.push({ start, end, mentions: [...active].sort((a, b) => a.end - a.start - (b.end - b.start)) });
  }
  return segments;
}

/** A segment as text, or as a button that shows its mentions. Each mention is one stop of the Tab key. */
function segmentNode(text, { start, end, mentions }, stopped) {
  const piece = text.slice(start, end);
  if (!mentions.length) return document.createTextNode(piece);
  const [inner, ...outer] = mentions;
  const key = `${inner.family}-${inner.row}`;
  const isFirst = !stopped.has(key);
  stopped.add(key);
  const mark = el("mark", {
    class: ["mention", inner.family, ...outer.map((mention) => `in-${mention.family}`)].join(" "),
    "data-mention": key,
    role: isFirst ? "button" : null,
    tabindex: isFirst ? 0 : null,
    "aria-label": isFirst ? `${mentionText(inner.family, inner.row)} (${word("oneOf", inner.family)})` : null,
  }, piece);
  mark.pressextractMentions = mentions;
  return mark;
}

/** A field as paragraphs. */
function markedField(article, field) {
  const text = fieldText(article, field);
  const mentions = mentionsOf(article, field);
  const gaps = [...text.matchAll(/\n{2,}/g)].map((match) => [match.index, match.index + match[0].length]);
  const segments = segmentsOf(text.length, mentions, gaps.flat());
  const stopped = new Set();
  const paragraphs = [[]];
  const gapStarts = new Set(gaps.map(([start]) => start));
  let gapEnd = -1;
  for (const segment of segments) {
    if (gapStarts.has(segment.start)) {
      gapEnd = gaps.find(([start]) => start === segment.start)[1];
      paragraphs.push([]);
    }
    if (segment.start >= gapEnd) paragraphs[paragraphs.length - 1].push(segmentNode(text, segment, stopped));
  }
  return paragraphs.filter((parts) => parts.length);
}

/** What is known of an article beside its text. */
function articleFacts(article) {
  const facts = [];
  const add = (label, value) => value && facts.push(el("dt", {}, label), el("dd", {}, value));
  const of = (column) => cell("articles", column, article);
  const url = of("url");
  add(t("pressNumber"), of("press_number") && foreign(of("press_number")));
  add(t("dateline"), of("dateline") && foreign(of("dateline")));
  add(t("authors"), of("authors").length > 0 && foreign(of("authors").join(", ")));
  add(t("keywords"), of("keywords").length > 0 && foreign(of("keywords").join(", ")));
  add(t("original"), url && outside(url, url));
  add(t("source"), foreign(of("source_id")));
  add(t("fetched"), day(of("fetched")));
  const other = (id) => id && (articleNumbers.has(id) ? articleLink(articleNumbers.get(id)) : foreign(id));
  add(t("duplicateOf"), other(of("duplicate_of")));
  add(t("revisionOf"), other(of("revision_of")));
  const doubts = data.doubts.article.flatMap((number, row) => (number === article ? [row] : []));
  const told = doubts.map((row) => el("li", {}, `${word("codes", data.doubts.code[row])}: `, foreign(data.doubts.message[row])));
  add(t("doubts"), told.length > 0 && el("ul", {}, told));
  return el("dl", { class: "facts article-facts" }, facts);
}

/** The families as switches, which are the legend of the marks too. */
function familySwitches(article, redraw) {
  const switches = FAMILIES.map((family) => {
    const count = mentionsByArticle.get(family)[article].length;
    const box = el("input", { type: "checkbox", checked: !hiddenFamilies.has(family), disabled: !count });
    box.addEventListener("change", () => {
      if (box.checked) hiddenFamilies.delete(family);
      else hiddenFamilies.add(family);
      redraw();
    });
    return el("label", { class: count ? null : "absent" }, box, el("span", { class: `mention ${family}` }, word("families", family)), ` ${number(count)}`);
  });
  return el("fieldset", { class: "switches" }, el("legend", {}, t("marked")), switches);
}

function articleView(article, order, chosen) {
  const title = el("h2", { id: "view-title", class: "article-title", tabindex: "-1", dir: "auto", lang: languageOf(article) });
  const subtitle = el("p", { class: "subtitle", dir: "auto", lang: languageOf(article) });
  const text = el("div", { class: "article-text", lang: languageOf(article) });
  const panel = el("aside", { class: "panel", role: "region", "aria-label": t("mentionPanel"), "aria-live": "polite" }, nothing(t("chooseMention")));
  const redraw = () => {
    fill(title, markedField(article, 0).length ? markedField(article, 0).flat() : el("span", { lang: language }, t("untitled")));
    fill(subtitle, markedField(article, 1).flat());
    subtitle.hidden = !data.articles.subtitle[article];
    fill(text, markedField(article, 2).map((parts) => el("p", { dir: "auto" }, parts)));
  };
  redraw();
  const meta = [day(publishedOf(article)) || t("undated"), publisherOf(article) && foreign(publisherOf(article)), `${number(data.articles.n_words[article])} ${t("words")}`];
  const kicker = el("p", { class: "kicker" }, meta.filter(Boolean).flatMap((part, index) => (index ? [" · ", part] : [part])));
  const body = el("article", { class: "reading" }, kicker, title, subtitle, familySwitches(article, redraw), text, articleFacts(article));
  const clear = () => {
    body.querySelectorAll(".chosen").forEach((other) => other.classList.remove("chosen"));
    panel.classList.remove("filled");
    fill(panel, nothing(t("chooseMention")));
  };
  const show = (mark) => {
    body.querySelectorAll(".chosen").forEach((other) => other.classList.remove("chosen"));
    body.querySelectorAll(`[data-mention="${mark.dataset.mention}"]`).forEach((part) => part.classList.add("chosen"));
    panel.classList.add("filled");
    fill(panel, mentionPanel(mark.pressextractMentions));
    mark.scrollIntoView({ block: "nearest" });
  };
  const markOf = (event) => event.target.closest("mark.mention");
  body.addEventListener("click", (event) => (markOf(event) ? show(markOf(event)) : clear()));
  body.addEventListener("focusin", (event) => markOf(event) && show(markOf(event)));
  body.addEventListener("keydown", (event) => {
    if (markOf(event) && ["Enter", " "].includes(event.key)) {
      event.preventDefault();
      show(markOf(event));
      panel.querySelector("a")?.focus();
    }
  });
  const place = order.indexOf(article);
  const neighbour = (other, label, sign) =>
    other === undefined ? null : el("a", { href: viewAddress({ article: data.articles.id[other] }), class: "turn", "aria-label": label, title: label }, sign);
  const turns = place < 0 ? [] : [neighbour(order[place - 1], t("previousArticle"), "←"), neighbour(order[place + 1], t("nextArticle"), "→")];
  const start = () => {
    // a mention that others cover wholly has no mark of its own: theirs tells of it too
    const marks = chosen ? [...body.querySelectorAll("mark[tabindex]")] : [];
    const holds = (part) => part.pressextractMentions.some(({ family, row }) => `${family}-${row}` === chosen);
    const mark = marks.find((part) => part.dataset.mention === chosen) ?? marks.find(holds);
    if (mark) mark.focus();
    else title.focus({ preventScroll: true });
    mark?.scrollIntoView({ block: "center" });
  };
  return { turns, content: el("div", { class: "with-panel" }, body, panel), start };
}
