import { describe, expect, it } from "vitest";
import { regoReadsInventory, regoReadsNames } from "./rego-reads";

describe("whether Rego could tell objects of one template apart", () => {
  it.each([
    'input.review.object.metadata.name == "web"',
    "meta := input.review.object.metadata",
    "input.review.object.metadata[key]",
    "input.review.name",
    "r := input.review",
    "o := input.review.object; o.metadata",
    'input.review["object"]',
    'input["review"]',
    "x := input",
    'object.get(input.review.object, ["metadata", "name"], "")',
  ])("yes: %s", (text) => expect(regoReadsNames(["package p", text])).toBe(true));

  it.each([
    'c := input.review.object.spec.containers[_]; c.securityContext.privileged; sprintf("container %v", [c.name])',
    "input.review.object.metadata.labels[key]",
    'input.review.kind.kind == "Pod"',
    'object.get(input.review.object.spec, "hostNetwork", false)',
    "exempt(image) { image == input.parameters.exemptImages[_] }",
  ])("no: %s", (text) => expect(regoReadsNames([text])).toBe(false));
});

describe("whether Rego reads the rest of the cluster", () => {
  it.each([
    "data.inventory.namespace[ns]",
    "import data.inventory",
    'data["inventory"]',
    "x := data",
    'c := "#"; data.inventory',
    'c := "a \\" #"; data.inventory',
    "c := `#`; data.inventory",
  ])("yes: %s", (text) => expect(regoReadsInventory([text])).toBe(true));
  it.each(["data.lib.exempt(c)", "import data.lib.images", "# reads data of nobody\ninput.review.object.spec"])("no: %s", (text) =>
    expect(regoReadsInventory([text])).toBe(false),
  );
});
