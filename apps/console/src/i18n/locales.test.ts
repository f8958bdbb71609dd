import { describe, expect, it } from "vitest";
import { isLocale, negotiateLocale, readTimeZone } from "./locales";

describe("the language of a reader who chose none", () => {
  it.each([
    [null, "en"],
    ["", "en"],
    ["zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"],
    ["zh-TW", "zh-CN"],
    ["de-DE,de;q=0.9,zh;q=0.5,en;q=0.7", "en"],
    ["en;q=0.4, zh;q=0.6", "zh-CN"],
    ["fr,*;q=0.1", "en"],
    ["zh;q=0,en", "en"],
    [";;;,,=q", "en"],
  ])("by %j is %s", (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
  });

  it("is checked when it comes from a cookie", () => {
    expect(isLocale("zh-CN")).toBe(true);
    expect(isLocale("zh-cn\nSet-Cookie: x")).toBe(false);
    expect(isLocale(undefined)).toBe(false);
  });
});

describe("the time zone of a reader", () => {
  it("is taken when it exists, and is UTC otherwise", () => {
    expect(readTimeZone("Asia/Shanghai")).toBe("Asia/Shanghai");
    expect(readTimeZone("Asia/Atlantis")).toBe("UTC");
    expect(readTimeZone("../../etc/localtime")).toBe("UTC");
    expect(readTimeZone("x".repeat(500))).toBe("UTC");
    expect(readTimeZone(undefined)).toBe("UTC");
  });
});
