// npm run -s p9 -w @holdfast/bench | npm run -s section -w @holdfast/bench: a benchmark's last line as the section that
// docs/benchmarks.md has of it. Nothing is in it that was not measured.
import { text } from "node:stream/consumers";
import { z } from "zod";

const Result = z.object({
  bench: z.string(),
  work: z.string(),
  isReached: z.boolean().nullable(),
  figures: z.array(z.object({ name: z.string(), value: z.number(), unit: z.string(), atMost: z.number().optional() })),
  notes: z.array(z.string()),
  at: z.iso.datetime(),
});
type Result = z.infer<typeof Result>;

function row({ name, value, unit, atMost }: Result["figures"][number], { isReached }: Result): string {
  const target = atMost === undefined ? "" : `<= ${atMost} ${unit}`.trim();
  const verdict = atMost === undefined || isReached === null ? "" : value <= atMost ? "reached" : "**missed**";
  return `| ${name} | ${`${value} ${unit}`.trim()} | ${target} | ${verdict} |`;
}

const lines = (await text(process.stdin)).trim().split("\n");
const result = Result.parse(JSON.parse(lines.at(-1) ?? ""));
const notes = [
  `${result.at.slice(0, 10)} ${result.at.slice(11, 16)} UTC`,
  ...(result.isReached === null ? ["smaller than the target's size: nothing is said about the target"] : []),
  ...result.notes,
];
console.log(`### ${result.bench}: ${result.work}

| figure | measured | target | |
|---|--:|--:|---|
${result.figures.map((each) => row(each, result)).join("\n")}

${notes.map((note) => `- ${note}`).join("\n")}`);
