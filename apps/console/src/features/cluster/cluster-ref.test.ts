import { ClusterRef } from "@holdfast/contracts/cluster";
import { describe, expect, it } from "vitest";
import { clusterRefOf } from "./cluster-ref";

describe("what an address names", () => {
  it("is a cluster by id or by name, as the procedure takes it", () => {
    const id = "01a1fdb6-6c1e-7537-a4e2-00ce12fe7c1d";
    expect(clusterRefOf(id)).toEqual({ clusterId: id });
    expect(clusterRefOf("prod-1")).toEqual({ name: "prod-1" });
    for (const written of [id, "prod-1", "a"]) expect(ClusterRef.safeParse(clusterRefOf(written)).success).toBe(true);
  });

  it("is nothing where it can be neither", () => {
    for (const written of ["", "Prod", "a b", "%2e%2e", "-a", "a".repeat(64), "../x"]) expect(clusterRefOf(written), written).toBeNull();
  });
});
