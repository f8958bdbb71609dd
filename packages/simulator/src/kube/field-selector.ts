import { badRequest } from "./api-error";
import type { KubeObject } from "./cluster-store";
import type { ResourceType } from "./resource-type";

/** A compiled field selector. */
export interface FieldTest {
  matches(object: KubeObject): boolean;
}

const EVENT_FIELDS = [
  ...["involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion"],
  ...["involvedObject.resourceVersion", "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type"],
];

/** The fields by which a resource may be selected, besides its name and namespace. */
const SELECTABLE: Readonly<Record<string, readonly string[]>> = {
  pods: [
    ...["spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork"],
    ...["status.phase", "status.podIP", "status.nominatedNodeName"],
  ],
  nodes: ["spec.unschedulable"],
  namespaces: ["status.phase"],
  secrets: ["type"],
  services: ["spec.clusterIP", "spec.type"],
  events: EVENT_FIELDS,
  "jobs.batch": ["status.successful"],
  "replicasets.apps": ["status.replicas"],
};

const ALWAYS = ["metadata.name", "metadata.namespace"];

const valueAt = (object: unknown, field: string): string => {
  const value = field
    .split(".")
    .reduce<unknown>((holder, name) => (typeof holder === "object" && holder !== null ? Reflect.get(holder, name) : undefined), object);
  return value === undefined || value === null ? "" : String(value);
};

const checkField = (type: ResourceType, field: string): void => {
  const own = SELECTABLE[type.key];
  if (ALWAYS.includes(field) || own?.includes(field)) return;
  if (own || type.isCustom) throw badRequest(`field label not supported: ${field}`);
  throw badRequest(`${JSON.stringify(field)} is not a known field selector: only "metadata.name", "metadata.namespace"`);
};

/** Compiles the `fieldSelector` of a request: terms with `=`, `==` and `!=`, all of which have to hold. Unknown fields are refused (400). */
export function parseFieldSelector(text: string, type: ResourceType): FieldTest {
  const terms = text.split(",").filter(Boolean);
  const tests = terms.map((term) => {
    const match = /^([^!=]+)(!=|==|=)(.*)$/.exec(term);
    const [, field = "", operator, value = ""] = match ?? [];
    if (!match) throw badRequest(`invalid selector: '${text}'; can't understand '${term}'`);
    checkField(type, field);
    return (object: KubeObject) => (valueAt(object, field) === value) === (operator !== "!=");
  });
  return { matches: (object) => tests.every((test) => test(object)) };
}
