"use client";
import type { PolicyId } from "@holdfast/contracts/ids";
import type { PolicyView } from "@holdfast/contracts/policy";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { Notice } from "@holdfast/ui/notice";
import { PageHeader } from "@holdfast/ui/page-header";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { readPlacement } from "../shared-cluster/placement-text";
import { PolicyForm } from "./policy-form";
import { draftOfStrategy } from "./strategy-draft";
import type { PolicyDraft } from "./use-save-policy";

const draftOf = (policy: PolicyView): PolicyDraft => ({
  name: policy.name,
  description: policy.description,
  yaml: policy.versions[0]?.yaml ?? "",
  tests: policy.versions[0]?.tests ?? "",
  placement: readPlacement(policy.placement),
  strategy: draftOfStrategy(policy.strategy),
  basedOnVersion: policy.latestVersion,
});

function Editor({ policy }: { readonly policy: PolicyView }) {
  const t = useTranslations("policyEditor");
  const nav = useTranslations("nav");
  // What one began with: a version that somebody else saves meanwhile must not replace what is being written.
  const [initial] = useState(() => draftOf(policy));
  const href = `/policies/${policy.id}`;
  return (
    <Stack gap="m">
      <PageHeader
        trail={
          <Breadcrumbs
            trail={[
              { label: nav("policies"), href: "/policies" },
              { label: policy.name, href },
            ]}
            current={t("edit")}
          />
        }
        title={t("editTitle", { name: policy.name })}
        description={t("editDescription", { version: initial.basedOnVersion })}
      />
      {policy.latestVersion > initial.basedOnVersion && (
        <Notice tone="caution" shape="triangle" title={t("overtaken", { version: policy.latestVersion })}>
          {t("overtakenDetail")}
        </Notice>
      )}
      <PolicyForm label={t("editTitle", { name: policy.name })} initial={initial} backHref={href} />
    </Stack>
  );
}

/** Writes the next version of a policy. */
export function EditPolicyPage({ policyId }: { readonly policyId: PolicyId }) {
  const query = useQuery(useTRPC().policy.get.queryOptions({ policyId }));
  return (
    <Resolve query={query} loading={<CardSkeleton lines={24} />} isEmpty={() => false} empty={null}>
      {(policy) => <Editor policy={policy} />}
    </Resolve>
  );
}
