"use client";
import { quantity, type Unit } from "./rules/quantity";
import { useUi } from "./ui-provider";
import { VisuallyHidden } from "./visually-hidden";

export interface QuantityProps {
  /** The value; null where it is not known, which is not zero. */
  readonly value: number | null;
  readonly unit: Unit;
  /** The counted thing after a count, for example `pods`. */
  readonly noun?: string;
}

/** A number with its unit, rounded for reading; counts are exact. */
export function Quantity({ value, unit, noun }: QuantityProps) {
  const { locale, text } = useUi();
  if (value === null)
    return (
      <span className="text-ink-soft">
        <span aria-hidden="true">—</span>
        <VisuallyHidden>{text.none}</VisuallyHidden>
      </span>
    );
  const written = quantity(value, unit, locale);
  const word = noun ?? (written.unit === "cores" ? text.cores : written.unit);
  const isTight = word === "%" || word === "m" || word === "/s";
  return (
    <span className="whitespace-nowrap tabular-nums">
      {written.amount}
      {word !== "" && (
        <span className="text-ink-soft">
          {isTight ? "" : " "}
          {word}
        </span>
      )}
    </span>
  );
}
