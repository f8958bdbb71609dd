import { DataStore, DataStoreShape, storeParameters } from "@holdfast/contracts/data-store";
import { PlanSpec } from "@holdfast/contracts/plan";
import { ParallelSet, PlanEntry } from "@holdfast/contracts/plan-entry";
import { PlanStepShape, stepParameters } from "@holdfast/contracts/plan-step";
import { z } from "zod";
import type { Page } from "./page";

type Schema = Record<string, unknown>;
const options = { io: "input", unrepresentable: "any", reused: "inline" } as const;

const bare = (schema: z.ZodType): Schema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, options) as Schema;
  return rest;
};

type More = (name: string, own: Schema) => Schema;

/** A thing by its name in `by`, with its own parameters in `with`: what the contract checks in a second look stands here in one. */
function oneOf(whole: z.ZodType, by: string, catalogue: Readonly<Record<string, z.ZodType>>, more: More = () => ({})): Schema {
  const shape = bare(whole) as { properties: Schema; required: string[] };
  const forms = Object.entries(catalogue).map(([name, parameters]) => {
    const own = bare(parameters);
    const isNeeded = Array.isArray(own.required) && own.required.length > 0;
    const required = [...shape.required.filter((field) => field !== "with"), ...(isNeeded ? ["with"] : [])];
    return { ...shape, properties: { ...shape.properties, [by]: { const: name }, with: own, ...more(name, own) }, required };
  });
  return { oneOf: forms };
}

/** What is done instead when the primary is lost: nothing, the same otherwise, or something else. */
const ungracefulForm: More = (name, own) => {
  const same = { type: "object", properties: { use: { const: name }, with: own }, required: ["with"], additionalProperties: false };
  return { ungraceful: { anyOf: [{ const: "skip" }, same, { $ref: "#/$defs/action" }] } };
};

/** What a step does, whichever it is: for another step in place of one when the primary is lost. */
const actionSchema = (): Schema => ({
  oneOf: Object.entries(stepParameters).map(([name, parameters]) => ({
    type: "object",
    properties: { use: { const: name }, with: bare(parameters) },
    required: ["use", "with"],
    additionalProperties: false,
  })),
});

/** One entry of a workflow: a step, or several at once. */
const entrySchema = (): Schema => {
  const parallel = { type: "array", items: { $ref: "#/$defs/step" }, minItems: 2, maxItems: 20 };
  const properties = { name: bare(ParallelSet.shape.name), parallel };
  return { oneOf: [{ $ref: "#/$defs/step" }, { type: "object", properties, required: ["name", "parallel"], additionalProperties: false }] };
};

/** The JSON Schema of a failover plan, for editors and pipelines; saving checks more, for example that a step's cluster is a site of the plan. */
export function planSchemaPages(): Page[] {
  const schema = z.toJSONSchema(PlanSpec, {
    ...options,
    override({ zodSchema, jsonSchema }) {
      const name = (zodSchema as unknown) === PlanEntry ? "entry" : (zodSchema as unknown) === DataStore ? "dataStore" : null;
      if (!name) return;
      for (const key of Object.keys(jsonSchema)) delete (jsonSchema as Schema)[key];
      jsonSchema.$ref = `#/$defs/${name}`;
    },
  });
  const step = oneOf(PlanStepShape, "use", stepParameters, ungracefulForm);
  const dataStore = oneOf(DataStoreShape, "kind", storeParameters);
  const whole = { title: "Holdfast failover plan", ...schema, $defs: { entry: entrySchema(), step, action: actionSchema(), dataStore } };
  const text = `${JSON.stringify(whole, null, 2)}\n`;
  const name = "failover-plan.v1alpha1.schema.json";
  return ["docs/reference", "apps/console/public/schemas"].map((folder) => ({ path: `${folder}/${name}`, text }));
}
