"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

interface StepSetProps {
  readonly name: string;
  readonly count: number;
  /** The items of its list. */
  readonly children: ReactNode;
}

/** Steps that are done at once, as one item of the list of all steps. */
export function StepSet({ name, count, children }: StepSetProps) {
  const t = useTranslations("sharedFailover.step");
  return (
    <li className="border-line border-b last:border-b-0">
      <p className="bg-sunken px-3 py-1 text-ink-soft text-small">
        <span className="font-mono font-semibold text-ink">{name}</span> · {t("atOnce", { count })}
      </p>
      <ol aria-label={name} className="flex flex-col border-line-strong border-l-4">
        {children}
      </ol>
    </li>
  );
}
