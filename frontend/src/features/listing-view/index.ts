/** The read view of a listing's content, and the words for its fields. */
export {
  type AnyContent,
  contentOf,
  type FieldName,
  type FieldSection,
  fieldOf,
  isBlank,
  type ListingKind,
  sectionsOf,
  shapeOf,
} from "./fields";
export { ContentSections, ListingContent } from "./listing-content";
export { fieldNames, sectionNames, useFieldName, useSectionName } from "./names";
export { FieldValue, type Languages, Twin, type WriteText } from "./value";
