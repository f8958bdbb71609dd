import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Receipt } from "@holdfast/contracts/command";
import { CommandId } from "@holdfast/contracts/ids";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CommandJournal } from "./journal";
import type { JournalledOrder } from "./journal-line";

let folder: string;
const file = () => join(folder, "commands.journal");
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "journal-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const id = (n: number) => CommandId.parse(`0193a1c0-0000-7000-8000-${String(n).padStart(12, "0")}`);
const order = (n: number, part: Partial<JournalledOrder> = {}): JournalledOrder => ({
  ...{ key: `k${n}`, commandId: id(n), seq: n, name: "workload.scale", scope: "group-a", epoch: n },
  ...part,
});
const receipt = (n: number, part: Partial<Receipt> = {}): Receipt => ({
  ...{ commandId: id(n), outcome: "succeeded", reason: null, message: null, output: { n }, changes: [], at: "2026-11-21T08:00:00Z" },
  ...part,
});

/** A journal with one command of each kind: 1 finished and stored, 2 finished, 3 started, 4 received. */
async function written() {
  const journal = await CommandJournal.open(folder);
  for (const n of [1, 2, 3, 4]) await journal.receive(order(n));
  for (const n of [1, 2, 3]) await journal.start(`k${n}`);
  for (const n of [1, 2]) await journal.finish(`k${n}`, receipt(n));
  journal.acked(receipt(1));
  await journal.close();
}

describe("the command journal", () => {
  it("knows after a restart what was done, what was begun, and where to go on", async () => {
    await written();
    const journal = await CommandJournal.open(folder);
    expect(journal.find("k1")?.receipt).toEqual(receipt(1));
    expect(journal.unsettled()).toEqual([receipt(2)]);
    expect(journal.interrupted()).toEqual([order(3)]);
    expect(journal.find("k4")).toBeUndefined();
    expect(journal.lastSeq).toBe(3);
    expect(journal.epochOf("group-a")).toBe(4);
    await journal.close();
  });

  it("survives a crash at any byte: every state before it is sound, and it goes on from there", async () => {
    await written();
    const whole = readFileSync(file());
    for (let length = 0; length <= whole.length; length++) {
      writeFileSync(file(), whole);
      truncateSync(file(), length);
      const journal = await CommandJournal.open(folder);
      const lines = whole.subarray(0, length).toString().split("\n").slice(0, -1);
      const has = (part: string) => lines.some((line) => line.includes(part));
      expect(journal.isDamaged, `${length} bytes`).toBe(false);
      expect(journal.epochOf("group-a")).toBe(lines.filter((line) => line.includes('"received"')).length);
      expect(journal.find("k2")?.receipt ?? null).toEqual(has(`"finished","key":"k2"`) ? receipt(2) : null);
      expect(journal.interrupted().map(({ key }) => key)).toEqual(
        ["k1", "k2", "k3"].filter((key) => has(`"started","key":"${key}"`) && !has(`"finished","key":"${key}"`)),
      );
      await journal.receive(order(9));
      await journal.close();
      const again = await CommandJournal.open(folder);
      expect(again.epochOf("group-a")).toBe(9);
      await again.close();
    }
  });

  it("refuses to go on when a sound line follows a broken one: that was no crash", async () => {
    await written();
    const lines = readFileSync(file(), "utf8").split("\n");
    lines[2] = `${lines[2]?.slice(0, 20)}#`;
    writeFileSync(file(), lines.join("\n"));
    const journal = await CommandJournal.open(folder);
    expect(journal.isDamaged).toBe(true);
    await expect(journal.receive(order(9))).rejects.toThrow("damaged");
    expect(readFileSync(file(), "utf8")).toBe(lines.join("\n"));
    await journal.close();
  });

  it("takes zeros at its end for what a power cut leaves", async () => {
    await written();
    writeFileSync(file(), Buffer.concat([readFileSync(file()), Buffer.alloc(512)]));
    const journal = await CommandJournal.open(folder);
    expect(journal.isDamaged).toBe(false);
    expect(journal.interrupted()).toEqual([order(3)]);
    await journal.close();
  });

  it("never lets an epoch go down, whatever the order of its lines", async () => {
    const journal = await CommandJournal.open(folder);
    await journal.receive(order(1, { epoch: 9 }));
    await journal.receive(order(2, { epoch: 4 }));
    expect(journal.epochOf("group-a")).toBe(9);
    expect(journal.epochOf("another")).toBe(0);
    await journal.close();
  });

  it("stays small, and remembers every key that could come again", async () => {
    const journal = await CommandJournal.open(folder);
    const fields = Array.from({ length: 50 }, (_, i) => ({ path: `/spec/field-${i}`, before: "x".repeat(50), after: "y".repeat(50) }));
    const changes = [{ apiVersion: "v1", kind: "K", namespace: null, name: "n", operation: "update" as const, fields, warnings: [] }];
    for (let n = 1; n <= 700; n++) {
      await journal.receive(order(n));
      await journal.start(`k${n}`);
      await journal.finish(`k${n}`, receipt(n, { changes }));
      journal.acked(receipt(n));
    }
    await journal.close();
    expect(readFileSync(file()).length).toBeLessThan(9 * 2 ** 20);
    const again = await CommandJournal.open(folder);
    expect(again.find("k1")?.receipt).toMatchObject({ outcome: "succeeded", output: { n: 1 } });
    expect(again.find("k700")?.receipt?.changes).toEqual(changes);
    expect(again.lastSeq).toBe(700);
    expect(again.epochOf("group-a")).toBe(700);
    await again.close();
  });

  it("keeps commands in order and whole when many write at once", async () => {
    const journal = await CommandJournal.open(folder);
    await Promise.all(Array.from({ length: 60 }, (_, n) => journal.receive(order(n + 1)).then(() => journal.start(`k${n + 1}`))));
    await journal.close();
    const again = await CommandJournal.open(folder);
    expect(again.interrupted()).toHaveLength(60);
    await again.close();
  });
});
