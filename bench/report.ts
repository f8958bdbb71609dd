import { describeMachine } from "./machine";

/** One measured value. With `atMost` it is part of the target. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: "s" | "ms" | "MiB" | "kB" | "cores" | "times" | "" | "1/s";
  readonly atMost?: number;
}

/** What a benchmark came to. */
export interface BenchResult {
  /** The row of the table of targets: P1, P2 and so on. */
  readonly id: string;
  readonly work: string;
  /** False when it ran at a smaller size than the target speaks of: then nothing is said about the target. */
  readonly isFullSize: boolean;
  readonly figures: readonly Figure[];
  /** What the reader must know to read the figures right. */
  readonly notes?: readonly string[];
}

const rounded = (value: number) => (Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 100) / 100);

const verdict = ({ value, atMost }: Figure) => (atMost === undefined ? "" : value <= atMost ? "reached" : "MISSED");

function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${rounded(figure.value)} ${figure.unit}`.trim(),
    figure.atMost === undefined ? "" : `<= ${figure.atMost} ${figure.unit}`.trim(),
    verdict(figure),
  ]);
  const all = [["figure", "measured", "target", ""], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")).join("\n");
}

/** Prints the result as a table, and on the last line as JSON. */
export function tell({ id, work, isFullSize, figures, notes = [] }: BenchResult): void {
  const targets = figures.filter((figure) => figure.atMost !== undefined);
  const isReached = isFullSize ? targets.every(({ value, atMost }) => value <= (atMost ?? value)) : null;
  console.log(`\n${id}: ${work}\n\n${table(figures)}\n`);
  for (const note of notes) console.log(`- ${note}`);
  if (!isFullSize) console.log("- smaller than the target's size: the target is neither reached nor missed");
  console.log(
    JSON.stringify({
      bench: id,
      work,
      isReached,
      figures: figures.map((figure) => ({ ...figure, value: rounded(figure.value) })),
      notes,
      machine: describeMachine(),
      at: new Date().toISOString(),
    }),
  );
}
