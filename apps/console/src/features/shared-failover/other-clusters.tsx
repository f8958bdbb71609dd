"use client";
import { Code } from "@holdfast/ui/code";

/** The clusters beside the two sites that a plan's steps act on, each with the plan's own word for why. */
export function OtherClusters({ others }: { readonly others: readonly { readonly name: string; readonly why: string }[] }) {
  return (
    <ul>
      {others.map(({ name, why }) => (
        <li key={name}>
          <Code>{name}</Code> {why}
        </li>
      ))}
    </ul>
  );
}
