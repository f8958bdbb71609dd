import {
  BOOL,
  BYTES,
  type CelType,
  DOUBLE,
  DURATION,
  DYN,
  INT,
  listOf,
  mapOf,
  NULL,
  optionalOf,
  STRING,
  structOf,
  TIMESTAMP,
  UINT,
} from "./cel-type";

/** One form of a function. A member is called on its first parameter. */
export interface Overload {
  readonly name: string;
  readonly isMember: boolean;
  readonly parameters: readonly CelType[];
  readonly result: CelType;
  readonly typeParameters: readonly string[];
  // biome-ignore lint/suspicious/noExplicitAny: the signature, checked before each call, says what the arguments are.
  readonly call: (...values: any[]) => unknown;
}

/** A signature and what it does: `string::charAt(int): string` is called on a string, `size(string): int` is not. */
export type Declaration = readonly [signature: string, call: Overload["call"]];

const SIMPLE: Readonly<Record<string, CelType>> = {
  ...{ bool: BOOL, int: INT, uint: UINT, double: DOUBLE, string: STRING, bytes: BYTES, null: NULL, dyn: DYN },
  ...{ timestamp: TIMESTAMP, duration: DURATION },
};

const splitParts = (text: string): string[] => {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (let i = 0; i <= text.length; i++) {
    const character = text[i];
    if (character === "(") depth++;
    if (character === ")") depth--;
    if (i < text.length && (character !== "," || depth > 0)) continue;
    const part = text.slice(start, i).trim();
    if (part) parts.push(part);
    start = i + 1;
  }
  return parts;
};

/** The type that a text such as `map(string, list(T))` names; one capital letter is a type parameter. */
export function parseType(text: string): CelType {
  const open = text.indexOf("(");
  if (open < 0) return SIMPLE[text] ?? (/^[A-Z]$/.test(text) ? { kind: "param", name: text } : structOf(text));
  const [first = DYN, second = DYN] = splitParts(text.slice(open + 1, -1)).map(parseType);
  switch (text.slice(0, open)) {
    case "list":
      return listOf(first);
    case "map":
      return mapOf(first, second);
    case "optional":
      return optionalOf(first);
    case "type":
      return { kind: "type", of: first };
    default:
      throw new Error(`no type is written as ${text}`);
  }
}

/** Reads one declaration. */
export function overloadOf([signature, call]: Declaration): Overload {
  const match = /^(?:(.+)::)?([^(]+?)\((.*)\): (.+)$/.exec(signature);
  if (!match) throw new Error(`not a signature: ${signature}`);
  const [, receiver, name = "", parameters = "", result = ""] = match;
  const all = [...(receiver ? [receiver] : []), ...splitParts(parameters)].map(parseType);
  return {
    ...{ name, isMember: receiver !== undefined, parameters: all, result: parseType(result), call },
    typeParameters: [...new Set(signature.match(/\b[A-Z]\b/g) ?? [])],
  };
}
