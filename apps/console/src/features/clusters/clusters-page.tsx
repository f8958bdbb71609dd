"use client";
import { LinkButton } from "@holdfast/ui/button";
import { PageHeader } from "@holdfast/ui/page-header";
import { Inline, Stack } from "@holdfast/ui/stack";
import { useVerbs } from "@holdfast/ui/verbs";
import { Plus, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { ClusterPalette } from "../shared-cluster/cluster-palette";
import { useRefusal } from "../shared-cluster/use-refusal";
import { ClusterList } from "./cluster-list";

/** Which clusters there are, how each stands, and how old what is shown of it is. */
export function ClustersPage() {
  const t = useTranslations("clusters");
  const nav = useTranslations("nav");
  const refusal = useRefusal("cluster:register");
  useVerbs([
    { id: "cluster.import", label: t("import"), group: nav("clusters"), href: "/clusters/import", refusal },
    { id: "cluster.add", label: t("add"), group: nav("clusters"), keys: "n", href: "/clusters/new", refusal },
  ]);
  const add = refusal === null && (
    <Inline>
      <LinkButton href="/clusters/import" icon={<Upload aria-hidden="true" />}>
        {t("import")}
      </LinkButton>
      <LinkButton href="/clusters/new" icon={<Plus aria-hidden="true" />} variant="primary">
        {t("add")}
      </LinkButton>
    </Inline>
  );
  return (
    <Stack gap="m">
      <ClusterPalette />
      <PageHeader title={nav("clusters")} actions={add} />
      <ClusterList add={add} />
    </Stack>
  );
}
