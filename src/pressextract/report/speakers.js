// Who speaks most, and in what role.
function drawSpeakers(body, mask) {
  const { entity, speaker } = data.quotes;
  const rows = tally("quotes", mask, (row) => (entity[row] >= 0 ? entity[row] : speaker.index[row] >= 0 ? `role ${speaker.index[row]}` : "unknown"));
  rows.sort((a, b) => b.mentions - a.mentions || b.articles - a.articles || a.row - b.row);
  if (!rows.length) {
    fill(body, nothing(t("nothingHere")));
    return;
  }
  const known = rows.filter((row) => row.key !== "unknown");
  const all = [...known, ...rows.filter((row) => row.key === "unknown")];
  const [role, organisation, party] = ["role", "organisation", "party"].map((column) => mostFrequent("people", column, mask));
  const greatest = Math.max(...all.map((row) => row.mentions));
  const isPerson = (row) => row.entity >= 0;
  const columns = [
    { label: t("speaker"), head: true, cell: (row) => (row.key === "unknown" ? el("i", {}, t("unknownSpeaker")) : entityLink(row.entity, cell("quotes", "speaker", row.row) ?? undefined)) },
    {
      label: t("role"),
      wide: true,
      cell: (row) => {
        const found = isPerson(row) ? (role(row.key) ?? organisation(row.key)) : null;
        return found && foreign(found);
      },
    },
    { label: t("party"), cell: (row) => isPerson(row) && party(row.key) ? foreign(party(row.key)) : null },
    { label: t("quotesCount"), numeric: true, cell: (row) => measured(row.mentions, greatest) },
    { label: t("articles"), numeric: true, cell: (row) => number(row.articles) },
  ];
  fill(body, table(t("speakers"), columns, all, { name: "cards" }));
}
