import type { ReactNode } from "react";

const gaps = { none: "gap-0", xs: "gap-1", s: "gap-2", m: "gap-4", l: "gap-6" } as const;
const aligns = {
  start: "items-start",
  centre: "items-center",
  end: "items-end",
  baseline: "items-baseline",
  stretch: "items-stretch",
} as const;

export interface StackProps {
  readonly children: ReactNode;
  readonly gap?: keyof typeof gaps;
}

/** Things below each other. Components have no margins: the distance belongs to what holds them. */
export function Stack({ children, gap = "m" }: StackProps) {
  return <div className={`flex min-w-0 flex-col ${gaps[gap]}`}>{children}</div>;
}

export interface InlineProps extends StackProps {
  readonly align?: keyof typeof aligns;
  /** `apart` puts the first at one end and the last at the other. */
  readonly spread?: "together" | "apart";
}

/** Things beside each other, on more lines where there is no room. */
export function Inline({ children, gap = "s", align = "centre", spread = "together" }: InlineProps) {
  return (
    <div className={`flex min-w-0 flex-wrap ${gaps[gap]} ${aligns[align]} ${spread === "apart" ? "justify-between" : ""}`}>{children}</div>
  );
}

const leastWidths = { s: "14rem", m: "20rem", l: "28rem" } as const;

export interface ColumnsProps extends StackProps {
  /** The least width of a column: as many stand beside each other as have it. */
  readonly least?: keyof typeof leastWidths;
}

/** Things in as many equal columns as fit, one on a phone. */
export function Columns({ children, gap = "m", least = "m" }: ColumnsProps) {
  return (
    <div
      className={`grid min-w-0 ${gaps[gap]}`}
      style={{ gridTemplateColumns: `repeat(auto-fill, minmax(min(100%, ${leastWidths[least]}), 1fr))` }}
    >
      {children}
    </div>
  );
}
