import { describe, expect, it } from "vitest";
import { queryWindow, titleIn } from "./case-words";
import { conditionText, figureText, withUnit } from "./figure-text";

describe("a measured figure", () => {
  it.each([
    [80.0922, 100, "80.1"],
    [1234.56, 50_000, "1,235"],
    [10, 10, "10"],
    [0.1234, 1, "0.12"],
    [99.997, 100, "99.997"],
    [99.99703, 99.99, "99.997"],
    [99.9896, 99.99, "99.9896"],
    [100.4, 100, "100.4"],
    [Number.NaN, 1, "NaN"],
  ])("%d against %d reads as %s", (value, threshold, expected) => {
    expect(figureText(value, threshold, "en")).toBe(expected);
  });

  it("has its unit as the case writes it", () => {
    expect([withUnit("10", ""), withUnit("99.99", "%"), withUnit("80", "ms")]).toEqual(["10", "99.99%", "80 ms"]);
  });

  it("is asked for in signs", () => {
    expect(conditionText(">=", 50_000, "req/s", "en")).toBe("≥ 50,000 req/s");
    expect(conditionText("<", 100, "ms", "en")).toBe("< 100 ms");
  });
});

describe("the window of a query", () => {
  it.each([
    ["rate(x[1m])", "1m"],
    ["rate(x[5m]) / rate(y[5m])", "5m"],
    ["max_over_time(rate(x[1m])[30m:1m])", null],
    ["up", null],
  ])("of %s is %s", (query, expected) => {
    expect(queryWindow(query)).toBe(expected);
  });
});

describe("the title of a target", () => {
  it("is in the reader's language, as far as the case has it", () => {
    expect(titleIn("zh-CN", { title: "Latency", titleZh: "延迟" })).toBe("延迟");
    expect(titleIn("zh-CN", { title: "Latency" })).toBe("Latency");
    expect(titleIn("en", { title: "Latency", titleZh: "延迟" })).toBe("Latency");
  });
});
