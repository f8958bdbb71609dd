import { describe, expect, it } from "vitest";
import { safeHref } from "./safe-href";

describe("an address from a cluster", () => {
  it.each([
    ["/clusters/prod-1?tab=nodes#top"],
    ["clusters"],
    ["#section"],
    ["?page=2"],
    ["https://grafana.example/d/abc"],
    ["mailto:oncall@example.com"],
  ])("%s is followed", (href) => {
    expect(safeHref(href)).toBe(href);
  });

  it.each([
    ["javascript:alert(1)"],
    ["JaVaScRiPt:alert(1)"],
    [" \u0001javascript:alert(1)"],
    ["java\nscript:alert(1)"],
    ["java\u200bscript:alert(1)"],
    ["data:text/html,<script>alert(1)</script>"],
    ["vbscript:msgbox(1)"],
    ["file:///etc/passwd"],
    ["//evil.example/login"],
    ["/\\evil.example"],
    ["\\\\evil.example"],
    [""],
    ["\u200b"],
  ])("%j is not", (href) => {
    expect(safeHref(href)).toBeNull();
  });
});
