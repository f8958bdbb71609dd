"use client";
import type { RecentChange } from "@holdfast/contracts/fleet";
import { Code } from "@holdfast/ui/code";
import { Link } from "@holdfast/ui/link";
import { OutsideText } from "@holdfast/ui/outside-text";
import { Panel } from "@holdfast/ui/panel";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";

const MOST_SHOWN = 8;

function Entry({ of }: { readonly of: RecentChange }) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 border-line border-b py-1 first:pt-0 last:border-b-0 last:pb-0 sm:grid-cols-[11rem_minmax(0,1fr)_minmax(0,1fr)_auto]">
      <span className="truncate max-sm:col-span-2">
        <Code>{of.action}</Code>
      </span>
      <span className="min-w-0 break-words">
        {of.targetKind === "cluster" ? (
          <Link href={`/clusters/${of.targetId}`} variant="quiet">
            {of.targetName}
          </Link>
        ) : (
          <OutsideText>{of.targetName}</OutsideText>
        )}
      </span>
      <span className="min-w-0 truncate text-ink-soft max-sm:hidden">
        <OutsideText>{of.actorName}</OutsideText>
      </span>
      <span className="text-right text-ink-soft text-small">
        <Time at={of.at} show="relative" />
      </span>
    </li>
  );
}

/** What people, hubs and agents did last, in the words of the audit chain. */
export function ChangesPanel({ changes }: { readonly changes: readonly RecentChange[] }) {
  const t = useTranslations("fleet");
  return (
    <Panel title={t("changes")} actions={<Link href="/audit">{t("toAudit")}</Link>}>
      {changes.length === 0 ? (
        <p className="text-ink-soft">{t("changesNone")}</p>
      ) : (
        <ol>
          {changes.slice(0, MOST_SHOWN).map((change) => (
            <Entry key={change.seq} of={change} />
          ))}
        </ol>
      )}
    </Panel>
  );
}
