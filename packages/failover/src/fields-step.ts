// A step that sets declared fields of one object. What is common to all of them is said here once; a step's own file says which
// fields, what they are to become, what stands in the way, and by what one sees that they took effect.
import { isDeepStrictEqual } from "node:util";
import type { FieldValues, ReadsFields, SetsFields } from "@holdfast/contracts/declared-fields";
import type { Json } from "@holdfast/contracts/json";
import type { StepName } from "@holdfast/contracts/plan-step";
import type { Expectation, WarrantCheck } from "@holdfast/contracts/warrant";
import { worded } from "@holdfast/contracts/worded";
import type { StepDescription } from "@holdfast/domain/plan/describe-step";
import type { Observation } from "@holdfast/domain/run/judge-effect";
import { z } from "zod";
import { checkAccess } from "./checks/check-access";
import { rehearseOrder } from "./checks/rehearse-order";
import {
  blocked,
  type Finding,
  failed,
  finding,
  order,
  type ParametersOf,
  type Promotion,
  preflightOf,
  type StepModule,
  waiting,
} from "./define-step";
import type { StepContext } from "./step-context";

/** The fields as they were found and as they are to become. The way back is the same with the two changed over. */
export interface FieldsMove<V> {
  readonly from: V;
  readonly to: V;
}

/** What is read back of an object: its fields, what tells of their effect, and who would set them back. */
export interface FoundFields<V extends FieldValues, S extends z.ZodType> {
  readonly values: z.output<V>;
  readonly status: z.output<S>;
  readonly isObserved: boolean;
  readonly gitOpsOwner: string | null;
  readonly controller: string | null;
}

/** What a question reads back of an object. */
export type FoundBy<Q> = Q extends ReadsFields<infer V, infer S> ? FoundFields<V, S> : never;

/** Kinds of the whole cluster have no namespace, and their steps no such parameter. */
type Target = { readonly cluster: string; readonly namespace?: string | null; readonly name: string };

/** What makes one such step differ from another. */
export interface FieldsStepParts<N extends StepName, V extends FieldValues, S extends z.ZodType> {
  readonly name: N;
  readonly schema: StepModule<N, FieldsMove<z.output<V>>>["schema"];
  readonly values: V;
  readonly command: SetsFields<V>;
  readonly query: ReadsFields<V, S>;
  /** The kind as people write it, and as the API names it. */
  readonly kind: string;
  readonly resource: string;
  /** The same for the whole cluster, where no namespace is given. */
  readonly twin?: { readonly kind: string; readonly resource: string };
  describe(parameters: ParametersOf<N>): StepDescription;
  /** What the fields are to become, from what they are. */
  wanted(parameters: ParametersOf<N>, live: z.output<V>, ctx: StepContext, found: FoundFields<V, S>): z.output<V> | Promise<z.output<V>>;
  /** The fields in one line; by their names in the object where it is left out. */
  inWords?(values: z.output<V>): string;
  /** What else a person should know, or what stands in the way. */
  findings?(ctx: StepContext, parameters: ParametersOf<N>, found: FoundFields<V, S>): Promise<Finding[]> | Finding[];
  /** The fields are as they are to be: have they taken effect? Asked on the way back as well. */
  effect(parameters: ParametersOf<N>, values: z.output<V>, found: FoundFields<V, S>): Observation;
  /** What is seen of a field that its controller takes away once it has begun; null when the field itself decides. */
  taken?(parameters: ParametersOf<N>, wanted: z.output<V>, found: FoundFields<V, S>): Observation | null;
  /** Of a step that lets a site take the writes: the side that it takes them over from. */
  promotes?(parameters: ParametersOf<N>): Promotion;
  /** What of the status its own agent is to see beside the fields, of a step that may be done without a hub. */
  unattended?(parameters: ParametersOf<N>, wanted: z.output<V>): readonly Expectation[];
  /** Why there is no way back; left out where there is one. */
  readonly irreversible?: string;
}

/** Fields in one line, by their names in the object. */
const fieldsInWords = (values: object): string =>
  Object.entries(values as Record<string, Json>)
    .map(([name, value]) => `${name} ${value === null ? "-" : typeof value === "object" ? JSON.stringify(value) : value}`)
    .join(", ");

const revertedBy = (object: string, found: { gitOpsOwner: string | null; controller: string | null }): Finding[] => [
  ...(found.gitOpsOwner === null ? [] : [finding("RevertedByGitOps", "warning", object, { object, owner: found.gitOpsOwner })]),
  ...(found.controller === null ? [] : [finding("RevertedByController", "warning", object, { object, controller: found.controller })]),
];

/** Declares a step that sets declared fields of one object. */
export function fieldsStep<N extends StepName, V extends FieldValues, S extends z.ZodType>(
  parts: FieldsStepParts<N, V, S>,
): StepModule<N, FieldsMove<z.output<V>>> {
  type Move = FieldsMove<z.output<V>>;
  // Every step that is declared by this has the three; its parameters are those of its own schema.
  const targetOf = (p: ParametersOf<N>) => p as ParametersOf<N> & Target;
  const kindOf = (p: ParametersOf<N>) => ((targetOf(p).namespace ?? null) === null && parts.twin ? parts.twin : parts);
  const objectOf = (p: ParametersOf<N>) => {
    const { namespace = null, name } = targetOf(p);
    return `${kindOf(p).kind} ${namespace === null ? "" : `${namespace}/`}${name}`;
  };
  const read = async (ctx: StepContext, p: ParametersOf<N>) => {
    const { cluster, namespace = null, name } = targetOf(p);
    // The schema of the answer, of which the compiler can't see through the parameters.
    return (await ctx.read(cluster, parts.query, { namespace, name })) as { isServed: boolean; found: FoundFields<V, S> | null };
  };
  const set = (p: ParametersOf<N>, { from, to }: Move) => {
    const { cluster, namespace = null, name } = targetOf(p);
    return order(cluster, parts.command, { namespace, name, set: to, expect: from } as z.input<SetsFields<V>["input"]>);
  };
  const undo = parts.irreversible
    ? { irreversible: parts.irreversible }
    : (p: ParametersOf<N>, { from, to }: Move) => ({ parameters: p, before: { from: to, to: from } });
  const { unattended } = parts;
  const seesByItself = unattended && {
    unattended(p: ParametersOf<N>, { to }: Move): WarrantCheck {
      const { namespace = null, name } = targetOf(p);
      const values: Expectation = { at: "/found/values", is: to as Json };
      return {
        query: parts.query.name,
        input: { namespace, name },
        expect: [values, { at: "/found/isObserved", is: true }, ...unattended(p, to)],
      };
    },
  };
  return {
    ...seesByItself,
    ...(parts.promotes && { promotes: parts.promotes }),
    name: parts.name,
    schema: parts.schema,
    before: z.strictObject({ from: parts.values, to: parts.values }) as unknown as z.ZodType<Move>,
    describe: parts.describe,
    async preflight(ctx, p) {
      const { cluster } = targetOf(p);
      const object = objectOf(p);
      const { isServed, found } = await read(ctx, p);
      if (!isServed) return blocked("KindAbsent", kindOf(p).resource, { site: cluster, kind: kindOf(p).kind });
      if (!found) return blocked("ObjectAbsent", object, { site: cluster, object });
      const own = (await parts.findings?.(ctx, p, found)) ?? [];
      const before = { from: found.values, to: await parts.wanted(p, found.values, ctx, found) };
      // Nothing to change: what remains is for verify to say.
      if (parts.taken?.(p, before.to, found)?.kind === "done") return preflightOf<Move>(own, before);
      // An order that is known to be wrong is not rehearsed: its refusal would say the same in other words.
      if (own.some((each) => each.severity === "blocking")) return preflightOf<Move>(own, null);
      const [access, rehearsal] = await Promise.all([checkAccess(ctx, cluster, parts.command.name), rehearseOrder(ctx, set(p, before))]);
      return preflightOf([...access, ...revertedBy(object, found), ...own, ...rehearsal.findings], before, rehearsal.changes);
    },
    run: set,
    async verify(ctx, p, { from, to }) {
      const { found } = await read(ctx, p);
      if (!found) return failed(worded("ObjectIsGone", { object: objectOf(p) }));
      const taken = parts.taken?.(p, to, found);
      if (taken) return taken;
      const inWords = parts.inWords ?? fieldsInWords;
      const says = { live: inWords(found.values), before: inWords(from), wanted: inWords(to) };
      if (isDeepStrictEqual(found.values, to)) return found.isObserved ? parts.effect(p, to, found) : waiting(worded("ControllerToLook"));
      if (isDeepStrictEqual(found.values, from)) return waiting(worded("FieldsToBecome", says), true);
      return failed(worded("FieldsSetByOther", says));
    },
    undo,
  };
}
