"use client";
import type { ChangeRow } from "@holdfast/contracts/history";
import { diffText, readablePath } from "@holdfast/ui/rules/diff-text";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { useTranslations } from "next-intl";

const SHOWN = 2;
const LONGEST = 40;

const short = (value: ChangeRow["fields"][number]["after"]): string => {
  const text = (diffText(value) ?? "—").replace(/\s+/g, " ");
  return visibleName(text.length > LONGEST ? `…${text.slice(-LONGEST)}` : text);
};

/** The keeper of the field is left out: what follows it is what people know. */
const nameOf = (path: string) => visibleName(readablePath(path.replace(/^\/facts\//, "/")));

/** The first fields of a change in a line; of an object that came or went, how it stood. */
export function ChangeSummary({ change }: { readonly change: ChangeRow }) {
  const t = useTranslations("change");
  const health = useTranslations("status.health");
  if (change.operation === "created") return change.healthTo === null ? "—" : t("cameAs", { health: health(change.healthTo) });
  if (change.operation === "deleted") return change.healthFrom === null ? "—" : t("wentAs", { health: health(change.healthFrom) });
  const more = change.fieldCount - SHOWN;
  return (
    <span className="font-mono text-small" translate="no">
      {change.fields.slice(0, SHOWN).map((field, i) => (
        <span key={field.path}>
          {i > 0 && "; "}
          <span className="text-ink-soft">{nameOf(field.path)}</span> <bdi>{short(field.before)}</bdi> → <bdi>{short(field.after)}</bdi>
        </span>
      ))}
      {more > 0 && <span className="text-ink-soft"> {t("more", { count: more })}</span>}
    </span>
  );
}
