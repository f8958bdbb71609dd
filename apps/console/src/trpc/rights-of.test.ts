import { describe, expect, it } from "vitest";
import { rightsOf } from "./rights-of";

const me = { roles: ["viewer", "operator"], permissions: ["logs:read", "pods:exec"], elevations: [] };

describe("what somebody may do", () => {
  it("is the same whatever the order in which it is told", () => {
    expect(rightsOf({ ...me, roles: ["operator", "viewer"], permissions: ["pods:exec", "logs:read"] })).toBe(rightsOf(me));
  });

  it("differs when a permission or an elevation has ended", () => {
    const elevated = { ...me, elevations: [{ id: "e-1" as never }] };
    expect(rightsOf(elevated)).not.toBe(rightsOf(me));
    expect(rightsOf({ ...me, permissions: ["logs:read"] })).not.toBe(rightsOf(me));
  });

  it("is not known before the reader is", () => {
    expect(rightsOf(undefined)).toBeNull();
  });
});
