"use client";
import { inkColor } from "@holdfast/ui/rules/tone";
import { StatusGlyph } from "@holdfast/ui/status-shape";
import { useTranslations } from "next-intl";
import { MIN_PASSWORD_LENGTH, type PasswordRule, passwordRules } from "./password-rules";

/** The rules for a new password, each with whether it is met. */
export function PasswordRules({ broken }: { readonly broken: readonly PasswordRule[] }) {
  const t = useTranslations("setup.rule");
  return (
    <ul className="flex flex-col gap-0.5">
      {passwordRules.map((rule) => {
        const isMet = !broken.includes(rule);
        return (
          <li key={rule} className={`flex items-center gap-1.5 ${inkColor[isMet ? "good" : "idle"]}`}>
            <StatusGlyph shape={isMet ? "tick" : "ring"} />
            <span>
              {t(rule, { length: MIN_PASSWORD_LENGTH })} <span className="sr-only">({t(isMet ? "met" : "notMet")})</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
