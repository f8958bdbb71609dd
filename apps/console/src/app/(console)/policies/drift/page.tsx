import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DriftPage } from "../../../../features/policy-drift/drift-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("drift"))("title") };
}

export default function Drift() {
  return <DriftPage />;
}
