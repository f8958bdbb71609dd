"use client";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import type { Json } from "@holdfast/contracts/json";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { Timeline } from "@holdfast/ui/timeline";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";

const MOST = 100;

const factText = (value: Json | undefined) => (typeof value === "string" ? value : "");
const field = (value: Json | undefined, name: string): Json | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value[name] : undefined;

/** The instant at which a warning was given last; that of its record where it does not say. */
function lastSeen(event: ObjectRow): number {
  const at = Date.parse(factText(event.facts.lastSeenAt));
  return Number.isNaN(at) ? event.createdAt.getTime() : at;
}

/** What the cluster warned about this object, newest first. Kubernetes forgets events after about an hour, and so does this list. */
export function ObjectWarnings({ object }: { readonly object: ObjectRow }) {
  const t = useTranslations("object");
  const { clusterId, namespace, name, uid } = object;
  const query = useQuery(
    useTRPC().inventory.list.queryOptions({
      resources: ["events"],
      clusterIds: [clusterId],
      // An event is named after what it is about, with a suffix of its own.
      text: name,
      limit: MOST,
      ...(namespace === null ? {} : { namespace }),
    }),
  );
  const about = (event: ObjectRow) => field(event.facts.regarding, "uid") === uid;
  return (
    <Panel title={t("warnings")}>
      <Resolve
        query={query}
        loading={<SkeletonText lines={2} />}
        isEmpty={(page) => !page.rows.some(about)}
        empty={<p className="text-ink-soft">{t("noWarnings")}</p>}
      >
        {(page) => (
          <Timeline
            label={t("warnings")}
            entries={page.rows
              .filter(about)
              .sort((a, b) => lastSeen(b) - lastSeen(a))
              .map((event) => ({
                id: event.uid,
                at: lastSeen(event),
                title: visibleName(factText(event.facts.reason) || event.status),
                actor: factText(event.facts.source),
                detail: factText(event.facts.message),
                tone: "caution" as const,
                shape: "triangle" as const,
              }))}
          />
        )}
      </Resolve>
    </Panel>
  );
}
