import { describe, expect, it } from "vitest";
import { isOpenWarrant, isSettledWarrant, WARRANT_DEAD_AFTER_MS, type WarrantFacts, warrantState } from "./warrant-state";

const expiresAt = new Date("2026-11-22T08:15:00Z");
const now = new Date("2026-11-22T08:01:00Z");
const said = (outcome: string | null, reason: string | null = null) => ({ outcome, reason });
const facts = (more: Partial<WarrantFacts>): WarrantFacts => ({ hold: said("succeeded"), revoke: null, endedAs: null, expiresAt, ...more });

describe("a warrant at the hub", () => {
  it.each<[string, boolean, Partial<WarrantFacts>]>([
    ["held", true, {}],
    ["offered", true, { hold: said(null) }],
    ["offered", true, { hold: said("accepted") }],
    ["offered", true, { hold: said("failed") }],
    ["offered", true, { hold: said("unknown") }],
    ["declined", false, { hold: said("refused", "StaleEpoch") }],
    ["revoking", true, { revoke: said(null) }],
    ["revoking", true, { revoke: said("failed") }],
    ["revoking", true, { revoke: said("unknown") }],
    ["revoking", true, { revoke: said("refused", "TimeUnknown") }],
    ["revoked", false, { revoke: said("succeeded") }],
    ["revoked", false, { revoke: said("refused", "StaleEpoch") }],
    ["revoked", false, { hold: said(null), revoke: said("succeeded") }],
    ["ended", false, { endedAs: "finished" }],
    ["ended", false, { endedAs: "stopped", revoke: said(null) }],
    ["revoked", false, { endedAs: "superseded" }],
  ])("is %s, open: %s, as far as anybody knows", (state, isOpen, more) => {
    expect(warrantState(facts(more), now)).toBe(state);
    expect(isOpenWarrant(facts(more), now)).toBe(isOpen);
  });

  it("counts as open until clocks that differ and work in hand can't matter any more, whoever is silent", () => {
    const at = (ms: number) => new Date(expiresAt.getTime() + ms);
    for (const more of [{}, { hold: said(null) }, { revoke: said(null) }]) {
      expect(isOpenWarrant(facts(more), at(WARRANT_DEAD_AFTER_MS))).toBe(true);
      expect(isOpenWarrant(facts(more), at(WARRANT_DEAD_AFTER_MS + 1))).toBe(false);
      // What was done under it in time may still be unknown.
      expect(isSettledWarrant(facts(more), at(WARRANT_DEAD_AFTER_MS + 1))).toBe(false);
    }
  });
});
