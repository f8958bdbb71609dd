"use client";
import type { SavedSearchView } from "@holdfast/contracts/saved-search";
import { Badge } from "@holdfast/ui/badge";
import { Button } from "@holdfast/ui/button";
import { ConfirmDialog } from "@holdfast/ui/confirm-dialog";
import { Link } from "@holdfast/ui/link";
import { notify } from "@holdfast/ui/notify";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { Inline } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { AlertMark } from "../shared-search/alert-mark";
import { searchHref } from "../shared-search/search-href";
import { AlertDialog } from "./alert-dialog";
import { SaveDialog } from "./save-dialog";

/** A saved search: the way to its answer, and for its owner the ways to change it. */
export function SavedItem({ saved }: { readonly saved: SavedSearchView }) {
  const t = useTranslations("search.savedItem");
  const { readFailure } = useUi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [layer, setLayer] = useState<"none" | "alert" | "edit" | "delete">("none");
  const close = () => setLayer("none");
  const remove = useMutation(
    trpc.search.remove.mutationOptions({
      onSuccess: () => {
        close();
        notify({ tone: "good", title: t("deleted", { name: saved.name }) });
        return queryClient.invalidateQueries({ queryKey: trpc.search.saved.queryKey() });
      },
    }),
  );
  return (
    <li className="flex min-w-0 flex-col gap-1 border-line border-b pb-3 last:border-b-0">
      <Inline gap="s">
        <Link href={searchHref(saved.query)}>{saved.name}</Link>
        {saved.isShared && <Badge>{saved.isOwn ? t("shared") : t("sharedBy", { name: visibleName(saved.ownerName) })}</Badge>}
      </Inline>
      <span className="break-words font-mono text-ink-soft text-small">{visibleName(saved.query)}</span>
      {saved.alert !== null && <AlertMark of={saved.alert} />}
      {saved.isOwn && (
        <Inline gap="s">
          <Button size="s" onClick={() => setLayer("alert")}>
            {t(saved.alert === null ? "alertOn" : "alertEdit")}
          </Button>
          <Button size="s" onClick={() => setLayer("edit")}>
            {t("edit")}
          </Button>
          <Button size="s" onClick={() => setLayer("delete")}>
            {t("delete")}
          </Button>
        </Inline>
      )}
      <AlertDialog saved={saved} isOpen={layer === "alert"} onClose={close} />
      <SaveDialog query={saved.query} saved={saved} isOpen={layer === "edit"} onClose={close} />
      <ConfirmDialog
        isOpen={layer === "delete"}
        onClose={close}
        title={t("deleteTitle", { name: saved.name })}
        consequence={saved.isShared ? t("consequenceShared") : t("consequence")}
        name={saved.name}
        confirmLabel={t("delete")}
        onConfirm={() => remove.mutate({ id: saved.id })}
        isBusy={remove.isPending}
        failure={remove.error && readFailure(remove.error).message}
      />
    </li>
  );
}
