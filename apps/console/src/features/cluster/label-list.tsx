"use client";
import { Code } from "@holdfast/ui/code";

/** Labels as they are written, each apart. */
export function LabelList({ labels, label }: { readonly labels: Readonly<Record<string, string>>; readonly label: string }) {
  return (
    <ul aria-label={label} className="flex flex-wrap gap-1.5">
      {Object.entries(labels)
        .toSorted(([a], [b]) => a.localeCompare(b, "en"))
        .map(([key, value]) => (
          <li key={key} className="max-w-full rounded-s bg-sunken px-1.5 py-0.5 text-small">
            <Code>{value === "" ? key : `${key}=${value}`}</Code>
          </li>
        ))}
    </ul>
  );
}
