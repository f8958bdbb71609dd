/// <reference types="node" />
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isWithin, landed, navigation, screenAt, screens } from "./screens";

const pageOf = (href: string) => new URL(`../../app/(console)${href === "/" ? "" : href}/page.tsx`, import.meta.url);

describe("the navigation", () => {
  it.each(screens)("shows $id exactly when its page exists", ({ id, href }) => {
    expect(landed.includes(id)).toBe(existsSync(pageOf(href)));
  });

  it("gives every screen an address and a letter of its own", () => {
    expect(new Set(screens.map((screen) => screen.href)).size).toBe(screens.length);
    expect(new Set(screens.map((screen) => screen.goKey)).size).toBe(screens.length);
  });

  it("leaves out groups without a screen", () => {
    expect(navigation(["audit", "fleet"]).map((group) => group.group)).toEqual(["see", "prove"]);
    expect(navigation([])).toEqual([]);
  });

  it("marks a screen for the pages below it, but the fleet for itself only", () => {
    expect(isWithin("/clusters/prod-1", "/clusters")).toBe(true);
    expect(isWithin("/clusters-old", "/clusters")).toBe(false);
    expect(isWithin("/clusters", "/")).toBe(false);
    expect(isWithin("/", "/")).toBe(true);
  });

  it("marks one screen at a time: the lower of two", () => {
    expect(screenAt("/failover/ledger")?.id).toBe("ledger");
    expect(screenAt("/failover/plans/new")?.id).toBe("failover");
    expect(screenAt("/nowhere")).toBeUndefined();
  });
});
