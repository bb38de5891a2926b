/** The widget that fits a field. */

import { lazy, Suspense } from "react";
import { type FieldName, shapeOf } from "@/features/listing-view/fields";
import type { VocabularyName } from "@/features/vocabulary";
import { ChoicesField, CodeSelectField, StageField } from "./code-fields";
import { DateField, DaysField, LinesField, TextValueField, YesNoField } from "./plain-fields";
import { ResearcherField } from "./researcher-field";
import { CoOwnersField, DisclosuresField, EvidenceField } from "./row-fields";
import { TwinField } from "./twin-field";

/** The heaviest part of the form: the sections that do without it are there before it. */
const loadPickers = () => import("./pickers");
const PickManyField = lazy(async () => ({ default: (await loadPickers()).PickManyField }));
const PickOneField = lazy(async () => ({ default: (await loadPickers()).PickOneField }));

/** Begins to load what later sections need. */
export function prepareFields(): void {
  void loadPickers();
}

/** Too many terms to look through. */
const LONG: VocabularyName[] = ["icd10", "modalities", "target_classes"];
/** Few enough, and short enough, to stand open. */
const OPEN: VocabularyName[] = ["approval_classes", "ip_statuses", "exclusivities"];

export function AnyField({ field }: { field: FieldName }) {
  if (field === "stage_min") return <StageField />;
  if (field === "stage_max") return null;
  const shape = shapeOf(field);
  switch (shape.shape) {
    case "bilingual":
      return <TwinField field={field} lines={shape.lines} />;
    case "text":
      return <TextValueField field={field} lines={shape.lines} />;
    case "texts":
      return <LinesField field={field} />;
    case "codes":
      return LONG.includes(shape.vocabulary) ? (
        <Suspense fallback={<div className="h-32" />}>
          <PickManyField field={field} vocabulary={shape.vocabulary} />
        </Suspense>
      ) : (
        <ChoicesField field={field} vocabulary={shape.vocabulary} />
      );
    case "code":
      if (LONG.includes(shape.vocabulary))
        return (
          <Suspense fallback={<div className="h-24" />}>
            <PickOneField field={field} vocabulary={shape.vocabulary} />
          </Suspense>
        );
      if (OPEN.includes(shape.vocabulary))
        return <ChoicesField field={field} vocabulary={shape.vocabulary} one />;
      return <CodeSelectField field={field} vocabulary={shape.vocabulary} />;
    case "date":
      return <DateField field={field} />;
    case "days":
      return <DaysField field={field} />;
    case "yes_no":
      return <YesNoField field={field} />;
    case "evidence":
      return <EvidenceField />;
    case "researcher":
      return <ResearcherField />;
    case "co_owners":
      return <CoOwnersField />;
    case "disclosures":
      return <DisclosuresField />;
  }
}
