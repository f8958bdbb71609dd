import type { ExampleObject } from "@holdfast/contracts/policy-example";

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
const without = (fields: Fields, name: string): Fields => Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));

const specOf = ({ spec }: ExampleObject): Fields | undefined => (isFields(spec) ? spec : undefined);
const withSpec = (object: ExampleObject, spec: Fields): ExampleObject => ({ ...object, spec });
const listOf = (spec: Fields, name: string): unknown[] => (Array.isArray(spec[name]) ? spec[name] : []);

/** Changes that a policy meets in a cluster sooner or later; each gives undefined where it would change nothing. */
const changes: Readonly<Record<string, (object: ExampleObject) => ExampleObject | undefined>> = {
  "without labels and annotations": (object) => {
    const { name, namespace } = object.metadata;
    return object.metadata.labels || object.metadata.annotations
      ? { ...object, metadata: { ...(name ? { name } : {}), ...(namespace ? { namespace } : {}) } }
      : undefined;
  },
  "with an empty spec": (object) => (specOf(object) ? withSpec(object, {}) : undefined),
  "without a spec": (object) => (specOf(object) ? (without(object, "spec") as ExampleObject) : undefined),
  "with empty lists": (object) => {
    const spec = specOf(object);
    if (!spec || !Object.values(spec).some(Array.isArray)) return undefined;
    return withSpec(object, Object.fromEntries(Object.entries(spec).map(([key, value]) => [key, Array.isArray(value) ? [] : value])));
  },
  "with its containers as init containers": (object) => {
    const spec = specOf(object);
    return spec?.containers ? withSpec(object, { ...without(spec, "containers"), initContainers: spec.containers }) : undefined;
  },
  "with its containers as ephemeral ones too": (object) => {
    const spec = specOf(object);
    return spec?.containers ? withSpec(object, { ...spec, ephemeralContainers: spec.containers }) : undefined;
  },
  "with names of another alphabet": (object) => {
    const spec = specOf(object) ?? {};
    const containers = listOf(spec, "containers").map((each) => (isFields(each) ? { ...each, name: "支付-é😀" } : each));
    return {
      ...object,
      metadata: { ...object.metadata, name: "Ünï-名" },
      spec: { ...spec, ...(containers.length > 0 ? { containers } : {}) },
    };
  },
  "with nulls in place of lists": (object) => {
    const spec = specOf(object);
    if (!spec || !Object.values(spec).some(Array.isArray)) return undefined;
    return withSpec(object, Object.fromEntries(Object.entries(spec).map(([key, value]) => [key, Array.isArray(value) ? null : value])));
  },
};

/** An object in all the ways in which it can be changed, each with what was done to it. */
export const variationsOf = (object: ExampleObject): { readonly change: string; readonly object: ExampleObject }[] =>
  Object.entries(changes).flatMap(([change, make]) => {
    const changed = make(object);
    return changed ? [{ change, object: changed }] : [];
  });
