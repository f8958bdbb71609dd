"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { type ProviderLink, providerStart, readProviders } from "./provider-call";

/** The other ways in: one link a provider, below the password so that nothing moves when they come. */
export function ProviderLinks({ returnPath }: { readonly returnPath: string }) {
  const t = useTranslations("signIn.provider");
  const [links, setLinks] = useState<readonly ProviderLink[]>([]);
  useEffect(() => {
    let isGone = false;
    void readProviders().then((found) => {
      if (!isGone) setLinks(found);
    });
    return () => {
      isGone = true;
    };
  }, []);
  if (links.length === 0) return null;
  return (
    <nav aria-label={t("title")} className="mt-6 border-line border-t pt-5">
      <ul className="flex flex-col gap-2">
        {links.map(({ key, name }) => (
          <li key={key}>
            {/* Leaves the console: no page of it to fetch ahead. */}
            <a
              href={providerStart(key, returnPath)}
              className="flex min-h-8 w-full items-center justify-center rounded-m border border-line-strong bg-surface px-3 py-1.5 text-center font-medium text-ink no-underline hover:bg-hover"
            >
              <span className="min-w-0 break-words">{t("with", { name })}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
