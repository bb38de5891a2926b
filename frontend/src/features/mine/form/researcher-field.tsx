/** The researcher behind a seed. */
import type { Schemas } from "@/api/client";
import { useMe } from "@/features/me";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { FieldGroup, TextField } from "@/ui/field";
import { faultIn } from "./content";
import { Around, useFieldProps } from "./shared";
import { useFaults, useStore, useValue } from "./store";

const texts = messages(
  {
    nameJa: "氏名（日本語）",
    nameEn: "氏名（英語）",
    orcid: "ORCID iD",
    eRad: "e-Rad 研究者番号（8桁）",
    me: "自分の情報を入れる",
  },
  {
    nameJa: "Name (Japanese)",
    nameEn: "Name (English)",
    orcid: "ORCID iD",
    eRad: "e-Rad researcher number (8 digits)",
    me: "Fill in my own details",
  },
);

export function ResearcherField() {
  const t = useMessages(texts);
  const store = useStore();
  const me = useMe().data;
  const person = useValue("researcher") ?? {};
  const { error: _, ...props } = useFieldProps("researcher");
  const faults = useFaults("researcher");
  const fault = (part: string) => {
    const error = faultIn(faults, `content.researcher.${part}`);
    return error ? { error } : {};
  };
  const set = (part: Partial<Schemas["Researcher"]>) => {
    const now = { ...(store.valueOf("researcher") ?? {}), ...part };
    store.set("researcher", now);
  };
  const name = (language: "ja" | "en", label: string) => (
    <TextField
      name={`content.researcher.name.${language}`}
      label={label}
      lang={language}
      {...(language === "ja" ? fault("name") : {})}
      value={person.name?.[language] ?? ""}
      onChange={(event) =>
        set({ name: { ...(store.valueOf("researcher")?.name ?? {}), [language]: event.target.value } })
      }
    />
  );
  return (
    <Around field="researcher">
      <FieldGroup {...props}>
        {me && !person.name?.ja && !person.name?.en ? (
          <div className="mb-1">
            <Button
              size="small"
              icon="user"
              onClick={() => set({ name: me.name, ...(me.orcid ? { orcid: me.orcid } : {}) })}
            >
              {t.me}
            </Button>
          </div>
        ) : null}
        <div className="grid grid-cols-1 gap-3 @md:grid-cols-2">
          {name("ja", t.nameJa)}
          {name("en", t.nameEn)}
          <TextField
            name="content.researcher.orcid"
            label={t.orcid}
            {...fault("orcid")}
            value={person.orcid ?? ""}
            onChange={(event) => set({ orcid: event.target.value.trim() })}
          />
          <TextField
            name="content.researcher.e_rad"
            label={t.eRad}
            inputMode="numeric"
            {...fault("e_rad")}
            value={person.e_rad ?? ""}
            onChange={(event) => set({ e_rad: event.target.value.normalize("NFKC").trim() })}
          />
        </div>
      </FieldGroup>
    </Around>
  );
}
