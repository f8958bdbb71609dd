"use client";
import type { AuditEntry, AuditPage } from "@holdfast/contracts/audit";
import { Button } from "@holdfast/ui/button";
import { Drawer } from "@holdfast/ui/dialog";
import { Resolve } from "@holdfast/ui/resolve";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { EntryDetail } from "./entry-detail";

interface EntryDrawerProps {
  readonly seq: number;
  readonly clusterNames: ReadonlyMap<string, string>;
  readonly onClose: () => void;
  readonly onOpen: (seq: number) => void;
  /** Narrows the list to one word of one facet, and leaves the entry. */
  readonly onNarrow: (facet: string, value: string) => void;
}

/** The page that begins with an entry holds it, if it exists. */
const entryOf = (page: AuditPage, seq: number): AuditEntry | undefined => page.rows.find((entry) => entry.seq === seq);

/** One entry beside the list, found by its number: also when the list does not show it. */
export function EntryDrawer({ seq, clusterNames, onClose, onOpen, onNarrow }: EntryDrawerProps) {
  const t = useTranslations("audit.entry");
  const query = useQuery(useTRPC().audit.list.queryOptions({ cursor: String(seq + 1), limit: 1 }));
  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={t("title", { seq })}
      footer={
        <>
          <Button refusal={seq > 1 ? null : t("isFirst")} onClick={() => onOpen(seq - 1)}>
            {t("previous")}
          </Button>
          <Button onClick={() => onOpen(seq + 1)}>{t("next")}</Button>
        </>
      }
    >
      <Resolve
        query={query}
        loading={<SkeletonText lines={8} />}
        isEmpty={(page) => entryOf(page, seq) === undefined}
        empty={<p className="text-ink-soft">{t("missing", { seq })}</p>}
      >
        {(page) => {
          const entry = entryOf(page, seq);
          return entry === undefined ? null : <EntryDetail entry={entry} clusterNames={clusterNames} onOpen={onOpen} onNarrow={onNarrow} />;
        }}
      </Resolve>
    </Drawer>
  );
}
