import { describe, expect, it } from "vitest";
import chinese from "../../phrases/zh-CN.json";
import { englishPhrases } from "./english-phrases";

const gaps = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort();
const [en, zh] = [new Map(Object.entries<string>(englishPhrases)), new Map(Object.entries<string>(chinese))];

describe("the server's phrases", () => {
  it("are all there in Chinese, none missing and none left over", () => {
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
    expect(en.size).toBeGreaterThan(100);
  });

  it("have the same gaps in both languages", () => {
    expect([...en].filter(([code, text]) => gaps(text).join() !== gaps(zh.get(code) ?? "").join())).toEqual([]);
  });

  it("are Chinese in Chinese: without a Chinese character is only what is nothing but gaps", () => {
    const foreign = [...zh].filter(([, text]) => !/\p{Script=Han}/u.test(text) && /[a-z]{3}/i.test(text.replace(/\{\w+\}/g, "")));
    expect(foreign.map(([code]) => code)).toEqual([]);
  });
});
