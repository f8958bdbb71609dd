import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { manifestTemplate, printedManifest } from "../../../test/agent-manifest-source";
import { agentManifest } from "./agent-manifest";
import { agentManifestTemplate } from "./generated/agent-manifest-template";

const values = {
  hub: "https://hub.example.test:7441",
  cluster: "01a1fdb6-6c1e-7537-a4e2-00ce12fe7c1d",
  token: "hfe_AbC-9_xYz$&",
  image: "registry.example.test/holdfast-agent:1.2.3",
};
const objects = (text: string): unknown[] => parseAllDocuments(text).map((document) => document.toJS() as unknown);

describe("the manifest of the agent", () => {
  it("is what the agent's own command prints, with the very rights that it has today", () => {
    // When this fails: npx tsx apps/console/test/write-agent-manifest.ts
    expect(agentManifestTemplate).toBe(manifestTemplate());
  });

  it.each(["ab".repeat(32), "1".repeat(64), `12e${"3".repeat(61)}`])("says the same as the agent's for a pin like %s", (pin) => {
    const filled = { ...values, "ca-pin": pin };
    expect(objects(agentManifest(filled))).toEqual(objects(printedManifest(filled)));
  });

  it("leaves no hole open, and takes a value literally", () => {
    const text = agentManifest({ ...values, "ca-pin": "a".repeat(64) });
    expect(text).not.toContain("{{");
    expect(text).toContain("token: hfe_AbC-9_xYz$&");
  });
});
