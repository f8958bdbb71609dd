import { isForTokens, permissions } from "@holdfast/contracts/permissions";
import { describe, expect, it } from "vitest";
import { clusterPermissions, fleetPermissions, tokenPermissions } from "./permission-list";

describe("the permissions that one can ask about", () => {
  it("are all of the contract, each asked about what it is about", () => {
    const told = [...fleetPermissions.map((each) => [each, "fleet"]), ...clusterPermissions.map((each) => [each, "cluster"])];
    expect(Object.fromEntries(told)).toEqual(permissions);
    expect(told).toHaveLength(Object.keys(permissions).length);
  });

  it("are offered to tokens as the contract lets tokens have them", () => {
    const all = [...clusterPermissions, ...fleetPermissions];
    expect([...tokenPermissions].sort()).toEqual(all.filter(isForTokens).sort());
  });
});
