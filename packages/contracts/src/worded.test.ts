import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Worded } from "./phrase";
import { englishPhrases } from "./phrases/english-phrases";
import { worded } from "./worded";

describe("a text of the server", () => {
  it("is said in English, and carries its code with what stands in its gaps", () => {
    expect(worded("CapacityShort", { site: "dr", room: 1, more: 3 })).toEqual({
      message: "dr has room for 1 of the 3 more replicas that it needs",
      phrase: { code: "CapacityShort", gaps: { site: "dr", room: 1, more: 3 } },
    });
  });

  it("may stand in a gap of another, alone or with others", () => {
    const whys = [worded("NeverProven"), { message: "said by a cluster" }];
    expect(worded("PlanNotReady", { finding: whys }).message).toBe(
      "The plan is not ready: no run of this plan has ever succeeded; said by a cluster",
    );
  });

  it("does not take what stands in a gap for a gap", () => {
    expect(worded("SiteAbsent", { site: "{site}$&" }).message).toBe("there is no cluster {site}$&");
  });

  it("crosses a process whole, and one of an unknown code does too", () => {
    const text = worded("PlanNotReady", { finding: worded("SiteAbsent", { site: "dr" }) });
    expect(Worded.parse(JSON.parse(JSON.stringify(text)))).toEqual(text);
    const newer = { message: "m", phrase: { code: "NotYetKnown", gaps: { a: 1, b: [{ message: "n" }] } } };
    expect(Worded.parse(newer)).toEqual(newer);
    expect(Worded.parse({ message: "of an older row" })).toEqual({ message: "of an older row" });
  });
});

it("no two parts say different things by one code", async () => {
  const folder = new URL("phrases/", import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith("-phrases.ts") && file !== "english-phrases.ts");
  const parts = await Promise.all(files.map(async (file): Promise<object> => import(new URL(file, folder).href)));
  const codes = parts.flatMap((part) => Object.values(part)).flatMap((phrases: object) => Object.keys(phrases));
  expect(files.length).toBeGreaterThan(20);
  expect(codes.toSorted()).toEqual(Object.keys(englishPhrases).sort());
});
