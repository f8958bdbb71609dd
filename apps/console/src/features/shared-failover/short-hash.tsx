"use client";
import { Code } from "@holdfast/ui/code";
import { CopyButton } from "@holdfast/ui/copy-button";
import { useTranslations } from "next-intl";

const SHOWN = 12;

/** A SHA-256 by its beginning, with the whole of it to copy; `isWhole` where people compare it with another screen. */
export function ShortHash({ hash, isWhole = false }: { readonly hash: string; readonly isWhole?: boolean }) {
  const t = useTranslations("sharedFailover");
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <span title={hash} className="min-w-0">
        <Code>{isWhole ? hash : hash.slice(0, SHOWN)}</Code>
      </span>
      <CopyButton value={hash} label={t("copyHash")} />
    </span>
  );
}
