import type { MacroNode } from "../syntax/ast";
import {
  BOOL,
  BYTES,
  type CelType,
  DOUBLE,
  DURATION,
  DYN,
  ERROR,
  INT,
  isSameType,
  listOf,
  mapOf,
  optionalOf,
  STRING,
  TIMESTAMP,
  typeText,
  UINT,
} from "./cel-type";
import type { Checker } from "./check-expression";

/** The types that can be put in order. */
export const COMPARABLE: readonly CelType[] = [INT, UINT, DOUBLE, BOOL, DURATION, TIMESTAMP, STRING, BYTES];

const checkOptionalMacro = (checker: Checker, { name, at, range, variables: [variable = ""], body }: MacroNode): CelType => {
  const rangeType = checker.final(checker.typeOf(range));
  const { type, isOptional } = checker.unwrapped(rangeType);
  const isOpen = rangeType === DYN || rangeType === ERROR || rangeType.kind === "param";
  if (!isOptional && !isOpen) return checker.noOverload(at, "hasValue", [rangeType], true);
  const inner = checker.within([[variable, isOptional ? type : DYN]], () => checker.typeOf(body));
  if (name === "optMap") return optionalOf(inner);
  const final = checker.final(inner);
  if (final.kind === "optional" || final === DYN || final === ERROR) return final;
  return checker.noOverload(at, "_?_:_", [BOOL, final, optionalOf(DYN)], false);
};

const variableTypes = (checker: Checker, { range, variables }: MacroNode): readonly CelType[] => {
  const type = checker.final(checker.typeOf(range));
  const isPair = variables.length === 2;
  if (type.kind === "list") return isPair ? [INT, type.element] : [type.element];
  if (type.kind === "map") return isPair ? [type.key, type.value] : [type.key];
  if (type === DYN || type === ERROR || type.kind === "param") {
    checker.fits(DYN, type);
    return [DYN, DYN];
  }
  checker.complain(range.at, `expression of type '${typeText(type)}' cannot be range of a comprehension (must be list, map, or dynamic)`);
  return [ERROR, ERROR];
};

const requireFilter = (checker: Checker, at: number, filter: CelType, yields: CelType): void => {
  if (!checker.fits(filter, BOOL)) checker.noOverload(at, "_?_:_", [filter, yields, yields], false);
};

const checkSortBy = (checker: Checker, { at }: MacroNode, element: CelType, key: CelType): CelType => {
  const keyType = checker.final(key);
  const isOpen = keyType === DYN || keyType === ERROR || keyType.kind === "param";
  if (!isOpen && !COMPARABLE.some((type) => isSameType(type, keyType)))
    checker.noOverload(at, "@sortByAssociatedKeys", [listOf(element), listOf(keyType)], true);
  return listOf(element);
};

const checkBody = (checker: Checker, node: MacroNode, types: readonly CelType[]): CelType => {
  const { at, name, filter, body } = node;
  const [first = DYN] = types;
  const filterType = filter ? checker.typeOf(filter) : BOOL;
  const bodyType = checker.typeOf(body);
  switch (name) {
    case "all":
    case "exists":
      if (!checker.fits(bodyType, BOOL)) checker.mismatch(body.at, BOOL, checker.final(bodyType));
      return BOOL;
    case "existsOne":
      requireFilter(checker, at, bodyType, INT);
      return BOOL;
    case "filter":
      requireFilter(checker, at, bodyType, listOf(first));
      return listOf(first);
    case "map":
      requireFilter(checker, at, filterType, listOf(bodyType));
      return listOf(bodyType);
    case "transformMap":
      requireFilter(checker, at, filterType, mapOf(first, bodyType));
      return mapOf(first, bodyType);
    case "transformMapEntry":
      return checkEntry(checker, at, filterType, bodyType);
    default:
      return checkSortBy(checker, node, first, bodyType);
  }
};

const checkEntry = (checker: Checker, at: number, filter: CelType, body: CelType): CelType => {
  const type = mapOf(checker.freshParam(), checker.freshParam());
  if (!checker.fits(type, body)) return checker.noOverload(at, "cel.@mapInsert", [type, body], false);
  requireFilter(checker, at, filter, type);
  return checker.final(type);
};

/** The type of a macro, with the complaints of the comprehension that cel-go makes of it. */
export function checkMacro(checker: Checker, node: MacroNode): CelType {
  if (node.name === "optMap" || node.name === "optFlatMap") return checkOptionalMacro(checker, node);
  const types = variableTypes(checker, node);
  return checker.within(
    node.variables.map((name, i) => [name, types[i] ?? DYN] as const),
    () => checkBody(checker, node, types),
  );
}
