import type { QueryOption } from "../rules/query-edit";
import { visibleName } from "../rules/visible-text";

interface QueryOptionsProps {
  readonly id: string;
  readonly label: string;
  readonly options: readonly QueryOption[];
  readonly marked: number;
  readonly onTake: (option: QueryOption) => void;
}

/** The id of an option's line, by its place. */
export const optionId = (listId: string, place: number): string => `${listId}-${place}`;

/** What could be written, below the field. The field keeps the focus: a line is marked, and never focused. */
export function QueryOptions({ id, label, options, marked, onTake }: QueryOptionsProps) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label={label}
      tabIndex={-1}
      className="absolute inset-x-0 top-full z-30 mt-1 max-h-72 overflow-y-auto rounded-m border border-line-strong bg-raised py-1 shadow-raised"
    >
      {options.map((option, place) => (
        <div
          key={option.insert}
          id={optionId(id, place)}
          role="option"
          aria-selected={place === marked}
          tabIndex={-1}
          // A press would take the focus from the field before it is a click.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(option)}
          onKeyDown={undefined}
          className={`min-h-7 cursor-default truncate px-2.5 py-1 font-mono text-ink text-small ${place === marked ? "bg-selected" : "hover:bg-hover"}`}
        >
          {visibleName(option.label)}
        </div>
      ))}
    </div>
  );
}
