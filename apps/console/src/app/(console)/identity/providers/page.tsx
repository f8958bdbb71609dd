import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProvidersPage } from "../../../../features/identity/providers-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("identity"))("tab.providers") };
}

export default function Providers() {
  return <ProvidersPage />;
}
