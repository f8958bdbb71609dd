import type { Declaration } from "../types/signature";
import { type Opaque, Optional } from "../values/cel-values";
import { FORMATS } from "./named-format-rules";

/** A format that texts can be held to. */
export class NamedFormat implements Opaque {
  readonly typeName = "kubernetes.NamedFormat";

  constructor(
    readonly name: string,
    readonly faults: (text: string) => readonly string[],
  ) {}

  equals(other: unknown): boolean {
    return other instanceof NamedFormat && other.name === this.name;
  }
}

const formats = new Map(Object.entries(FORMATS).map(([key, { name, faults }]) => [key, new NamedFormat(name, faults)]));

const validate = ({ faults }: NamedFormat, text: string): Optional => {
  const found = faults(text);
  return found.length === 0 ? Optional.none : Optional.of(found);
};

const named = (name: string): Optional => {
  const format = formats.get(name);
  return format ? Optional.of(format) : Optional.none;
};

const F = "kubernetes.NamedFormat";

/** `format.dns1123Label().validate(...)` and its like. */
export const NAMED_FORMATS: readonly Declaration[] = [
  ...[...formats].map(([name, format]): Declaration => [`format.${name}(): ${F}`, () => format]),
  [`format.named(string): optional(${F})`, named],
  [`${F}::validate(string): optional(list(string))`, validate],
];
