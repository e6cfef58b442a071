import { diffLines, diffWordsWithSpace } from "diff";

interface Props {
  readonly before: string;
  readonly after: string;
  /** Whole lines, for what is a list; single words otherwise. */
  readonly by: "lines" | "words";
}

/** Lines that are the same stand between others, and only a few of them are shown. */
const shownLines = 2;

/** What was taken out of a text and what was put in. */
export function TextDifference({ before, after, by }: Props) {
  if (by === "words")
    return (
      <p className="difference" dir="auto">
        {diffWordsWithSpace(before, after).map(({ value, added, removed }, index) => {
          const key = `${index} ${value.length}`;
          if (added) return <ins key={key}>{value}</ins>;
          return removed ? <del key={key}>{value}</del> : <span key={key}>{value}</span>;
        })}
      </p>
    );
  const parts = diffLines(ended(before), ended(after));
  return (
    <div className="difference by-lines" dir="auto">
      {parts.map(({ value, added, removed }, index) => {
        const key = `${index} ${value.length}`;
        const lines = value.replace(/\n$/, "");
        if (added) return <ins key={key}>{lines}</ins>;
        if (removed) return <del key={key}>{lines}</del>;
        return <span key={key}>{shortened(lines, index > 0, index < parts.length - 1)}</span>;
      })}
    </div>
  );
}

function ended(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

function shortened(text: string, isAfter: boolean, isBefore: boolean): string {
  const lines = text.split("\n");
  const [head, tail] = [isAfter ? shownLines : 0, isBefore ? shownLines : 0];
  if (lines.length <= head + tail + 1) return text;
  return [...lines.slice(0, head), "⋯", ...(tail === 0 ? [] : lines.slice(-tail))].join("\n");
}
