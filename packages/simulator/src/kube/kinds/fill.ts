/** The object with defaults for the fields that it leaves out; the very same object when it leaves out none. */
export function fill<T extends object>(object: T, defaults: Readonly<Record<string, unknown>>): T {
  const missing = Object.entries(defaults).filter(
    ([name, value]) => value !== undefined && !(name in object && Reflect.get(object, name) !== undefined),
  );
  return missing.length === 0 ? object : { ...object, ...Object.fromEntries(missing) };
}

/** The object with one field changed by a function; the very same object when the function changes nothing. */
export function adjust<T extends object, K extends keyof T>(object: T, name: K, change: (value: NonNullable<T[K]>) => T[K]): T {
  const value = object[name];
  if (value === undefined || value === null) return object;
  const changed = change(value);
  return changed === value ? object : { ...object, [name]: changed };
}

/** A list with each item changed; the very same list when no item was. */
export function mapSame<T>(items: readonly T[], change: (item: T) => T): readonly T[] {
  const changed = items.map(change);
  return changed.every((item, i) => item === items[i]) ? items : changed;
}
