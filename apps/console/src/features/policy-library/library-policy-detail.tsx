"use client";
import type { LibraryEntry } from "@holdfast/contracts/policy-library";
import { Badge } from "@holdfast/ui/badge";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { Button } from "@holdfast/ui/button";
import { Code, CodeBlock } from "@holdfast/ui/code";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { PageHeader } from "@holdfast/ui/page-header";
import { Panel } from "@holdfast/ui/panel";
import { Columns, Stack } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { useLocale, useTranslations } from "next-intl";
import { useRefusal } from "../shared-cluster/use-refusal";
import { usePageTitle } from "../shared-page/use-page-title";
import { SeverityBadge } from "./severity-badge";

function Facts({ policy }: { readonly policy: LibraryEntry }) {
  const t = useTranslations("policyLibrary");
  const list = new Intl.ListFormat(useLocale());
  const { standards, parameters } = policy;
  return (
    <KeyValueList
      items={[
        { label: t("name"), value: <Code>{policy.id}</Code> },
        { label: t("category"), value: t(`categories.${policy.category}`) },
        { label: t("engine"), value: t(`engines.${policy.engine}`) },
        {
          label: t("standards"),
          value: standards.length === 0 ? t("noStandards") : list.format(standards.map((each) => t("standard", each))),
        },
        ...(parameters.length === 0
          ? [{ label: t("parameters"), value: t("noParameters") }]
          : parameters.map(({ name, description }) => ({ label: name, value: description }))),
      ]}
    />
  );
}

/** A policy of the library that was read, to begin one of your own from. */
export function LibraryPolicyDetail({ policy }: { readonly policy: LibraryEntry }) {
  usePageTitle(policy.title);
  const t = useTranslations("policyLibrary");
  const nav = useTranslations("nav");
  const { navigate } = useUi();
  const refusal = useRefusal("policy:edit");
  return (
    <Stack gap="m">
      <PageHeader
        trail={
          <Breadcrumbs
            trail={[
              { label: nav("policies"), href: "/policies" },
              { label: t("title"), href: "/policies/library" },
            ]}
            current={policy.title}
          />
        }
        title={policy.title}
        status={
          <>
            <SeverityBadge severity={policy.severity} />
            <Badge>{t(`engines.${policy.engine}`)}</Badge>
          </>
        }
        description={policy.description}
        actions={
          <Button variant="primary" onClick={() => navigate(`/policies/new?from=${policy.id}`)} refusal={refusal}>
            {t("use")}
          </Button>
        }
      />
      <Panel title={t("about")}>
        <Facts policy={policy} />
        {policy.engine !== "admission" && <p className="mt-2 text-ink-soft text-small">{t(`needs.${policy.engine}`)}</p>}
      </Panel>
      <Columns least="l">
        <Panel title={t("manifests")}>
          <CodeBlock label={t("manifests")} text={policy.manifests.trimEnd()} hasLineNumbers maxLines={36} />
        </Panel>
        <Panel title={t("tests")}>
          <CodeBlock label={t("tests")} text={policy.tests.trimEnd()} hasLineNumbers maxLines={36} />
        </Panel>
      </Columns>
    </Stack>
  );
}
