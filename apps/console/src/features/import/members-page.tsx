"use client";
import type { MemberRow } from "@holdfast/contracts/member-cluster";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { PageHeader } from "@holdfast/ui/page-header";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefusal } from "../shared-cluster/use-refusal";
import { ImportWays } from "./import-ways";
import { MemberList } from "./member-list";
import { MemberReview } from "./member-review";

/** Brings in clusters that clusters of the fleet manage by Rancher, Karmada or Open Cluster Management: the list, then the chosen ones. */
export function MembersPage() {
  const t = useTranslations("import.members");
  const nav = useTranslations("nav");
  const refusal = useRefusal("cluster:register");
  const [chosen, setChosen] = useState<readonly MemberRow[] | null>(null);
  return (
    <Stack gap="m">
      <PageHeader
        trail={<Breadcrumbs trail={[{ label: nav("clusters"), href: "/clusters" }]} current={t("title")} />}
        title={t("title")}
        description={t("description")}
      />
      {chosen === null ? (
        <>
          <ImportWays way="members" />
          <MemberList refusal={refusal} onChosen={setChosen} />
        </>
      ) : (
        <MemberReview of={chosen} refusal={refusal} onBack={() => setChosen(null)} />
      )}
    </Stack>
  );
}
