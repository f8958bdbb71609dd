"use client";
import type { KubeconfigView } from "@holdfast/contracts/cluster-import";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { PageHeader } from "@holdfast/ui/page-header";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefusal } from "../shared-cluster/use-refusal";
import { ContextList } from "./context-list";
import { ImportList } from "./import-list";
import { ImportWays } from "./import-ways";
import { KubeconfigForm } from "./kubeconfig-form";

/** Brings clusters in by a kubeconfig: the file, then its contexts. What was pasted is in this tab only, until it is imported. */
export function ImportPage() {
  const t = useTranslations("import");
  const nav = useTranslations("nav");
  const refusal = useRefusal("cluster:register");
  const [read, setRead] = useState<{ kubeconfig: string; view: KubeconfigView } | null>(null);
  return (
    <Stack gap="m">
      <PageHeader
        trail={<Breadcrumbs trail={[{ label: nav("clusters"), href: "/clusters" }]} current={t("title")} />}
        title={t("title")}
        description={t("description")}
      />
      {read === null ? (
        <Stack gap="m">
          <ImportWays way="kubeconfig" />
          <KubeconfigForm refusal={refusal} onRead={(kubeconfig, view) => setRead({ kubeconfig, view })} />
          {refusal === null && <ImportList />}
        </Stack>
      ) : (
        <ContextList {...read} refusal={refusal} onAnother={() => setRead(null)} />
      )}
    </Stack>
  );
}
