import { neverElevated } from "@holdfast/contracts/permissions";
import { worded } from "@holdfast/contracts/worded";
import { describe, expect, it } from "vitest";
import { askAddress } from "./ask-address";

describe("the way from a refusal to the role that is missing", () => {
  it("names the right, and the cluster where there is one", () => {
    const onOne = worded("PermissionMissing", { permission: "pods:exec", cluster: "prod a&b" });
    expect(askAddress(onOne.phrase)).toBe("/approvals?ask=pods%3Aexec&cluster=prod+a%26b");
    expect(askAddress(worded("FleetPermissionMissing", { permission: "settings:manage" }).phrase)).toBe("/approvals?ask=settings%3Amanage");
    expect(askAddress(worded("PermissionNowhere", { permission: "recordings:read" }).phrase)).toBe("/approvals?ask=recordings%3Aread");
  });

  it("is not offered where no role for some hours would help", () => {
    for (const permission of neverElevated)
      expect(askAddress(worded("FleetPermissionMissing", { permission }).phrase), permission).toBeNull();
    expect(askAddress(worded("AccountDisabled").phrase)).toBeNull();
    expect(askAddress(undefined)).toBeNull();
  });
});
