/** Differences between two versions of a listing. */
export { type Change, changesBetween } from "./changes";
export { FieldChanges } from "./field-changes";
export { WordDiff } from "./word-diff";
