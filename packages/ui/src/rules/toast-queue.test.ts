import { describe, expect, it, vi } from "vitest";
import { createToastQueue } from "./toast-queue";

describe("messages about what just happened", () => {
  it("wait until the region is there, and are given once, in order", () => {
    const queue = createToastQueue();
    const needed = vi.fn();
    queue.onWaiting(needed);
    queue.push({ tone: "good", title: "Saved" });
    queue.push({ tone: "bad", title: "Not sent" });
    expect(needed).toHaveBeenCalled();
    const seen: string[] = [];
    queue.drain((message) => seen.push(message.title));
    queue.push({ tone: "neutral", title: "Copied" });
    expect(seen).toEqual(["Saved", "Not sent", "Copied"]);
  });

  it("wait again when the region goes, also for a region that comes later", () => {
    const queue = createToastQueue();
    queue.drain(() => {})();
    queue.push({ tone: "neutral", title: "Later" });
    const needed = vi.fn();
    queue.onWaiting(needed);
    expect(needed).toHaveBeenCalledTimes(1);
    const seen: string[] = [];
    queue.drain((message) => seen.push(message.title));
    expect(seen).toEqual(["Later"]);
  });
});
