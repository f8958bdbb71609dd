import { describe, expect, it } from "vitest";
import type { Guard } from "./guards";
import { orderRecord } from "./order-record";
import { sourceGuard } from "./source-guard";
import { NO_TERMS, termGuards } from "./term-guards";

const plain: Guard = { name: "standby-answers", isMet: true, message: "dr answers", canHeal: true };
const namesOf = (guards: readonly Guard[]) => (orderRecord(guards).guards as { name: string }[] | undefined)?.map(({ name }) => name);
const serving = (up: number) => ({
  atLeast: 2,
  sites: ["a", "b"].map((name, i) => ({ name, trouble: i < up ? null : { message: `${name} is silent` } })),
});
const halt = (isSo: boolean | null) => ({
  ...{ name: "budget", site: "dr", query: "burn", condition: "> 14", value: "3", isSo, passesUnread: true },
  why: isSo === null ? { message: "no Prometheus" } : null,
});

describe("what an order keeps of its guards", () => {
  it.each<[string, readonly Guard[], string[] | undefined]>([
    [
      "nothing of those that everything was well for",
      [plain, ...termGuards({ ...NO_TERMS, serving: serving(2), halts: [halt(false)] })],
      undefined,
    ],
    [
      "what proved that the other site stopped",
      [plain, sourceGuard({ sight: { kind: "stopped", message: "it does" }, endedBy: [], isLossAccepted: false })],
      ["source-fenced"],
    ],
    [
      "that too few sites serve, which a lost primary passes",
      termGuards({ ...NO_TERMS, isForced: true, serving: serving(1) }),
      ["sites-serve"],
    ],
    ["that a condition was not read, which its plan lets pass", termGuards({ ...NO_TERMS, halts: [halt(null)] }), ["no-halt-condition"]],
    ["what a person has overridden", [plain, { ...plain, name: "no-freeze-window", isOverridden: true }], ["no-freeze-window"]],
  ])("%s", (_, guards, names) => expect(namesOf(guards)).toEqual(names));

  it("has their words for the report", () => {
    expect(orderRecord(termGuards({ ...NO_TERMS, halts: [halt(null)] })).because).toContain("no Prometheus");
  });
});
