import { type FieldCause, fieldCause } from "../field-cause";
import { equalJson } from "../store/equal-json";
import { fill } from "./fill";
import type { Candidate, KindRules } from "./kind-rules";
import { namespaceRule, pathSegmentRule } from "./name-rules";

const KEY = /^[-._a-zA-Z0-9]+$/;
const KEY_RULE = [
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
  "(e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
].join(" ");

const keyFaults = (object: Candidate): FieldCause[] =>
  Object.keys((object.data ?? {}) as object)
    .filter((key) => !KEY.test(key))
    .map((key) => fieldCause.invalid(`data[${key}]`, key, KEY_RULE));

const immutableFaults = (object: Candidate, old: Candidate): FieldCause[] => {
  if (old.immutable !== true) return [];
  const fields = ["immutable", "data", "binaryData"].filter((field) => !equalJson(object[field], old[field]));
  return fields.map((field) => fieldCause.forbidden(field, "field is immutable when `immutable` is set"));
};

/** ConfigMaps. */
export const configMapRules: KindRules = { faults: keyFaults, changeFaults: immutableFaults };

const encode = (text: string) => Buffer.from(text, "utf8").toString("base64");

/** Secrets. What is written as `stringData` is stored as `data`. */
export const secretRules: KindRules = {
  defaults(object) {
    const { stringData, ...rest } = object as { stringData?: Record<string, string> } & Candidate;
    const typed = fill(rest, { type: "Opaque" });
    if (!stringData) return typed;
    const encoded = Object.fromEntries(Object.entries(stringData).map(([key, text]) => [key, encode(text)]));
    return { ...typed, data: { ...(rest.data as object | undefined), ...encoded } };
  },
  faults: keyFaults,
  changeFaults: (object, old) => [
    ...immutableFaults(object, old),
    ...(object.type === old.type ? [] : [fieldCause.invalid("type", object.type, "field is immutable")]),
  ],
};

/** Namespaces carry their own name as a label, and a finalizer until their content is gone. */
export const namespaceRules: KindRules = {
  nameRule: namespaceRule,
  defaults(object) {
    const metadata = object.metadata as { name?: string; labels?: Record<string, string> };
    const labels = { ...metadata.labels, "kubernetes.io/metadata.name": metadata.name };
    return { ...object, metadata: { ...metadata, labels }, spec: fill((object.spec ?? {}) as object, { finalizers: ["kubernetes"] }) };
  },
  initialStatus: () => ({ phase: "Active" }),
};

/** Roles and bindings, whose names need only fit into a path. */
export const accessRules: KindRules = { nameRule: pathSegmentRule };
