import { expect, it, vi } from "vitest";
import { Fault } from "./fault";

it("a fault is one also for another copy of this module, and nothing else is", async () => {
  vi.resetModules();
  const copy = await import("./fault");
  expect(copy.Fault).not.toBe(Fault);
  expect(new Fault("NotFound", "no such plan")).toBeInstanceOf(copy.Fault);
  expect(new copy.Fault("NotFound", "no such plan")).toBeInstanceOf(Fault);
  expect(new Error("no such plan")).not.toBeInstanceOf(Fault);
  expect(JSON.stringify(new Fault("NotFound", "no such plan"))).not.toContain("brand");
});
