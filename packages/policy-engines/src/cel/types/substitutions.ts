import { type CelType, DYN, ERROR, isSameType, NULL, partsOf, withParts } from "./cel-type";

/** What the type parameters of an expression stand for so far. Unification is that of cel-go, so that the same calls are refused. */
export type Substitutions = Map<string, CelType>;

const found = (known: Substitutions, type: CelType): CelType | undefined => (type.kind === "param" ? known.get(type.name) : undefined);

/** A type with its parameters replaced by what they stand for; those that stand for nothing become `dyn` when `isFinal`. */
export function substitute(known: Substitutions, type: CelType, isFinal: boolean): CelType {
  const replacement = found(known, type);
  if (replacement) return substitute(known, replacement, isFinal);
  if (type.kind === "param") return isFinal ? DYN : type;
  const parts = partsOf(type);
  if (parts.length === 0) return type;
  return withParts(
    type,
    parts.map((part) => substitute(known, part, isFinal)),
  );
}

const isOpen = (type: CelType) => type === DYN || type === ERROR;

const isLessSpecific = (a: CelType, b: CelType): boolean => {
  if (a === DYN || a.kind === "param") return true;
  if (b === DYN || b.kind === "param") return false;
  if (a.kind !== b.kind) return false;
  if (a.kind === "type") return true;
  const parts = partsOf(a);
  if (parts.length === 0) return isSameType(a, b);
  return parts.every((part, i) => isLessSpecific(part, partsOf(b)[i] ?? DYN));
};

/** Of two types that agree, the one that says less. */
export const mostGeneral = (a: CelType, b: CelType): CelType => (isLessSpecific(a, b) ? a : b);

const isFreeOf = (known: Substitutions, type: CelType, within: CelType): boolean => {
  if (isSameType(type, within)) return false;
  if (within.kind === "param") {
    const replacement = known.get(within.name);
    return !replacement || isFreeOf(known, type, replacement);
  }
  return partsOf(within).every((part) => isFreeOf(known, type, part));
};

const substitutes = (known: Substitutions, type: CelType, param: CelType & { kind: "param" }): { valid: boolean; known: boolean } => {
  if (isSameType(type, param)) return { valid: true, known: true };
  const replacement = known.get(param.name);
  if (replacement) {
    if (isSameType(type, replacement)) return { valid: true, known: true };
    if (!unify(known, type, replacement)) return { valid: false, known: true };
    const general = mostGeneral(type, replacement);
    if (isFreeOf(known, param, general)) known.set(param.name, general);
    return { valid: true, known: true };
  }
  if (!isFreeOf(known, param, type)) return { valid: false, known: false };
  known.set(param.name, type);
  return { valid: true, known: false };
};

const isNullable = (type: CelType) =>
  type === NULL ||
  ["optional", "struct"].includes(type.kind) ||
  (type.kind === "simple" && ["google.protobuf.Timestamp", "google.protobuf.Duration"].includes(type.name));

const unify = (known: Substitutions, a: CelType, b: CelType): boolean => {
  if (b.kind === "param") {
    const { valid, known: isKnown } = substitutes(known, a, b);
    if (valid) return true;
    if (isKnown) return false;
  }
  if (a.kind === "param") return substitutes(known, b, a).valid;
  if (isOpen(a) || isOpen(b)) return true;
  if (a === NULL) return isNullable(b);
  if (b === NULL) return isNullable(a);
  if (a.kind !== b.kind) return false;
  if (a.kind === "type") return true;
  const parts = partsOf(a);
  if (parts.length === 0) return isSameType(a, b);
  return parts.every((part, i) => unify(known, part, partsOf(b)[i] ?? DYN));
};

/** Whether all of `from` fit `to`, pairwise. What that decides about parameters is kept only when they do. */
export function areAssignable(known: Substitutions, from: readonly CelType[], to: readonly CelType[]): boolean {
  if (from.length !== to.length) return false;
  const attempt = new Map(known);
  if (!from.every((type, i) => unify(attempt, type, to[i] ?? DYN))) return false;
  for (const [name, type] of attempt) known.set(name, type);
  return true;
}
