"use client";
import { Notice } from "@holdfast/ui/notice";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { type ProviderLink, providerEnd, readProviders } from "./provider-call";

/** After a sign-out: the session at the provider may go on, and the way to end it there. Nothing for a provider that is not ours. */
export function StillSignedIn({ providerKey }: { readonly providerKey: string }) {
  const t = useTranslations("signIn.provider");
  const [provider, setProvider] = useState<ProviderLink | null>(null);
  useEffect(() => {
    let isGone = false;
    void readProviders().then((found) => {
      if (!isGone) setProvider(found.find(({ key }) => key === providerKey) ?? null);
    });
    return () => {
      isGone = true;
    };
  }, [providerKey]);
  if (provider === null) return null;
  return (
    <div role="status" className="mb-4">
      <Notice
        tone="idle"
        shape="back"
        title={t("left")}
        // Leaves the console: no page of it to fetch ahead.
        action={<a href={providerEnd(provider.key)}>{t("leaveToo", { name: provider.name })}</a>}
      >
        {t("leftHelp", { name: provider.name })}
      </Notice>
    </div>
  );
}
