import { describe, expect, it } from "vitest";
import { sayIn } from "./say-in";

const phrases = { SiteAbsent: "没有名为 {site} 的集群", PlanNotReady: "预案未就绪：{finding}", Between: "；" };
const absent = { message: "there is no cluster dr", phrase: { code: "SiteAbsent", gaps: { site: "dr" } } };

describe("a text of the server", () => {
  it("is said in the reader's language, with what stands in its gaps", () => {
    expect(sayIn(phrases, absent)).toBe("没有名为 dr 的集群");
  });

  it("is said so also within another, and what a cluster said stays as it is", () => {
    const text = { message: "e", phrase: { code: "PlanNotReady", gaps: { finding: [absent, { message: "admission denied" }] } } };
    expect(sayIn(phrases, text)).toBe("预案未就绪：没有名为 dr 的集群；admission denied");
  });

  it.each([
    ["of an older row, without a phrase", { message: "e" }],
    ["of a newer hub, by a code that is not known here", { message: "e", phrase: { code: "NotYetKnown", gaps: {} } }],
    ["of a newer hub, with other gaps", { message: "e", phrase: { code: "SiteAbsent", gaps: { cluster: "dr" } } }],
    ["with a code that every object has", { message: "e", phrase: { code: "constructor", gaps: {} } }],
  ])("%s, is said in English", (_, text) => {
    expect(sayIn(phrases, text)).toBe("e");
  });

  it("is said in English to whoever reads English", () => {
    expect(sayIn({}, absent)).toBe("there is no cluster dr");
  });
});
