/** Something that the reader can do here: what a button offers, the palette lists and a key fires. */
export interface Verb {
  /** Unique on the page, for example `cluster.add`. */
  readonly id: string;
  readonly label: string;
  /** The heading under which the palette and the legend list it. */
  readonly group: string;
  /** More words by which it is found. */
  readonly keywords?: string | undefined;
  /** `"mod+k"`, `"j"` or a sequence such as `"g f"`. */
  readonly keys?: string | undefined;
  /** Where it leads; a verb has this or `run`. */
  readonly href?: string | undefined;
  readonly run?: (() => void) | undefined;
  /** Why it cannot be done now: it is listed with the reason, and does nothing. */
  readonly refusal?: string | null | undefined;
  /** False for keys that only move, which nobody looks for by name. */
  readonly isInPalette?: boolean | undefined;
}

/** All verbs of the page, by who offers them. */
export interface VerbRegistry {
  /** Offers `verbs` under a name of its own until withdrawn; offering again replaces them. */
  offer(owner: string, verbs: readonly Verb[]): void;
  withdraw(owner: string): void;
  /** The same array until something changes. */
  list(): readonly Verb[];
  /** What a key fires: the verb that was offered last wins, because it belongs to what was opened last. */
  boundTo(keys: string): Verb | undefined;
  bindings(): ReadonlySet<string>;
  subscribe(onChange: () => void): () => void;
}

/** Makes an empty registry. */
export function createVerbRegistry(): VerbRegistry {
  const owners = new Map<string, readonly Verb[]>();
  const readers = new Set<() => void>();
  let all: readonly Verb[] = [];
  let keys: ReadonlyMap<string, Verb> = new Map();
  let bound: ReadonlySet<string> = new Set();
  const changed = () => {
    all = [...owners.values()].flat();
    keys = new Map(all.flatMap((verb) => (verb.keys === undefined ? [] : [[verb.keys, verb] as const])));
    bound = new Set(keys.keys());
    for (const reader of readers) reader();
  };
  return {
    offer(owner, verbs) {
      if (owners.get(owner) === verbs) return;
      owners.set(owner, verbs);
      changed();
    },
    withdraw(owner) {
      if (owners.delete(owner)) changed();
    },
    list: () => all,
    boundTo: (sequence) => keys.get(sequence),
    bindings: () => bound,
    subscribe(onChange) {
      readers.add(onChange);
      return () => readers.delete(onChange);
    },
  };
}
