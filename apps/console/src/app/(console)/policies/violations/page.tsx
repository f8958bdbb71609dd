import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ViolationsPage } from "../../../../features/violations/violations-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("violations"))("title") };
}

export default function Violations() {
  return <ViolationsPage />;
}
