import { LineCounter, parseDocument } from "yaml";
import { withoutKeyCheck } from "./costly-yaml";
import { positionOf } from "./yaml-position";

/** Where a field stands in a text that was read before without a problem. Lines and columns count from 1. */
export function locateField(yaml: string, path: readonly PropertyKey[]): { line: number; column: number } {
  const lines = new LineCounter();
  const { line, column } = positionOf(parseDocument(yaml, { lineCounter: lines, ...withoutKeyCheck }), lines, path);
  return { line, column };
}
