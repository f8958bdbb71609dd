import { CelMap } from "./cel-map";
import type { MapValue } from "./cel-values";

/** Whether a map has a key. What an object inherits from its prototype is none of its keys. */
export const mapHas = (map: MapValue, key: unknown): boolean =>
  map instanceof CelMap ? map.has(key) : typeof key === "string" && Object.hasOwn(map, key);

/** The value of a key that the map has. */
export const mapGet = (map: MapValue, key: unknown): unknown => (map instanceof CelMap ? map.get(key) : map[key as string]);

/** How many keys a map has. */
export const mapSize = (map: MapValue): number => (map instanceof CelMap ? map.size : Object.keys(map).length);

/** The keys and values of a map. */
export const mapEntries = (map: MapValue): Iterable<readonly [key: unknown, value: unknown]> =>
  map instanceof CelMap ? map.entries() : Object.entries(map);
