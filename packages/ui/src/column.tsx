import type { ReactNode } from "react";

/** A column of a list. */
export interface Column<Row> {
  /** Unique in the list; also the word in a remembered choice of columns. */
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** The word by which the server sorts; without it the column cannot be sorted by. */
  readonly sortKey?: string;
  /** `end` for figures, so that their digits stand below each other. */
  readonly align?: "start" | "end";
  /** In rem; what has none shares the room that is left. */
  readonly widthRem?: number;
  /** Cannot be taken away: what the row is about. */
  readonly isFixed?: boolean;
  /** Off until the reader asks for it. */
  readonly isHiddenAtFirst?: boolean;
  /** On a phone: the row's own line, one of the facts below it, or left out. The first column is the `title` by default. */
  readonly narrow?: "title" | "fact" | "omit";
}

/** The width of a column for a `col` element. */
export const columnWidth = <Row,>(column: Column<Row>): string | undefined =>
  column.widthRem === undefined ? undefined : `${column.widthRem}rem`;

/** The columns that are shown when `hidden` are not. A fixed column cannot be hidden. */
export const shownColumns = <Row,>(columns: readonly Column<Row>[], hidden: ReadonlySet<string>): Column<Row>[] =>
  columns.filter((column) => column.isFixed || !hidden.has(column.id));

/** The columns that are off until the reader asks. */
export const hiddenAtFirst = <Row,>(columns: readonly Column<Row>[]): ReadonlySet<string> =>
  new Set(columns.filter((column) => column.isHiddenAtFirst).map((column) => column.id));
