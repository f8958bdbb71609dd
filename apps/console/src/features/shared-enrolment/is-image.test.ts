import { describe, expect, it } from "vitest";
import { isImage } from "./is-image";

describe("the name of an image", () => {
  it.each([
    "holdfast-agent:0.1.0",
    "registry.example.test/holdfast/agent:v1",
    "registry.example.test:5000/holdfast-agent",
    `registry.example.test/agent@sha256:${"a".repeat(64)}`,
    "a/b__c/d-e:latest",
  ])("may be %s", (image) => expect(isImage(image)).toBe(true));

  it.each([
    "",
    "Agent",
    "agent: 1",
    "agent:1 # nothing",
    "agent\n---\nkind: Secret",
    "{{token}}",
    "agent:1\n",
    "&anchor",
    "agent@sha256:abc",
  ])("may not be %j, which would be something else in YAML", (image) => expect(isImage(image)).toBe(false));
});
