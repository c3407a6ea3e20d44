// The articles that fit, newest first.
function fittingInOrder(mask) {
  const fitting = [];
  for (let article = 0; article < articleCount; article += 1) if (mask[article]) fitting.push(article);
  return fitting.sort((a, b) => publishedOf(b).localeCompare(publishedOf(a)) || a - b);
}

function drawArticles(body, mask) {
  const rows = fittingInOrder(mask);
  if (!rows.length) {
    fill(body, nothing(t("nothingFits")));
    return;
  }
  const mentions = (article) => FAMILIES.reduce((sum, family) => sum + mentionsByArticle.get(family)[article].length, 0);
  const columns = [
    { label: t("date"), cell: (article) => el("span", { class: "date" }, day(publishedOf(article), "short")) },
    { label: t("title"), head: true, wide: true, cell: (article) => articleLink(article) },
    { label: t("publisher"), cell: (article) => publisherOf(article) && foreign(publisherOf(article)) },
    { label: t("words"), numeric: true, cell: (article) => number(data.articles.n_words[article]) },
    { label: t("mentions"), numeric: true, cell: (article) => number(mentions(article)) },
  ];
  fill(body, table(t("articleList"), columns, rows, { size: 25, name: "cards titles" }));
}
