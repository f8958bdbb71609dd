import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LedgerPage } from "../../../../features/ledger/ledger-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("nav");
  return { title: t("ledger") };
}

export default function Ledger() {
  return <LedgerPage />;
}
