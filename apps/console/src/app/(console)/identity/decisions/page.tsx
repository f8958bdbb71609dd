import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DecisionsPage } from "../../../../features/identity/decisions-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("identity"))("tab.decisions") };
}

export default function Decisions() {
  return <DecisionsPage />;
}
