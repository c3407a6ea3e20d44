// Elements of the page. Text comes in as text nodes only: nothing that a table holds is ever parsed as HTML.
const SVG = "http://www.w3.org/2000/svg";

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "onclick") element.addEventListener("click", value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

/** An HTML element with attributes and children; strings become text. */
function el(tag, attributes, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** An SVG element. */
function svg(tag, attributes, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

/** Text from an article or a table: isolated, so that its direction does not turn what stands around it. */
function foreign(text, attributes) {
  return el("bdi", attributes, text ?? "");
}

/** Replace what an element holds. */
function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
}

/** Only addresses of the web are links; `javascript:` and others stay text. */
function outside(address, text) {
  let safe = false;
  try {
    safe = ["https:", "http:"].includes(new URL(address).protocol);
  } catch {
    safe = false;
  }
  return safe ? el("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, foreign(text)) : foreign(address);
}

/** A link to an article of the page. */
function articleLink(article, text, more) {
  const title = text === undefined ? data.articles.title[article] : "";
  const shown = title ? foreign(title, { lang: languageOf(article) }) : foreign(text ?? t("untitled"));
  return el("a", { href: viewAddress({ article: data.articles.id[article], ...more }), class: "article-link" }, shown);
}

/** A link to all mentions of an entity; plain text where it has none. */
function entityLink(entity, text) {
  const shown = text ?? data.entities.name[entity];
  return entity < 0 ? foreign(shown) : el("a", { href: viewAddress({ entity: data.entities.id[entity] }) }, foreign(shown));
}

/** A part of the page with heading and one line on what it shows. */
function section(id, title, note) {
  const body = el("div", { class: "section-body" });
  const head = el("div", { class: "section-head" }, el("h2", { id: `${id}-title` }, title), note && el("p", { class: "note" }, note));
  return { body, element: el("section", { id, class: "section", "aria-labelledby": `${id}-title` }, head, body) };
}

/** A sentence where there is nothing to show. */
function nothing(text) {
  return el("p", { class: "nothing" }, text);
}

/** The same numbers as a chart's, folded away. */
function asTable(table) {
  return el("details", { class: "as-table" }, el("summary", {}, t("asTable")), table);
}

/** Call a function once what happens has paused. */
function whenQuiet(call, milliseconds) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...values), milliseconds);
  };
}
