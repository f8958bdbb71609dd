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

/** What a column without a width of its own takes at least. */
const FLEXIBLE_REM = 13;
/** So far may columns shrink before a table scrolls sideways. */
const LEAST_SHARE = 0.85;

const rem = (value: number) => `${Number(value.toFixed(3))}rem`;

/** The room in rem that columns ask for. */
export const columnsRoom = <Row,>(columns: readonly Column<Row>[]): number =>
  columns.reduce((sum, column) => sum + (column.widthRem ?? FLEXIBLE_REM), 0);

/** The least width of a table whose columns ask for so much room in rem. */
export const leastTableWidth = (roomRem: number): string => rem(roomRem * LEAST_SHARE);

/**
 * The width of a column for a `col` element of a table whose columns ask for so much room in rem. Where the frame around the table, a
 * container, has less, all give way alike up to a limit, so that none is out of sight; a rem of the frame is left for a scroll bar.
 */
export const columnWidth = <Row,>({ widthRem }: Column<Row>, roomRem: number): string | undefined =>
  widthRem === undefined
    ? undefined
    : `clamp(${rem(widthRem * LEAST_SHARE)}, calc((100cqw - 1rem) * ${(widthRem / roomRem).toFixed(5)}), ${rem(widthRem)})`;

/** The columns that are shown when `hidden` are not. A fixed column cannot be hidden. */
export const shownColumns = <Row,>(columns: readonly Column<Row>[], hidden: ReadonlySet<string>): Column<Row>[] =>
  columns.filter((column) => column.isFixed || !hidden.has(column.id));

/** The columns that are off until the reader asks. */
export const hiddenAtFirst = <Row,>(columns: readonly Column<Row>[]): ReadonlySet<string> =>
  new Set(columns.filter((column) => column.isHiddenAtFirst).map((column) => column.id));
