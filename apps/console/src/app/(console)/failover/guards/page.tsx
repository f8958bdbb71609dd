import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GuardsPage } from "../../../../features/failover-guards/guards-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("failoverGuards");
  return { title: t("title") };
}

export default function Guards() {
  return <GuardsPage />;
}
