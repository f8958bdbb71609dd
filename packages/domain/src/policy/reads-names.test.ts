import { describe, expect, it } from "vitest";
import { readsNames } from "./reads-names";

describe("whether a policy could tell objects of one template apart", () => {
  it.each([
    "object.metadata.name.startsWith('web')",
    "object.metadata.?name.orValue('') != ''",
    "object.metadata['name'] == 'web'",
    "object.?metadata.name == 'web'",
    "variables.meta == object.metadata",
    "object['metadata'].labels.app == 'web'",
    "has(object.metadata.uid)",
    "request.name == 'web'",
    "request['name'] == 'web'",
    "[object, oldObject].all(o, o.spec.replicas > 1)",
    "string(object) != ''",
  ])("yes: %s", (text) => expect(readsNames(["true", text])).toBe(true));

  it.each([
    "object.spec.containers.all(c, c.name != 'debug' && !c.image.endsWith(':latest'))",
    "has(object.metadata.labels) && 'team' in object.metadata.labels",
    "object.metadata.?labels[?'team'].hasValue()",
    "object.metadata.namespace == 'bank'",
    "request.operation == 'CREATE' && request.userInfo.username != 'x'",
    "namespaceObject.metadata.labels.env == 'prod'",
    "oldObject.spec == object.spec",
  ])("no: %s", (text) => expect(readsNames([text])).toBe(false));
});
