/** An instant as it stands in the report: to the millisecond, in UTC, the same for every reader. */
export function Instant({ at }: { readonly at: string | null }) {
  if (at === null) return <span className="text-ink-soft">—</span>;
  return (
    <time dateTime={at} className="tabular-nums">
      {at.replace("T", " ").replace("Z", " UTC")}
    </time>
  );
}
