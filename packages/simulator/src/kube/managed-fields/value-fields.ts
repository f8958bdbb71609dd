import type { ListSchema, TypeSchema } from "../schema/type-schema";
import { equalJson } from "../store/equal-json";
import { emptyFields, type FieldSet, fieldSet, union } from "./field-set";
import { granularityOf, isFields, itemElement, type JsonFields, schemaOfField } from "./typed-value";

/** The fields below a value, and whether the value itself is one of them. */
interface Owned {
  readonly isMember: boolean;
  readonly below: FieldSet;
}

const LEAF: Owned = { isMember: true, below: emptyFields };

const gather = (entries: readonly (readonly [string, Owned])[]): FieldSet =>
  fieldSet(
    entries.filter(([, owned]) => owned.isMember).map(([element]) => element),
    entries.map(([element, owned]) => [element, owned.below] as const),
  );

const ownedBy = (value: unknown, schema: TypeSchema): Owned => {
  const granularity = granularityOf(value, schema);
  if (granularity === "fields") {
    const entries = Object.entries(value as JsonFields).filter(([, item]) => item !== undefined);
    if (entries.length === 0) return LEAF;
    return { isMember: false, below: gather(entries.map(([name, item]) => [`f:${name}`, ownedBy(item, schemaOfField(schema, name))])) };
  }
  if (granularity === "whole" || schema.kind !== "list") return LEAF;
  const items = value as readonly unknown[];
  if (items.length === 0) return LEAF;
  return { isMember: false, below: gather(items.map((item) => [itemElement(item, schema), ownedItem(item, schema)])) };
};

const ownedItem = (item: unknown, schema: ListSchema): Owned =>
  schema.listType === "set" ? LEAF : { isMember: true, below: ownedBy(item, schema.items).below };

/** All fields that a configuration sets. */
export const fieldsOf = (value: JsonFields, schema: TypeSchema): FieldSet => ownedBy(value, schema).below;

/** What differs between two states of an object. */
export interface Comparison {
  readonly added: FieldSet;
  readonly modified: FieldSet;
  readonly removed: FieldSet;
}

const NOTHING: Comparison = { added: emptyFields, modified: emptyFields, removed: emptyFields };

const combine = (parts: readonly (readonly [string, Comparison, keyof Comparison | null])[]): Comparison => {
  const side = (name: keyof Comparison) =>
    fieldSet(
      parts.filter(([, , member]) => member === name).map(([element]) => element),
      parts.map(([element, comparison]) => [element, comparison[name]] as const),
    );
  return { added: side("added"), modified: side("modified"), removed: side("removed") };
};

/** A part that is on one side only. A map or a list that is new as a whole is itself a new field. */
const oneSided = (value: unknown, schema: TypeSchema, side: "added" | "removed") => {
  const owned = ownedBy(value, schema);
  const isContainer = (schema.kind === "map" || schema.kind === "list") && !owned.isMember;
  return [{ ...NOTHING, [side]: owned.below }, owned.isMember || isContainer ? side : null] as const;
};

const compareEntries = (
  left: ReadonlyMap<string, unknown>,
  right: ReadonlyMap<string, unknown>,
  schemaFor: (element: string) => TypeSchema,
  isItem: boolean,
): Comparison => {
  const elements = [...new Set([...left.keys(), ...right.keys()])];
  const parts = elements.map((element) => {
    const schema = schemaFor(element);
    const [before, after] = [left.get(element), right.get(element)];
    if (before === undefined || after === undefined) {
      const side = before === undefined ? "added" : "removed";
      const [comparison, member] = oneSided(before ?? after, schema, side);
      return [element, comparison, isItem ? side : member] as const;
    }
    const [comparison, isModified] = compareAt(before, after, schema);
    return [element, comparison, isModified ? "modified" : null] as const;
  });
  return combine(parts);
};

const itemsOf = (items: readonly unknown[], schema: ListSchema) => new Map(items.map((item) => [itemElement(item, schema), item]));
const entriesOf = (value: JsonFields) =>
  new Map(Object.entries(value).flatMap(([name, item]) => (item === undefined ? [] : [[`f:${name}`, item] as const])));

const compareAt = (before: unknown, after: unknown, schema: TypeSchema): readonly [Comparison, boolean] => {
  if (before === after) return [NOTHING, false];
  const [was, is] = [granularityOf(before, schema), granularityOf(after, schema)];
  if (was !== is || was === "whole") return [NOTHING, !equalJson(before, after)];
  if (was === "fields" && isFields(before) && isFields(after)) {
    return [compareEntries(entriesOf(before), entriesOf(after), (element) => schemaOfField(schema, element.slice(2)), false), false];
  }
  if (schema.kind !== "list") return [NOTHING, false];
  const [left, right] = [itemsOf(before as readonly unknown[], schema), itemsOf(after as readonly unknown[], schema)];
  return [compareEntries(left, right, () => schema.items, true), false];
};

/** Compares two states of an object field by field. */
export const compareFields = (before: JsonFields, after: JsonFields, schema: TypeSchema): Comparison => compareAt(before, after, schema)[0];

/** What a change sets: new and changed fields. */
export const changedFields = ({ added, modified }: Comparison): FieldSet => union(added, modified);
