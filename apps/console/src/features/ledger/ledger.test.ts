import type { RunId } from "@holdfast/contracts/ids";
import { LedgerFilter, type LedgerPoint } from "@holdfast/contracts/ledger";
import { describe, expect, it } from "vitest";
import { kinds, ledgerFile, ledgerQuestion, verdicts, workflows } from "./ledger-question";
import { trendOf } from "./trend-series";

const point = (group: string, day: number, recoveryMs: number | null, rtoSeconds = 15): LedgerPoint => ({
  ...{ id: `${group}-${day}` as RunId, group, kind: "drill", recoveryMs, rtoSeconds },
  finishedAt: new Date(Date.UTC(2026, 0, day)),
});

describe("the address of the ledger", () => {
  it("asks for what is known, and leaves out what somebody typed", () => {
    const question = ledgerQuestion({
      group: ["bank", "Not A Group"],
      kind: ["drill", "rehearsal"],
      outcome: ["Succeeded", "x"],
      rto: ["over"],
    });
    expect(question).toEqual({ groups: ["bank"], kinds: ["drill"], workflows: [], outcomes: ["Succeeded"], rto: ["over"] });
    expect(LedgerFilter.parse(question)).toEqual(question);
    expect(ledgerQuestion({})).toEqual(LedgerFilter.parse({}));
  });

  it("offers every word of the contract, and its file asks the same", () => {
    const all = ledgerQuestion({ kind: kinds, workflow: workflows, rto: verdicts });
    expect([all.kinds, all.workflows, all.rto]).toEqual([
      LedgerFilter.shape.kinds.unwrap().element.options,
      LedgerFilter.shape.workflows.unwrap().element.options,
      LedgerFilter.shape.rto.unwrap().element.options,
    ]);
    const asked = new URL(ledgerFile("csv", all), "http://x").searchParams;
    expect(LedgerFilter.parse(JSON.parse(asked.get("filter") ?? ""))).toEqual(all);
  });
});

describe("the trend", () => {
  it("has a line for each of the groups that ran most, by name, and says which are left out", () => {
    const many = Array.from({ length: 8 }, (_, i) => Array.from({ length: i + 1 }, (_, day) => point(`g${i}`, day + 1, 1000))).flat();
    const { lines, left, rows } = trendOf(many);
    expect(lines.map((line) => line.group)).toEqual(["g2", "g3", "g4", "g5", "g6", "g7"]);
    expect(left).toEqual(["g1", "g0"]);
    expect(rows.every((row) => !left.includes(row.group))).toBe(true);
  });

  it("goes by time, in seconds, without what was not measured, with each objective once", () => {
    const { rows, objectives, spanMs } = trendOf([
      point("bank", 3, 9000),
      point("bank", 1, 16_000),
      point("bank", 2, null),
      point("shop", 2, 500, 30),
    ]);
    expect(rows.map((row) => [row.group, row.seconds])).toEqual([
      ["bank", 16],
      ["shop", 0.5],
      ["bank", 9],
    ]);
    expect(objectives).toEqual([15, 30]);
    expect(spanMs).toBe(2 * 86_400_000);
    expect(trendOf([]).spanMs).toBe(0);
  });
});
