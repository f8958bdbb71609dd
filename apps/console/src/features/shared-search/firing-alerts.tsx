"use client";
import { Link } from "@holdfast/ui/link";
import { Panel } from "@holdfast/ui/panel";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { AlertMark } from "./alert-mark";
import { searchHref } from "./search-href";

/** The reader's own alerts that are firing; nothing when none is. */
export function FiringAlerts() {
  const t = useTranslations("search.alert");
  const { data } = useQuery(useTRPC().search.saved.queryOptions());
  const firing = data?.filter(({ alert }) => alert?.state === "firing") ?? [];
  if (firing.length === 0) return null;
  return (
    <Panel title={t("firing")} aside={<span className="tabular-nums">{firing.length}</span>}>
      <ul className="flex flex-col gap-2">
        {firing.map(({ id, name, query, alert }) => (
          <li key={id} className="flex min-w-0 flex-col gap-0.5">
            <Link href={searchHref(query)}>{name}</Link>
            {alert && <AlertMark of={alert} />}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
