import { describe, expect, it } from "vitest";
import { allowsLocation, locationOf } from "./allows-location";

describe("where an object may be", () => {
  it.each<[string, string, boolean]>([
    ["cn-hangzhou", "cn-hangzhou", true],
    ["cn-hangzhou", "cn-shanghai", false],
    ["cn-hangzhou, cn-shanghai", "cn-shanghai", true],
    ["CN-Hangzhou", "cn-hangzhou", true],
    ["cn", "cn-shanghai", true],
    ["cn", "cnx-1", false],
    ["cn-hang", "cn-hangzhou", false],
    ["cn-hangzhou", "cn", false],
    ["eu", "cn-hangzhou", false],
    ["", "cn-hangzhou", false],
    [" , ", "cn-hangzhou", false],
  ])("%j allows %s: %s", (value, location, isAllowed) => {
    expect(allowsLocation(value, location)).toBe(isAllowed);
  });

  it("is held against the label of a cluster, and its region where it has none", () => {
    expect(locationOf({ region: "eu-west-1", labels: { "compliance/location": "de-frankfurt" } })).toBe("de-frankfurt");
    expect(locationOf({ region: "eu-west-1", labels: { "compliance/location": " " } })).toBe("eu-west-1");
    expect(locationOf({ region: "eu-west-1", labels: null })).toBe("eu-west-1");
  });
});
