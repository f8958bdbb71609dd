import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ComponentsPage } from "../../../features/components/components-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("components") };
}

export default function Components() {
  return <ComponentsPage />;
}
