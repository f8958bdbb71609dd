import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { WhoCanPage } from "../../../../features/identity/who-can-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("identity"))("tab.access") };
}

export default function Access() {
  return <WhoCanPage />;
}
