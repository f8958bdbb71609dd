"use client";
import { Code } from "@holdfast/ui/code";
import { CopyButton } from "@holdfast/ui/copy-button";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { Time } from "@holdfast/ui/time";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { IdentityFrame } from "./identity-frame";
import { SvidList } from "./svid-list";

function Copied({ text }: { readonly text: string }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <span className="min-w-0 break-all">
        <Code>{text}</Code>
      </span>
      <CopyButton value={text} />
    </span>
  );
}

/** The authority that every identity comes from, to compare with what somebody else sees. */
function BundlePanel() {
  const t = useTranslations("identity.svid");
  const query = useQuery(useTRPC().svid.bundle.queryOptions());
  return (
    <Panel title={t("bundle")}>
      <Resolve query={query} loading={<CardSkeleton lines={4} />} isEmpty={() => false} empty={null}>
        {(bundle) => (
          <KeyValueList
            items={[
              { label: t("domain"), value: <Code>{bundle.trustDomain}</Code> },
              { label: t("subject"), value: bundle.subject },
              { label: t("fingerprint"), value: <Copied text={bundle.fingerprint} /> },
              { label: t("authorityEnds"), value: <Time at={bundle.notAfter} /> },
            ]}
          />
        )}
      </Resolve>
    </Panel>
  );
}

/** Who the agents are, until when, and whom all of them trust. */
export function AgentsPage() {
  return (
    <IdentityFrame tab="agents">
      <SvidList />
      <BundlePanel />
    </IdentityFrame>
  );
}
