import type { KubeObject } from "../cluster-store";
import type { ResourceType } from "../resource-type";
import { customColumns } from "./custom-columns";
import { builtinColumns } from "./table-columns";

/** A column of a Table. `priority` above zero is for the wide form. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly format?: string;
  readonly priority?: number;
  cell(object: KubeObject, now: Date): unknown;
}

const definitionOf = ({ name, type, format = "", priority = 0 }: Column) => ({ name, type, format, description: "", priority });

const rowObject = (object: KubeObject, include: "None" | "Metadata" | "Object") => {
  if (include === "None") return null;
  return include === "Object" ? object : { kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata: object.metadata };
};

/** Objects as a Table: the cells that a person wants to see, and as much of each object as was asked for. */
export function tableOf(
  type: ResourceType,
  objects: readonly KubeObject[],
  metadata: object,
  include: "None" | "Metadata" | "Object",
  now: Date,
): object {
  const columns = type.isCustom ? customColumns(type) : builtinColumns(type.key);
  return {
    ...{ kind: "Table", apiVersion: "meta.k8s.io/v1", metadata, columnDefinitions: columns.map(definitionOf) },
    rows: objects.map((object) => ({ cells: columns.map((column) => column.cell(object, now)), object: rowObject(object, include) })),
  };
}
