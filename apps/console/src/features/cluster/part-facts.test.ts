import type { JsonObject } from "@holdfast/contracts/json";
import { describe, expect, it } from "vitest";
import { networkFacts } from "./network-facts";
import { storageFacts } from "./storage-facts";

describe("an object of the network", () => {
  it("tells how it is reached and where it leads, of whatever kind it is", () => {
    const service = { clusterIp: "10.0.0.7", ports: [{ name: "http", port: 80, protocol: "TCP" }], selector: { app: "core" } };
    expect(networkFacts(service)).toEqual({ reachedBy: ["10.0.0.7", "http 80/TCP"], leadsTo: ["app=core"] });
    const ingress = { hosts: ["bank.example"], paths: [{ path: "/", service: "core", port: 8080 }] };
    expect(networkFacts(ingress)).toEqual({ reachedBy: ["bank.example"], leadsTo: ["core:8080"] });
    const virtualService: JsonObject = {
      hosts: ["core"],
      http: [
        {
          route: [
            { host: "a", subset: "v1", weight: 90 },
            { host: "b", weight: 10 },
          ],
        },
      ],
    };
    expect(networkFacts(virtualService)).toEqual({ reachedBy: ["core"], leadsTo: ["a/v1 90", "b 10"] });
    const route = { rules: [{ backends: [{ name: "a", port: 80, weight: 0 }] }] };
    expect(networkFacts(route).leadsTo).toEqual(["a:80 0"]);
    expect(networkFacts({ listeners: [{ name: "https", port: 443, protocol: "HTTPS" }] }).reachedBy).toEqual(["https 443/HTTPS"]);
  });

  it("says each thing once, no address for a headless service, and nothing that a cluster made up", () => {
    const twice = [
      { service: "core", port: 80 },
      { service: "core", port: 80 },
    ];
    expect(networkFacts({ clusterIp: "None", paths: twice })).toEqual({ reachedBy: [], leadsTo: ["core:80"] });
    expect(networkFacts({ hosts: "x", ports: 7, selector: ["a"], http: [null, 3], clusterIp: {} })).toEqual({ reachedBy: [], leadsTo: [] });
  });
});

describe("storage", () => {
  it("shows what a claim got, and what it asked for until then", () => {
    const claim = { storageClass: "fast", requestBytes: 5, accessModes: ["ReadWriteOnce"] };
    expect(storageFacts(claim)).toMatchObject({ storageClass: "fast", bytes: 5, of: null, accessModes: ["ReadWriteOnce"] });
    expect(storageFacts({ ...claim, capacityBytes: 8, volume: "pv-1" })).toMatchObject({ bytes: 8, of: "pv-1" });
  });

  it("names the claim of a volume and the provisioner of a class, and takes no other shape for one", () => {
    expect(storageFacts({ claim: { namespace: "bank", name: "data" }, reclaimPolicy: "Retain" })).toMatchObject({
      of: "bank/data",
      reclaimPolicy: "Retain",
    });
    expect(storageFacts({ provisioner: "ebs.csi", isDefault: true })).toMatchObject({ of: "ebs.csi", isDefault: true });
    expect(storageFacts({ capacityBytes: "8Gi", claim: "x", isDefault: "yes", accessModes: [1] })).toEqual({
      ...{ storageClass: null, bytes: null, of: null, accessModes: [], reclaimPolicy: null, isDefault: false },
    });
  });
});
