"use client";
import type { SavedSearchView } from "@holdfast/contracts/saved-search";
import { CodeBlock } from "@holdfast/ui/code";
import { Dialog } from "@holdfast/ui/dialog";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { AlertForm } from "./alert-form";

interface AlertDialogProps {
  readonly saved: SavedSearchView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Asks when a saved search is to be told of, and whom. */
export function AlertDialog({ saved, isOpen, onClose }: AlertDialogProps) {
  const t = useTranslations("search.alert");
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t("title", { name: saved.name })} description={t("help")}>
      <Stack gap="m">
        <CodeBlock label={t("query")} text={saved.query} />
        <AlertForm saved={saved} onClose={onClose} />
      </Stack>
    </Dialog>
  );
}
