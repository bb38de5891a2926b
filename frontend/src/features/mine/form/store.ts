/** What is written in the form, outside of React: a key typed in one field draws that field anew and no other. */
import { createContext, useContext, useSyncExternalStore } from "react";
import type { Schemas } from "@/api/client";
import type { FieldProblem } from "@/api/problem";
import { type AnyContent, type FieldName, isBlank, type ListingKind } from "@/features/listing-view/fields";
import { toSend } from "./content";

type Draft = Schemas["DraftBody"];
type Tiers = Record<string, Schemas["Tier"]>;

export interface Remarks {
  faults: FieldProblem[];
  findings: Schemas["EnablingFinding"][];
}

interface Written {
  content: AnyContent;
  tiers: Tiers;
  shown: Schemas["NeedVisibility"] | null;
}

export class FormStore {
  readonly id: string;
  readonly kind: ListingKind;
  readonly specs: Schemas["FieldSpec"][];
  private content: AnyContent;
  private tiers: Tiers;
  private shown: Schemas["NeedVisibility"] | null;
  private remarks: Remarks;
  /** As it was last saved, and as it was last sent */
  private saved: Written;
  private sent: Written;
  private touched: ReadonlySet<string> = new Set();
  private attempted = false;
  private language: "ja" | "en" = "ja";
  /** Grows when what is written is replaced as a whole: fields then begin anew. */
  private edition = 0;
  private listeners = new Set<() => void>();
  onChange: () => void = () => {};

  constructor(draft: Draft, specs: Schemas["FieldSpec"][]) {
    this.id = draft.id;
    this.kind = draft.kind;
    this.specs = specs;
    this.content = draft.content as AnyContent;
    this.tiers = draft.tier_overrides;
    this.shown = draft.visibility ?? null;
    this.remarks = { faults: draft.faults, findings: draft.findings };
    this.saved = this.written();
    this.sent = this.saved;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  valueOf = <F extends FieldName>(field: F): AnyContent[F] => this.content[field];
  all = (): AnyContent => this.content;
  overrides = (): Tiers => this.tiers;
  visibility = (): Schemas["NeedVisibility"] | null => this.shown;
  remarked = (): Remarks => this.remarks;
  edited = (): number => this.edition;
  isAttempted = (): boolean => this.attempted;
  touches = (): ReadonlySet<string> => this.touched;
  writtenLanguage = (): "ja" | "en" => this.language;

  set<F extends FieldName>(field: F, value: AnyContent[F]): void {
    this.content = { ...this.content, [field]: value };
    this.changed();
  }

  guard(field: string, tier: Schemas["Tier"], floor: Schemas["Tier"]): void {
    const { [field]: _, ...others } = this.tiers;
    this.tiers = tier === floor ? others : { ...others, [field]: tier };
    this.changed();
  }

  show(visibility: Schemas["NeedVisibility"]): void {
    this.shown = visibility;
    this.changed();
  }

  touch(field: string): void {
    if (this.touched.has(field)) return;
    this.touched = new Set([...this.touched, field]);
    this.tell();
  }

  attempt(): void {
    this.attempted = true;
    this.tell();
  }

  write(language: "ja" | "en"): void {
    this.language = language;
    this.tell();
  }

  remark(draft: Pick<Draft, "faults" | "findings">): void {
    this.remarks = { faults: draft.faults, findings: draft.findings };
    this.tell();
  }

  replace(draft: Draft): void {
    this.content = draft.content as AnyContent;
    this.tiers = draft.tier_overrides;
    this.shown = draft.visibility ?? null;
    this.edition += 1;
    this.saved = this.written();
    this.remark(draft);
  }

  /** The server has what was sent. */
  settle(draft: Draft): void {
    this.saved = this.sent;
    this.remark(draft);
  }

  /** What was changed here since it was last saved, over what somebody else saved. */
  rebased(theirs: Draft): Draft {
    const changed = Object.entries(this.content).filter(
      ([field, value]) => value !== this.saved.content[field as FieldName],
    );
    return {
      ...theirs,
      content: { ...theirs.content, ...Object.fromEntries(changed) },
      tier_overrides: this.tiers === this.saved.tiers ? theirs.tier_overrides : this.tiers,
      visibility: this.shown === this.saved.shown ? (theirs.visibility ?? null) : this.shown,
    };
  }

  private written(): Written {
    return { content: this.content, tiers: this.tiers, shown: this.shown };
  }

  body(): Schemas["DraftToSave"] {
    this.sent = this.written();
    return {
      content: toSend(this.content),
      tier_overrides: this.tiers,
      ...(this.kind === "need" ? { visibility: this.shown } : {}),
    };
  }

  private changed(): void {
    this.tell();
    this.onChange();
  }
}

export const StoreContext = createContext<FormStore | null>(null);

export function useStore(): FormStore {
  const store = useContext(StoreContext);
  if (!store) throw new Error("outside of the form");
  return store;
}

/** A part of the store; it must keep its identity while it does not change. */
export function useOf<T>(read: (store: FormStore) => T): T {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, () => read(store));
}

export function useValue<F extends FieldName>(field: F): AnyContent[F] {
  return useOf((store) => store.valueOf(field));
}

export function useSpec(field: string): Schemas["FieldSpec"] | undefined {
  return useStore().specs.find((spec) => spec.name === field);
}

/**
 * The server's remarks, as far as the person has been at the field or has tried to submit. That something is missing is not said of a
 * field that was filled in since.
 */
export function useFaults(field: string): FieldProblem[] {
  const faults = useOf((store) => store.remarked().faults);
  const isShown = useOf((store) => store.isAttempted() || store.touches().has(field));
  const isFilled = useOf((store) => !isBlank(store.valueOf(field as FieldName)));
  if (!isShown) return NONE;
  return isFilled
    ? faults.filter((fault) => fault.code !== "required" || fault.field !== `content.${field}`)
    : faults;
}
const NONE: FieldProblem[] = [];
