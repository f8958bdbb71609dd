import { PlanSpec } from "@holdfast/contracts/plan";
import { PlanStep, PlanStepShape, stepParameters } from "@holdfast/contracts/plan-step";
import { z } from "zod";
import type { Page } from "./page";

type Schema = Record<string, unknown>;
const options = { io: "input", unrepresentable: "any", reused: "inline" } as const;

const bare = (schema: z.ZodType): Schema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, options) as Schema;
  return rest;
};

/** A step by its name, with that step's own parameters: what the contract checks in a second look stands here in one. */
function stepSchema(): Schema {
  const shape = bare(PlanStepShape) as { properties: Schema; required: string[] };
  const forms = Object.entries(stepParameters).map(([name, parameters]) => {
    const own = bare(parameters);
    const isNeeded = Array.isArray(own.required) && own.required.length > 0;
    const required = shape.required.filter((field) => field !== "with" || isNeeded);
    return { ...shape, properties: { ...shape.properties, use: { const: name }, with: own }, required };
  });
  return { oneOf: forms };
}

/** The JSON Schema of a failover plan, for editors and pipelines; saving checks more, for example that a step's cluster is a site of the plan. */
export function planSchemaPages(): Page[] {
  const schema = z.toJSONSchema(PlanSpec, {
    ...options,
    override({ zodSchema, jsonSchema }) {
      if ((zodSchema as unknown) !== PlanStep) return;
      for (const key of Object.keys(jsonSchema)) delete (jsonSchema as Schema)[key];
      jsonSchema.$ref = "#/$defs/step";
    },
  });
  const whole = { title: "Holdfast failover plan", ...schema, $defs: { step: stepSchema() } };
  const text = `${JSON.stringify(whole, null, 2)}\n`;
  const name = "failover-plan.v1alpha1.schema.json";
  return ["docs/reference", "apps/console/public/schemas"].map((folder) => ({ path: `${folder}/${name}`, text }));
}
