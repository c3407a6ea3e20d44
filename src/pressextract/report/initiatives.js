// Initiatives with kind and first appearance.
function drawInitiatives(body, mask) {
  const rows = tally("initiatives", mask);
  if (!rows.length) {
    fill(body, nothing(t("nothingHere")));
    return;
  }
  const greatest = rows[0].articles;
  const kind = mostFrequent("initiatives", "kind", mask);
  const firstDay = (row) => {
    const first = data.entities.first[row.entity];
    const article = data.initiatives.article.find((number, at) => data.initiatives.entity[at] === row.entity && publishedOf(number) === first);
    if (!first) return null;
    return article === undefined ? day(first, "short") : articleLink(article, day(first, "short"));
  };
  const columns = [
    { label: t("name"), head: true, wide: true, cell: (row) => entityLink(row.entity) },
    { label: t("kind"), cell: (row) => kind(row.entity) && word("kinds", kind(row.entity)) },
    { label: t("first"), cell: (row) => firstDay(row) && el("span", { class: "date" }, firstDay(row)) },
    { label: t("articles"), numeric: true, cell: (row) => measured(row.articles, greatest) },
    { label: t("mentions"), numeric: true, cell: (row) => number(row.mentions) },
  ];
  fill(body, table(LANGUAGES[language].families.initiatives, columns, rows, { name: "cards" }));
}
