import type { KubeObject } from "../cluster-store";
import type { PrinterColumn, ResourceType } from "../resource-type";
import { ageOf } from "./age";
import type { Column } from "./table";

const STEP = /\.([A-Za-z0-9_-]+)|\['([^']+)'\]|\[(\d+)\]|\[\?\(@\.([A-Za-z0-9_-]+)==["']([^"']*)["']\)\]/y;

/** The value at a simple JSON path: fields, indexes, and a filter by equality, which is all that definitions use. */
const valueAt = (object: unknown, path: string): unknown => {
  let value: unknown = object;
  STEP.lastIndex = 0;
  for (let match = STEP.exec(path); match; match = STEP.exec(path)) {
    const [, field, quoted, index, filterField, filterValue] = match;
    if (value === null || typeof value !== "object") return undefined;
    const key = field ?? quoted ?? index;
    if (key !== undefined) value = Reflect.get(value, key);
    else value = Array.isArray(value) ? value.find((item) => item?.[filterField ?? ""] === filterValue) : undefined;
  }
  return value;
};

const columnOf = ({ name, type, format, priority, jsonPath }: PrinterColumn): Column => ({
  ...{ name, type, format, priority },
  cell(object, now) {
    const value = valueAt(object, jsonPath);
    if (value === undefined || value === null) return null;
    return type === "date" ? ageOf(String(value), now) : typeof value === "object" ? JSON.stringify(value) : value;
  },
});

const nameColumn: Column = { name: "Name", type: "string", format: "name", cell: ({ metadata }: KubeObject) => metadata.name };
const ageColumn: Column = { name: "Age", type: "date", cell: ({ metadata }, now) => ageOf(metadata.creationTimestamp, now) };

/** The columns that a definition asks for; the age when it asks for none. */
export const customColumns = ({ columns = [] }: ResourceType): readonly Column[] => [
  nameColumn,
  ...(columns.length === 0 ? [ageColumn] : columns.map(columnOf)),
];
