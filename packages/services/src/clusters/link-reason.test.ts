import { describe, expect, it } from "vitest";
import { linkReason } from "./link-reason";

describe("why a link came or went", () => {
  it.each(["no heartbeat", "nobody holds the link", "reconnected", "agent started", "agent started, back after 2 h 5 min"])(
    "is said in English as the row has it, and has a phrase for other languages: %s",
    (reason) => {
      const said = linkReason(reason);
      expect(said.message).toBe(reason);
      expect(said.phrase?.code).toMatch(/^Link/);
    },
  );

  it("that nobody knows is shown as it is", () => {
    expect(linkReason("moved by hand")).toEqual({ message: "moved by hand" });
  });
});
