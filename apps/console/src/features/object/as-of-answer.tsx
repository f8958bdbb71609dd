"use client";
import type { AsOfView } from "@holdfast/contracts/history";
import { Notice } from "@holdfast/ui/notice";
import { ObjectDiff } from "@holdfast/ui/object-diff";
import { Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { KeptSince } from "../shared-change/kept-since";
import { AsOfFields } from "./as-of-fields";

/** What an object was at an instant, or why nobody can say; and what is otherwise since. */
export function AsOfAnswer({ view }: { readonly view: AsOfView }) {
  const t = useTranslations("object.asOf");
  if (view.state === "beforeHistory")
    return (
      <Notice tone="unknown" shape="question" title={t("beforeHistory")}>
        <KeptSince at={view.keptSince} />
      </Notice>
    );
  const { kind, namespace, name, since, fields, isGone, doubt } = view;
  return (
    <Stack gap="m">
      {doubt !== null && (
        <Notice tone="stale" shape="clock" title={t("doubt")}>
          {t("doubtDetail")} <Time at={doubt.from} show="absolute" /> – <Time at={doubt.to} show="absolute" />
        </Notice>
      )}
      {view.state === "absent" ? (
        <Notice tone="idle" shape="dash" title={t("absent")} />
      ) : (
        <>
          <section aria-label={t("since")}>
            <h3 className="mb-1 font-semibold">{t(isGone ? "sinceUntilGone" : "since")}</h3>
            {since.length === 0 ? (
              <p className="text-ink-soft">{t("same")}</p>
            ) : (
              <ObjectDiff difference={{ kind, namespace, name, operation: "update", fields: since, warnings: [] }} />
            )}
          </section>
          <section aria-label={t("fields")}>
            <h3 className="mb-1 font-semibold">{t("fields")}</h3>
            <AsOfFields fields={fields} />
          </section>
        </>
      )}
    </Stack>
  );
}
