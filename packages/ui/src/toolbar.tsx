import type { ReactNode } from "react";

export interface ToolbarProps {
  readonly label: string;
  readonly children: ReactNode;
  /** What stands at the other end. */
  readonly end?: ReactNode;
}

/** Controls that belong together, in a line that breaks where there is no room. Each stays in the tab order. */
export function Toolbar({ label, children, end }: ToolbarProps) {
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-2">
      <legend className="sr-only">{label}</legend>
      {children}
      {end !== undefined && <div className="ml-auto flex flex-wrap items-center gap-2">{end}</div>}
    </fieldset>
  );
}
