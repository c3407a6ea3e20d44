// The ministries and their articles.
function drawMinistries(body, mask) {
  const rows = tally("ministries", mask);
  if (!rows.length) {
    fill(body, nothing(t("nothingHere")));
    return;
  }
  const greatest = rows[0].articles;
  const of = (column) => (row) => cell("ministries", column, row.row);
  const level = (row) => {
    const found = of("level")(row);
    const land = of("land")(row);
    return found ? [word("levels", found), land && found !== "bund" ? [", ", foreign(land)] : null].flat() : null;
  };
  const columns = [
    { label: t("name"), head: true, wide: true, cell: (row) => entityLink(row.entity) },
    { label: t("abbreviation"), brief: true, cell: (row) => of("abbreviation")(row) && foreign(of("abbreviation")(row)) },
    { label: t("level"), cell: (row) => level(row) && el("span", {}, level(row)) },
    { label: t("firstLast"), cell: (row) => el("span", { class: "date" }, periodOf(row.entity)) },
    { label: t("articles"), numeric: true, cell: (row) => measured(row.articles, greatest) },
    { label: t("mentions"), numeric: true, cell: (row) => number(row.mentions) },
  ];
  fill(body, table(LANGUAGES[language].families.ministries, columns, rows, { name: "cards" }));
}
