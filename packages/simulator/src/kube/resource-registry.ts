import { builtinTypes } from "./builtin-types";
import type { ResourceType } from "./resource-type";
import { byPriority } from "./version-priority";

/** The resources that one cluster serves: the built-in ones, and those of its CustomResourceDefinitions. */
export interface ResourceRegistry {
  find(group: string, version: string, plural: string): ResourceType | undefined;
  /** A resource by its GroupResource, in its best version. */
  byKey(key: string): ResourceType | undefined;
  /** A resource by what its objects call themselves. */
  byKind(apiVersion: string, kind: string): ResourceType | undefined;
  /** All resources, every served version, best versions first. */
  all(): readonly ResourceType[];
  /** Serves all versions of a custom resource, in place of what was served of it before. */
  serve(key: string, types: readonly ResourceType[]): void;
  /** Ends the service of a custom resource. */
  withdraw(key: string): void;
}

const pathOf = (group: string, version: string, plural: string) => `${group}/${version}/${plural}`;
const kindOf = (apiVersion: string, kind: string) => `${apiVersion}/${kind}`;

class Index {
  readonly byPath = new Map<string, ResourceType>();
  readonly byKind = new Map<string, ResourceType>();
  readonly byKey = new Map<string, ResourceType>();

  constructor(types: readonly ResourceType[]) {
    for (const type of types) {
      this.byPath.set(pathOf(type.group, type.version, type.plural), type);
      this.byKind.set(kindOf(type.apiVersion, type.kind), type);
      if (!this.byKey.has(type.key)) this.byKey.set(type.key, type);
    }
  }
}

/** The built-in resources are the same for every cluster, and are indexed once. */
const builtins = new Index(builtinTypes);

/** A registry of the built-in resources. */
export function createResourceRegistry(): ResourceRegistry {
  const custom = new Map<string, readonly ResourceType[]>();
  let index = new Index([]);
  const rebuild = () => {
    index = new Index([...custom.values()].flat());
  };
  return {
    find: (group, version, plural) => {
      const path = pathOf(group, version, plural);
      return builtins.byPath.get(path) ?? index.byPath.get(path);
    },
    byKey: (key) => builtins.byKey.get(key) ?? index.byKey.get(key),
    byKind: (apiVersion, kind) => builtins.byKind.get(kindOf(apiVersion, kind)) ?? index.byKind.get(kindOf(apiVersion, kind)),
    all: () => [...builtinTypes, ...[...custom.values()].flat()],
    serve(key, types) {
      custom.set(
        key,
        types.toSorted((a, b) => byPriority(a.version, b.version)),
      );
      rebuild();
    },
    withdraw(key) {
      custom.delete(key);
      rebuild();
    },
  };
}
