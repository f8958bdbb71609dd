const cell = (text, width, right) => (right ? String(text).padStart(width) : String(text).padEnd(width));

/** The table of all parts, the skipped tests by name, the failures, and as the very last line the two sums. */
export function summary(outcomes) {
  const head = ["part", "result", "passed", "failed", "skipped", "seconds"];
  const rows = outcomes.map(({ name, state, result, seconds }) => [
    name,
    state,
    result.passed,
    result.failed.length,
    result.skipped.length,
    seconds.toFixed(1),
  ]);
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => String(row[i]).length)));
  const line = (cells) => cells.map((text, i) => cell(text, widths[i], i > 1)).join("  ");
  const notes = outcomes.flatMap(({ name, result }) => result.notes.map((note) => `${name}: ${note}`));
  const skipped = outcomes.flatMap(({ name, result }) => result.skipped.map((test) => `skipped: ${name}: ${test.name} (${test.reason})`));
  const failed = outcomes.flatMap(({ name, result }) => result.failed.map((test) => `FAILED: ${name}: ${test}`));
  const sums = outcomes.reduce((sum, { result }) => [sum[0] + result.passed, sum[1] + result.failed.length], [0, 0]);
  return [
    line(head),
    line(widths.map((width) => "-".repeat(width))),
    ...rows.map(line),
    "",
    ...notes,
    ...skipped,
    ...failed,
    `${sums[0]} passed, ${sums[1]} failed`,
  ].join("\n");
}

/** Whether nothing failed. A part that a developer's machine lacks the means for is skipped, and says so. */
export const isGreen = (outcomes) => outcomes.every(({ state }) => state === "passed" || state === "skipped");
