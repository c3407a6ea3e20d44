"""Mentions that a change gained and lost, on a fixed sample of the dump or on the gold, as Markdown on stdout.

    uv run python benchmarks/diff.py                            # working tree against HEAD; HEAD~1 where src is clean
    uv run python benchmarks/diff.py --base main --label ORG --show 100
    uv run python benchmarks/diff.py --gold dev                 # and whether the gold has what was gained and lost
    uv run python benchmarks/diff.py --save /tmp/before.json    # keep what the working tree reads, change a rule, then
    uv run python benchmarks/diff.py --against /tmp/before.json

Each state reads with its own rules, lexicons and model, in a process of its own (readings.py); the base lies in a
temporary git worktree. A mention is the same where label, field and offsets are; it has changed where a column that
both states know differs. Mentions are compared only within articles whose title, subtitle and text are equal in both
states, so that a change of cleaning does not look like one of rules. The report quotes the articles: like the file
that --save writes, it stays out of the repository.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal
from zlib import crc32

from pressextract.schema import MENTION_ROWS
from sample import DUMP, SEED, unpack_sample

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SHARED = ROOT.parent / "shared"
LABELS = tuple(row.label for row in MENTION_ROWS)
TEXTS = ("title", "subtitle", "text")
FACTS = ("publisher", "url", "published")
CONTEXT_CHARS = 40
VALUE_CHARS = 60
NAMED = 10

Article = dict[str, Any]  # what readings.py writes of a page
Mention = dict[str, Any]  # its label and the columns of its table
Gold = dict[str, dict[tuple[str, int, int], str]]  # id → label, start, end → right, or open where it is optional
Way = Literal["gained", "lost", "changed"]


@dataclass(frozen=True, slots=True)
class State:
    """A state of the code and what it reads: the articles and losses by source id."""

    name: str
    articles: dict[str, Article]


@dataclass(frozen=True, slots=True)
class Change:
    """One mention gained, lost or changed: `group` is what found it and `detail` the lexicon's key, or `group` is the
    columns that changed and `detail` how.
    """

    way: Way
    label: str
    group: str
    surface: str
    detail: str
    source_id: str
    context: str
    verdict: str | None = None


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which articles can be compared, and why the others cannot."""

    equal: tuple[str, ...]
    other_text: dict[str, tuple[str, ...]]  # → title, subtitle, text: those that differ
    other_facts: dict[str, tuple[str, ...]]  # of equal articles: publisher, url, published
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]


def pair(before: dict[str, Article], after: dict[str, Article]) -> Pairing:
    """Articles of both states by what cleaning made of them."""
    read_before, read_after = ({key for key, a in side.items() if "lost" not in a} for side in (before, after))
    both = sorted(read_before & read_after)
    texts = {key: _differing(TEXTS, before[key], after[key]) for key in both}
    equal = tuple(key for key in both if not texts[key])
    facts = {key: _differing(FACTS, before[key], after[key]) for key in equal}
    return Pairing(
        equal=equal,
        other_text={key: names for key, names in texts.items() if names},
        other_facts={key: names for key, names in facts.items() if names},
        only_before=tuple(sorted(read_before - read_after)),
        only_after=tuple(sorted(read_after - read_before)),
    )


def compare(before: Article, after: Article, gold: Gold | None = None) -> Iterator[Change]:
    """What differs between the mentions of one article, in the order of the text."""
    old, new = ({_place(m): m for m in article["mentions"]} for article in (before, after))
    for place in sorted(old.keys() | new.keys(), key=lambda place: (TEXTS.index(place[1]), *place[2:], place[0])):
        if place not in old:
            yield _change("gained", new[place], after, *_finder(new[place]), gold=gold)
        elif place not in new:
            yield _change("lost", old[place], before, *_finder(old[place]), gold=gold)
        elif columns := _differing(sorted(old[place].keys() & new[place].keys()), old[place], new[place]):
            # an id mostly follows another column
            shown = [name for name in columns if not name.endswith("_id")] or columns
            detail = "; ".join(f"{name} {_short(old[place][name])} → {_short(new[place][name])}" for name in shown)
            yield _change("changed", new[place], after, ", ".join(columns), detail)


def report(
    before: State, after: State, sample: str, show: int, wanted: Collection[str] = (), gold: Gold | None = None
) -> str:
    """The comparison as Markdown, of the wanted labels or of all."""
    pairing = pair(before.articles, after.articles)
    changes = [c for key in pairing.equal for c in compare(before.articles[key], after.articles[key], gold)]
    parts = [["# Mentions gained and lost", ""], _heading(before, after, sample, pairing)]
    old, new = (_counted(state.articles[key] for key in pairing.equal) for state in (before, after))
    known = (*LABELS, *sorted((old.keys() | new.keys()) - set(LABELS)))
    labels = [label for label in known if label in wanted or not wanted]
    parts.append(["", *_table(labels, old, new, changes, with_gold=gold is not None)])
    ways: tuple[Way, ...] = ("gained", "lost", "changed")
    parts += [
        _section(way, label, [c for c in changes if (c.way, c.label) == (way, label)], show)
        for label in labels
        for way in ways
    ]
    return "\n".join(line for part in parts for line in part) + "\n"


def _place(mention: Mention) -> tuple[str, str, int, int]:
    return mention["label"], mention["field"], mention["start"], mention["end"]


def _finder(mention: Mention) -> tuple[str, str]:
    """What found it, in one group for the whole lexicon, and the lexicon's key."""
    kind, _, key = mention["source"].partition(":")
    return (kind, key) if kind == "lexicon" else (mention["source"], "")


def _differing(names: Iterable[str], before: dict[str, Any], after: dict[str, Any]) -> tuple[str, ...]:
    return tuple(name for name in names if before[name] != after[name])


def _change(way: Way, mention: Mention, article: Article, group: str, detail: str, gold: Gold | None = None) -> Change:
    label, field, start, end = _place(mention)
    verdict = None
    if gold is not None and way != "changed":
        of_article = gold.get(article["source_id"], {})
        verdict = of_article.get((label, start, end), "wrong") if field == "text" else "open"
    context = _context(article[field], start, end)
    return Change(way, label, group, _line(mention["text"]), detail, article["source_id"], context, verdict)


def _context(text: str, start: int, end: int) -> str:
    """The mention in square brackets with what stands around it, on one line; ¶ where a block ends."""
    first, last = max(0, start - CONTEXT_CHARS), min(len(text), end + CONTEXT_CHARS)
    inside = f"{text[first:start]}[{text[start:end]}]{text[end:last]}"
    return f"{'…' if first else ''}{_line(inside)}{'…' if last < len(text) else ''}"


def _line(text: str) -> str:
    return " ".join(text.replace("\n\n", " ¶ ").replace("`", "'").split())


def _short(value: Any) -> str:
    shown = "–" if value is None else _line(str(value))
    return shown if len(shown) <= VALUE_CHARS else f"{shown[: VALUE_CHARS - 1]}…"


def _counted(articles: Iterable[Article]) -> Counter[str]:
    return Counter(mention["label"] for article in articles for mention in article["mentions"])


def _heading(before: State, after: State, sample: str, pairing: Pairing) -> list[str]:
    lines = [f"- before: {before.name}", f"- after: {after.name}", f"- sample: {sample}"]
    lines.append(f"- articles compared: {len(pairing.equal)}, equal in title, subtitle and text")
    notes = {
        "not compared, cleaned otherwise": {key: ", ".join(names) for key, names in pairing.other_text.items()},
        "compared, with other facts": {key: ", ".join(names) for key, names in pairing.other_facts.items()},
        "an article before only": {key: after.articles.get(key, {}).get("lost", "") for key in pairing.only_before},
        "an article after only": {key: before.articles.get(key, {}).get("lost", "") for key in pairing.only_after},
    }
    for note, found in notes.items():
        if found:
            named = [f"{key} ({why})" if why else key for key, why in list(found.items())[:NAMED]]
            more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
            lines.append(f"- {note}: {len(found)} – {', '.join(named)}{more}")
    return lines


def _table(
    labels: list[str], before: Counter[str], after: Counter[str], changes: list[Change], *, with_gold: bool
) -> list[str]:
    names = ["label", "before", "after", "gained", "lost", "changed"]
    if with_gold:  # right: the gold has the mention; open: optional there, or outside the text that it marks
        names += ["right gained", "wrong gained", "right lost", "wrong lost", "open"]
    lines = [f"| {' | '.join(names)} | columns that changed |", "|---" * (len(names) + 1) + "|"]
    for label in labels:
        of_label = [change for change in changes if change.label == label]
        ways = Counter(change.way for change in of_label)
        cells = [before[label], after[label], ways["gained"], ways["lost"], ways["changed"]]
        if with_gold:
            verdicts = Counter((c.verdict, c.way) for c in of_label)
            cells += [verdicts[verdict, way] for way in ("gained", "lost") for verdict in ("right", "wrong")]
            cells.append(sum(c.verdict == "open" for c in of_label))
        columns = Counter(name for c in of_label if c.way == "changed" for name in c.group.split(", "))
        named = ", ".join(f"{name} {n}" for name, n in sorted(columns.items(), key=lambda item: (-item[1], item[0])))
        lines.append(f"| {label} | {' | '.join(map(str, cells))} | {named} |")
    return lines


def _section(way: Way, label: str, changes: list[Change], show: int) -> list[str]:
    """One line per surface, below what found it; the most frequent are shown, of equals some by a fixed draw."""
    if not changes:
        return []
    alike: dict[tuple[str, str, str], list[Change]] = defaultdict(list)
    for change in changes:
        alike[change.group, change.surface, change.detail].append(change)
    shown = sorted(alike, key=lambda key: (-len(alike[key]), crc32("\n".join(key).encode()), key))[:show]
    lines = ["", f"## {label} {way}: {len(changes)}"]
    groups = Counter(change.group for change in changes)
    for group in sorted({key[0] for key in shown}, key=lambda name: (-groups[name], name)):
        lines += ["", f"{group}: {groups[group]}", ""]
        of_group = [key for key in shown if key[0] == group]
        lines += [_bullet(alike[key]) for key in sorted(of_group, key=lambda key: (-len(alike[key]), key))]
    if len(shown) < len(alike):
        lines += ["", f"{len(alike) - len(shown)} more lines; --show {len(alike)} has all."]
    return lines


def _bullet(alike: list[Change]) -> str:
    """Surface, number, what changed or what the gold says, and the first place."""
    first = alike[0]
    articles = len({change.source_id for change in alike})
    number = f" {len(alike)}× in {articles} article{'s' if articles > 1 else ''}" if len(alike) > 1 else ""
    verdicts = Counter(change.verdict for change in alike if change.verdict)
    says = ", ".join(f"{verdict} {n}" if number else verdict for verdict, n in sorted(verdicts.items()))
    notes = "".join(f", {note}" for note in (first.detail, says) if note)
    return f"- `{first.surface}`{number}{notes}: `{first.context}` ({first.source_id})"


def read_gold(path: Path) -> Gold:
    """The gold's mentions by article."""
    articles = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {
        str(article["id"]): {
            (e["label"], e["start"], e["end"]): "open" if e.get("optional") else "right" for e in article["entities"]
        }
        for article in articles
    }


def read_states(source: Path, roots: dict[str, Path], work: Path) -> list[State]:
    """What each state's code makes of the same input, side by side."""
    outputs = [work / f"{number}.json" for number in range(len(roots))]
    running = [
        subprocess.Popen(
            [sys.executable, "-P", str(HERE / "readings.py"), str(source.resolve()), str(output)],
            cwd=root,
            env={"OMP_NUM_THREADS": "1", **os.environ, "PYTHONPATH": str(root / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        )
        for root, output in zip(roots.values(), outputs, strict=True)
    ]
    failed = [name for name, process in zip(roots, running, strict=True) if process.wait()]
    if failed:
        sys.exit(f"reading failed with {', '.join(failed)}; the error stands above")
    states = []
    for (name, root), output in zip(roots.items(), outputs, strict=True):
        found = json.loads(output.read_text(encoding="utf-8"))
        if not Path(found["package"]).resolve().is_relative_to(root.resolve()):
            sys.exit(f"{name}: pressextract was taken from {found['package']} and not from {root}")
        states.append(State(name, {article["source_id"]: article for article in found["articles"]}))
    return states


@contextmanager
def checked_out(reference: str, folder: Path) -> Iterator[Path]:
    """The files of a git reference, as long as they are needed."""
    _git("worktree", "add", "--quiet", "--detach", str(folder), reference)
    try:
        yield folder
    finally:
        _git("worktree", "remove", "--force", str(folder))


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"git {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.strip()


def _commit(reference: str) -> str:
    return _git("log", "-1", "--format=%h %s", reference)


def main() -> None:
    arguments = _arguments()
    changed = bool(_git("status", "--porcelain", "--", "src"))
    base = arguments.base or ("HEAD" if changed else "HEAD~1")
    here = f"working tree, {_commit('HEAD')}{', src changed' if changed else ''}"
    gold_file = arguments.shared / "gold" / "press" / f"{arguments.gold}.jsonl"
    sample = (
        f"gold press {arguments.gold}" if arguments.gold else f"{arguments.pages} pages of {DUMP.name}, seed {SEED}"
    )
    before = _saved(arguments.against, sample) if arguments.against else None
    with TemporaryDirectory() as folder:
        work = Path(folder)
        source = gold_file if arguments.gold else work / "pages"
        if not arguments.gold:
            unpack_sample(arguments.shared, arguments.pages, source)
        if arguments.save:
            (after,) = read_states(source, {here: ROOT}, work)
            saved = {"sample": sample, "name": after.name, "articles": after.articles}
            arguments.save.write_text(json.dumps(saved, ensure_ascii=False), encoding="utf-8")
            return
        if before:
            (after,) = read_states(source, {here: ROOT}, work)
        else:
            with checked_out(base, work / "base") as root:
                before, after = read_states(source, {_commit(base): root, here: ROOT}, work)
    gold = read_gold(gold_file) if arguments.gold else None
    print(report(before, after, sample, arguments.show, arguments.label or (), gold), end="")


def _saved(path: Path, sample: str) -> State:
    saved = json.loads(path.read_text(encoding="utf-8"))
    if saved["sample"] != sample:
        sys.exit(f"{path} holds {saved['sample']}, asked for is {sample}; give the options it was saved with")
    return State(f"{saved['name']}, saved", saved["articles"])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument(
        "--base", metavar="REF", help="git reference; default: HEAD, or HEAD~1 where src is as committed"
    )
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--gold", choices=("train", "dev"), help="read the press gold's texts instead of the dump")
    parser.add_argument("--label", action="append", choices=LABELS, help="may be repeated; default: all")
    parser.add_argument("--show", type=int, default=40, help="lines per label and direction")
    files = parser.add_mutually_exclusive_group()
    files.add_argument("--save", type=Path, metavar="FILE", help="write what the working tree reads, compare nothing")
    files.add_argument("--against", type=Path, metavar="FILE", help="compare with what --save wrote")
    arguments = parser.parse_args()
    if arguments.save and arguments.save.resolve().is_relative_to(ROOT):
        parser.error(f"--save {arguments.save}: holds the articles' texts and belongs outside the repository")
    if arguments.base and (arguments.save or arguments.against):
        parser.error("--base: compares with a git reference; leave it out beside --save and --against")
    return arguments


if __name__ == "__main__":
    main()
