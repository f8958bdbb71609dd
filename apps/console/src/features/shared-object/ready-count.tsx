import { Quantity } from "@holdfast/ui/quantity";

interface ReadyCountProps {
  readonly ready: number | null;
  readonly desired: number | null;
}

/** How many are ready of how many there should be; a dash for a kind that counts nothing. */
export function ReadyCount({ ready, desired }: ReadyCountProps) {
  if (desired === null) return <Quantity value={null} unit="count" />;
  const isShort = (ready ?? 0) < desired;
  return (
    <span className={`tabular-nums ${isShort ? "font-semibold text-bad-ink" : ""}`}>
      {ready ?? 0}/{desired}
    </span>
  );
}
