/**
 * A set of field paths as a tree. A path element is spelled as in `FieldsV1`: `f:name` for a field, `k:{...}` for a list item
 * by its keys, `v:...` for an item of a set. `members` are paths that end here; `children` lead deeper.
 */
export interface FieldSet {
  readonly members: ReadonlySet<string>;
  readonly children: ReadonlyMap<string, FieldSet>;
}

/** The set that holds no path. */
export const emptyFields: FieldSet = { members: new Set(), children: new Map() };

/** Whether the set holds no path. */
export const isEmpty = (set: FieldSet): boolean => set.members.size === 0 && set.children.size === 0;

const build = (members: Iterable<string>, children: Iterable<readonly [string, FieldSet]>): FieldSet => ({
  members: new Set(members),
  children: new Map([...children].filter(([, child]) => !isEmpty(child))),
});

/** All paths of both. */
export function union(a: FieldSet, b: FieldSet): FieldSet {
  const elements = new Set([...a.children.keys(), ...b.children.keys()]);
  const children = [...elements].map((element) => {
    const [left, right] = [a.children.get(element), b.children.get(element)];
    return [element, left && right ? union(left, right) : (left ?? right ?? emptyFields)] as const;
  });
  return build([...a.members, ...b.members], children);
}

/** The paths of `a` that are not in `b`. */
export function difference(a: FieldSet, b: FieldSet): FieldSet {
  const children = [...a.children].map(([element, child]) => {
    const other = b.children.get(element);
    return [element, other ? difference(child, other) : child] as const;
  });
  return build(
    [...a.members].filter((element) => !b.members.has(element)),
    children,
  );
}

/** Like `difference`, but a path of `b` also takes away all that lies below it. */
export function recursiveDifference(a: FieldSet, b: FieldSet): FieldSet {
  const children = [...a.children]
    .filter(([element]) => !b.members.has(element))
    .map(([element, child]) => {
      const other = b.children.get(element);
      return [element, other ? recursiveDifference(child, other) : child] as const;
    });
  return build(
    [...a.members].filter((element) => !b.members.has(element)),
    children,
  );
}

/** The paths that are in both. */
export function intersection(a: FieldSet, b: FieldSet): FieldSet {
  const children = [...a.children].flatMap(([element, child]) => {
    const other = b.children.get(element);
    return other ? [[element, intersection(child, other)] as const] : [];
  });
  return build(
    [...a.members].filter((element) => b.members.has(element)),
    children,
  );
}

/** A set of one path. */
export function pathOf(...elements: readonly string[]): FieldSet {
  const [first, ...rest] = elements;
  if (first === undefined) return emptyFields;
  return rest.length === 0 ? build([first], []) : build([], [[first, pathOf(...rest)]]);
}

/** The set with every struct field that leads to a path being a path itself, so that an emptied struct goes with its last field. */
export function withParents(set: FieldSet): FieldSet {
  const named = [...set.children.keys()].filter((element) => element.startsWith("f:"));
  return build(
    [...set.members, ...named],
    [...set.children].map(([element, child]) => [element, withParents(child)] as const),
  );
}

const shown = (element: string): string => {
  if (element.startsWith("f:")) return `.${element.slice(2)}`;
  if (element.startsWith("v:")) return `[=${element.slice(2)}]`;
  const keys = Object.entries(JSON.parse(element.slice(2)) as Record<string, unknown>);
  return `[${keys.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(",")}]`;
};

/** The paths as messages show them: `.spec.template.spec.containers[name="c"].image`, in order. */
export function pathsOf(set: FieldSet, prefix = ""): string[] {
  const own = [...set.members].map((element) => prefix + shown(element));
  return [...own, ...[...set.children].flatMap(([element, child]) => pathsOf(child, prefix + shown(element)))].sort();
}

/** The `FieldsV1` form, in which a member that also leads deeper is marked with a dot. */
export function toFieldsV1(set: FieldSet): Record<string, object> {
  const elements = [...new Set([...set.members, ...set.children.keys()])].sort();
  return Object.fromEntries(
    elements.map((element) => {
      const child = set.children.get(element);
      const isMarked = child !== undefined && set.members.has(element);
      return [element, child ? { ...(isMarked ? { ".": {} } : {}), ...toFieldsV1(child) } : {}];
    }),
  );
}

/** Reads the `FieldsV1` form. */
export function fromFieldsV1(fields: object): FieldSet {
  const members: string[] = [];
  const children: [string, FieldSet][] = [];
  for (const [element, inner] of Object.entries(fields)) {
    if (element === ".") continue;
    const isLeaf = Object.keys(inner as object).length === 0;
    if (isLeaf || "." in (inner as object)) members.push(element);
    if (!isLeaf) children.push([element, fromFieldsV1(inner as object)]);
  }
  return build(members, children);
}

/** Puts a set together from its parts; empty children are left out. */
export const fieldSet = build;
