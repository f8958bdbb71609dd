import { describe, expect, it } from "vitest";
import { preferenceCookie, readPreferences } from "./preferences";

describe("a reader's preferences", () => {
  it("have defaults, also for what somebody else wrote into the cookie", () => {
    expect(readPreferences(() => undefined)).toEqual({ isSidebarNarrow: false, areSingleKeysOn: true });
    expect(readPreferences(() => "<script>")).toEqual({ isSidebarNarrow: false, areSingleKeysOn: true });
    expect(readPreferences((name) => (name === "holdfast-sidebar" ? "narrow" : "off"))).toEqual({
      isSidebarNarrow: true,
      areSingleKeysOn: false,
    });
  });

  it("are kept for this site only, and never leave it unencrypted", () => {
    expect(preferenceCookie("a", "x; Domain=evil", true)).toBe("a=x%3B%20Domain%3Devil; Path=/; Max-Age=31536000; SameSite=Lax; Secure");
  });
});
