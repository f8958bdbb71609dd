import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GoldenPage } from "../../../features/observe/golden-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("observe") };
}

export default function Observe() {
  return <GoldenPage />;
}
