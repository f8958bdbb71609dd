"use client";
import type { MouseEvent, ReactNode } from "react";
import { Checkbox } from "../checkbox";
import type { Column } from "../column";
import type { DataTableProps } from "../data-table";
import { classNames } from "../rules/class-names";
import { markedRows } from "../rules/marked-rows";
import { visibleName } from "../rules/visible-text";
import { useUi } from "../ui-provider";
import { AnyLink } from "./any-link";
import { shown as visible } from "./plain-text";
import type { ActiveRow } from "./use-row-keys";
import type { RowWindow } from "./use-row-window";

interface TableBodyProps<Row> extends DataTableProps<Row> {
  readonly shown: readonly Column<Row>[];
  readonly keys: readonly string[];
  readonly rowWindow: RowWindow;
  readonly active: ActiveRow;
}

/** Where each cell stands on a phone: the name on the first line, the facts below it. */
const narrowLook = {
  title: "min-w-0 basis-full break-words pr-8 font-semibold",
  fact: "flex min-w-0 items-center gap-2",
  omit: "hidden",
} as const;

interface CellProps<Row> {
  readonly column: Column<Row>;
  readonly isTitle: boolean;
  readonly content: ReactNode;
  /** Where the whole cell leads. */
  readonly href: string | undefined;
}

function Cell<Row>({ column, isTitle, content, href }: CellProps<Row>) {
  const narrow = column.narrow ?? (isTitle ? "title" : "fact");
  return (
    <td
      // A text that is cut off says itself in full.
      title={typeof content === "string" ? visibleName(content) : undefined}
      className={classNames(
        "@xl:table-cell @xl:h-8 @xl:truncate @xl:px-3 @xl:py-0 @xl:font-normal",
        narrowLook[narrow],
        column.align === "end" && "@xl:text-right",
      )}
    >
      {narrow === "fact" && (
        <span className="shrink-0 text-ink-soft text-small @xl:hidden" aria-hidden="true">
          {column.header}
        </span>
      )}
      {href === undefined ? (
        visible(content)
      ) : (
        <AnyLink
          href={href}
          className="inline-block max-w-full rounded-s align-middle font-medium text-ink leading-6 no-underline hover:text-accent-ink hover:underline @xl:truncate"
        >
          {visible(content)}
        </AnyLink>
      )}
    </td>
  );
}

function Room({ px }: { readonly px: number }) {
  if (px <= 0) return null;
  return (
    <tbody aria-hidden="true" className="block @xl:table-row-group">
      <tr className="block @xl:table-row">
        <td style={{ height: px, padding: 0 }} className="block @xl:table-cell" />
      </tr>
    </tbody>
  );
}

/** The rows in sight. A press anywhere on a row opens it, but not when it ends a selection of text. */
export function TableBody<Row>(props: TableBodyProps<Row>) {
  const { rowWindow } = props;
  return (
    <>
      <Room px={rowWindow.abovePx} />
      <tbody className="block @xl:table-row-group">
        {rowWindow.indexes.map((index) => {
          const [row, key] = [props.rows[index], props.keys[index]];
          return row === undefined || key === undefined ? null : <BodyRow key={key} {...props} row={row} ownKey={key} index={index} />;
        })}
      </tbody>
      <Room px={rowWindow.belowPx} />
    </>
  );
}

function BodyRow<Row>(props: TableBodyProps<Row> & { readonly row: Row; readonly ownKey: string; readonly index: number }) {
  const { row, ownKey, index, keys, shown, rowHref, rowName, selection, active, rowWindow } = props;
  const { navigate, text } = useUi();
  const isMarked = selection?.selected.has(ownKey) ?? false;
  const isActive = active.index === index;
  const open = (event: MouseEvent<HTMLElement>) => {
    const isHandled = event.target instanceof Element && event.target.closest("a,button,input,label,select") !== null;
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (rowHref && isPlain && !isHandled && window.getSelection()?.isCollapsed !== false) navigate(rowHref(row));
  };
  const mark = (isChecked: boolean) => {
    selection?.onChange(markedRows(selection.selected, keys, active.anchor.current, ownKey, isChecked));
    active.anchor.current = { key: ownKey, isExtending: false };
  };
  // The press comes before the change that it makes.
  const extend = (event: MouseEvent<HTMLElement>) => {
    active.anchor.current = { ...active.anchor.current, isExtending: event.shiftKey };
  };
  return (
    <tr
      ref={(element) => {
        active.onRow(ownKey, element);
        rowWindow.measure?.(element);
      }}
      data-index={index}
      aria-rowindex={index + 2}
      tabIndex={isActive || (active.index < 0 && index === 0) ? 0 : -1}
      onFocus={(event) => event.target === event.currentTarget && active.onFocusRow(index)}
      onClick={open}
      className={classNames(
        "relative flex flex-wrap gap-x-4 gap-y-0.5 border-line border-b px-3 py-2 outline-offset-[-2px] last:border-b-0 hover:bg-hover @xl:table-row @xl:p-0",
        rowHref && "cursor-pointer",
        isMarked && "bg-selected",
      )}
    >
      {selection !== undefined && (
        <td className="absolute top-1.5 right-2 block @xl:static @xl:table-cell @xl:pl-2 @xl:align-middle" onClickCapture={extend}>
          <Checkbox label={text.table.selectRow(visibleName(rowName(row)))} isLabelHidden isChecked={isMarked} onChange={mark} />
        </td>
      )}
      {shown.map((column, place) => (
        <Cell
          key={column.id}
          column={column}
          isTitle={place === 0}
          content={column.cell(row)}
          href={place === 0 ? rowHref?.(row) : undefined}
        />
      ))}
    </tr>
  );
}
