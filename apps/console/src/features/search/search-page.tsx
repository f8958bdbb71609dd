"use client";
import { Button, LinkButton } from "@holdfast/ui/button";
import { PageHeader } from "@holdfast/ui/page-header";
import { Stack } from "@holdfast/ui/stack";
import { useVerbs } from "@holdfast/ui/verbs";
import { Bookmark, BookmarkPlus, Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { usePages } from "../shared-list/use-pages";
import { queryValue } from "../shared-search/search-href";
import { SaveDialog } from "./save-dialog";
import { SavedDrawer } from "./saved-drawer";
import { SearchBox } from "./search-box";
import { SearchExamples } from "./search-examples";
import { SearchResults } from "./search-results";
import { useQueryAddress } from "./use-query-address";

/** Where is X, over all clusters. */
export function SearchPage() {
  const t = useTranslations("search");
  const nav = useTranslations("nav");
  const [query, ask] = useQueryAddress();
  const [layer, setLayer] = useState<"none" | "saved" | "save">("none");
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const found = usePages(
    trpc.search.find.queryKey({ query }),
    (cursor, signal) => client.search.find.query({ query, cursor }, { signal }),
    "search",
    query !== "",
  );
  const problems = query === "" || found.isPlaceholderData ? [] : (found.data?.pages[0]?.problems ?? []);
  const hasAnswer = query !== "" && problems.length === 0;
  const refusal = hasAnswer ? null : t("writeFirst");
  const exportHref = `/api/search/export?${new URLSearchParams({ q: query })}`;
  useVerbs(
    useMemo(
      () => [
        { id: "search.saved", label: t("saved"), group: nav("search"), run: () => setLayer("saved") },
        { id: "search.save", label: t("save"), group: nav("search"), refusal, run: () => setLayer("save") },
      ],
      [t, nav, refusal],
    ),
  );
  return (
    <Stack gap="m">
      <PageHeader
        title={nav("search")}
        description={t("description")}
        actions={
          <>
            <Button icon={<Bookmark aria-hidden="true" />} onClick={() => setLayer("saved")}>
              {t("saved")}
            </Button>
            <Button icon={<BookmarkPlus aria-hidden="true" />} refusal={refusal} onClick={() => setLayer("save")}>
              {t("save")}
            </Button>
            {hasAnswer && (
              <LinkButton href={exportHref} isDownload icon={<Download aria-hidden="true" />}>
                {t("export")}
              </LinkButton>
            )}
          </>
        }
      />
      <SearchBox query={query} problems={problems} onAsk={ask} />
      {query === "" && <SearchExamples />}
      {hasAnswer && <SearchResults query={query} found={found} onNarrow={(key, value) => ask(`${query} ${key}:${queryValue(value)}`)} />}
      <SavedDrawer isOpen={layer === "saved"} onClose={() => setLayer("none")} />
      <SaveDialog query={query} isOpen={layer === "save"} onClose={() => setLayer("none")} />
    </Stack>
  );
}
