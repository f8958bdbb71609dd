import { type CelType, partsOf } from "./types/cel-type";
import { type Declaration, type Overload, overloadOf } from "./types/signature";

/** The fields of an object type, by name. */
export type Fields = Readonly<Record<string, CelType>>;

/** What an expression may name: variables, the fields of their types, functions. */
export interface CelEnvironment {
  readonly variables: Readonly<Record<string, CelType>>;
  readonly structs: Readonly<Record<string, Fields>>;
  readonly functions: ReadonlyMap<string, readonly Overload[]>;
}

/** Functions by name, from their declarations. */
export function functionTable(declarations: readonly Declaration[]): ReadonlyMap<string, readonly Overload[]> {
  const table = new Map<string, Overload[]>();
  for (const declaration of declarations) {
    const overload = overloadOf(declaration);
    const same = table.get(overload.name);
    if (same) same.push(overload);
    else table.set(overload.name, [overload]);
  }
  return table;
}

/** An environment that knows more variables and types than another. */
export function extended(
  base: CelEnvironment,
  variables: Readonly<Record<string, CelType>>,
  structs: Readonly<Record<string, Fields>> = {},
): CelEnvironment {
  return { ...base, variables: { ...base.variables, ...variables }, structs: { ...base.structs, ...structs } };
}

/** Whether a type, or a part of it, is an object type that the environment does not know. */
export const namesUnknownStruct = (environment: CelEnvironment, type: CelType): boolean =>
  (type.kind === "struct" && !Object.hasOwn(environment.structs, type.name)) ||
  partsOf(type).some((part) => namesUnknownStruct(environment, part));
