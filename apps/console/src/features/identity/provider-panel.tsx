"use client";
import type { ProviderView } from "@holdfast/contracts/identity-provider";
import { Button } from "@holdfast/ui/button";
import { Code } from "@holdfast/ui/code";
import { CopyButton } from "@holdfast/ui/copy-button";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Panel } from "@holdfast/ui/panel";
import { Inline } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useRefusal } from "../shared-cluster/use-refusal";
import { useClustersText } from "../shared-identity/grant-words";

interface ProviderPanelProps {
  readonly provider: ProviderView;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function Mappings({ provider }: { readonly provider: ProviderView }) {
  const t = useTranslations("identity.provider");
  const identity = useTranslations("identity");
  const clusters = useClustersText();
  if (provider.mappings.length === 0) return t("noMappings");
  return (
    <ul>
      {provider.mappings.map((mapping) => (
        <li key={JSON.stringify(mapping)} className="break-words">
          {t("means", { group: mapping.group, role: identity(`role.${mapping.role}`), clusters: clusters(mapping.selector) })}
        </li>
      ))}
    </ul>
  );
}

/** One provider: whether it lets people in, whom, and what its groups mean. */
export function ProviderPanel({ provider, onEdit, onRemove }: ProviderPanelProps) {
  const t = useTranslations("identity.provider");
  const refusal = useRefusal("access:manage");
  const { emailDomains, groupsClaim } = provider;
  return (
    <Panel
      title={provider.name}
      aside={
        provider.isEnabled ? (
          <StatusMark tone="good" shape="tick" word={t("on")} />
        ) : (
          <StatusMark tone="idle" shape="ring" word={t("off")} />
        )
      }
      actions={
        <Inline>
          <Button size="s" refusal={refusal} onClick={onRemove}>
            {t("remove")}
          </Button>
          <Button size="s" refusal={refusal} onClick={onEdit}>
            {t("edit")}
          </Button>
        </Inline>
      }
    >
      <KeyValueList
        items={[
          { label: t("field.issuer"), value: <Code>{provider.issuer}</Code> },
          { label: t("field.clientId"), value: <Code>{provider.clientId}</Code> },
          {
            label: t("redirect"),
            value: (
              <span className="inline-flex max-w-full items-center gap-1">
                <span className="min-w-0 break-all">
                  <Code>{provider.redirectUrl}</Code>
                </span>
                <CopyButton value={provider.redirectUrl} />
              </span>
            ),
          },
          { label: t("field.groupsClaim"), value: <Code>{groupsClaim}</Code> },
          { label: t("mappings"), value: <Mappings provider={provider} /> },
          { label: t("whoMay"), value: t(provider.admitsNew ? "everybody" : "invitedOnly") },
          { label: t("field.emailDomains"), value: emailDomains.length === 0 ? t("anyDomain") : emailDomains.join(", ") },
          { label: t("people"), value: String(provider.people) },
          { label: t("changed"), value: <Time at={provider.updatedAt} /> },
        ]}
      />
    </Panel>
  );
}
