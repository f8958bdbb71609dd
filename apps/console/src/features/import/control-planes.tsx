"use client";
import type { ControlPlane } from "@holdfast/contracts/member-cluster";
import { Code } from "@holdfast/ui/code";
import { Link } from "@holdfast/ui/link";
import { Notice } from "@holdfast/ui/notice";
import { Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";

/** The clusters that list others, with what keeps their lists from being whole or new. */
export function ControlPlanes({ of }: { readonly of: readonly ControlPlane[] }) {
  const t = useTranslations("import.members");
  const unreadable = of.filter(({ isReadable }) => !isReadable);
  const stale = of.filter(({ staleSince }) => staleSince !== null);
  return (
    <Stack gap="s">
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-ink-soft">
        {of.map(({ id, name, source, members }) => (
          <li key={`${id}/${source}`}>
            <Link href={`/clusters/${name}`}>{name}</Link> {t("lists", { source: t(`source.${source}`), count: members })}
          </li>
        ))}
      </ul>
      {unreadable.length > 0 && (
        <Notice
          tone="caution"
          shape="triangle"
          title={t("unreadable", { names: [...new Set(unreadable.map(({ name }) => name))].join(", ") })}
        >
          <p>
            {t("unreadableHelp")} <Code>holdfast-agent rbac | kubectl apply -f -</Code>
          </p>
        </Notice>
      )}
      {stale.map(({ id, name, source, staleSince }) => (
        <Notice key={`${id}/${source}`} tone="stale" shape="clock" title={t("stale", { name })}>
          <Time at={staleSince} />
        </Notice>
      ))}
    </Stack>
  );
}
