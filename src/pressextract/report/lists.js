// Tables that begin short and grow on demand, and on a narrow screen become cards: their roles are named, since a
// browser takes what is not displayed as a table for none.

/**
 * A table. Columns are {label, cell(row), numeric, head, wide, brief}; `head` makes the cell its row's heading. It shows
 * `size` rows and a button for as many more. `caption` is read out and, with `showCaption`, seen.
 */
function table(caption, columns, rows, { size = 12, showCaption = false, name = "" } = {}) {
  const body = el("tbody", { role: "rowgroup" });
  const more = el("button", { type: "button", class: "more" });
  let shown = 0;
  const grow = () => {
    const next = rows.slice(shown, shown + size);
    next.forEach((row) => body.append(tableRow(columns, row)));
    const first = body.rows[shown];
    shown += next.length;
    more.hidden = shown >= rows.length;
    more.textContent = t("more", Math.min(size, rows.length - shown), rows.length - shown);
    return first;
  };
  grow();
  more.addEventListener("click", () => {
    const first = grow();
    const link = first?.querySelector("a, button");
    if (link) link.focus();
    else if (first && more.hidden) {
      first.tabIndex = -1;
      first.focus();
    }
  });
  const heads = columns.map((column) => el("th", { scope: "col", role: "columnheader", class: column.numeric ? "numeric" : null }, column.label));
  return el(
    "div",
    { class: `table-block ${name}` },
    el(
      "table",
      { role: "table" },
      el("caption", { class: showCaption ? null : "unseen" }, caption),
      el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, heads)),
      body,
    ),
    more,
  );
}

function tableRow(columns, row) {
  const cells = columns.map((column) => {
    const value = column.cell(row);
    const isEmpty = value === null || value === undefined || value === "";
    const attributes = { "data-label": column.label, class: [column.numeric && "numeric", column.wide && "wide", column.brief && "brief", isEmpty && "empty"].filter(Boolean).join(" ") || null };
    return column.head ? el("th", { scope: "row", role: "rowheader", ...attributes }, value) : el("td", { role: "cell", ...attributes }, value);
  });
  return el("tr", { role: "row" }, cells);
}

/** A number with a bar beside it, as long as its part of the greatest. */
function measured(value, greatest) {
  const bar = el("span", { class: "bar", "aria-hidden": "true" });
  bar.style.setProperty("--share", greatest ? value / greatest : 0);
  return el("span", { class: "measured" }, bar, el("span", { class: "figure" }, number(value)));
}

/** Numbers by name, as bars: {name, value, node}. */
function barList(caption, nameLabel, valueLabel, rows, { size = 12 } = {}) {
  const greatest = Math.max(...rows.map((row) => row.value), 0);
  const columns = [
    { label: nameLabel, head: true, cell: (row) => row.node ?? foreign(row.name) },
    { label: valueLabel, numeric: true, cell: (row) => measured(row.value, greatest) },
  ];
  return table(caption, columns, rows, { size, showCaption: true, name: "bars" });
}

/** First and last day of an entity in the whole run. */
function periodOf(entity) {
  const first = data.entities.first[entity];
  const last = data.entities.last[entity];
  return first === last ? day(first, "short") : `${day(first, "short")} – ${day(last, "short")}`;
}
