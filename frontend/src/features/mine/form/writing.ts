/** A draft being written: what is in the form, saved by itself, and read anew in another language. */
import { useEffect, useRef } from "react";
import { api, ifMatch, type Schemas } from "@/api/client";
import { useLocale } from "@/i18n/locale";
import { Saver } from "./saver";
import { FormStore } from "./store";

export function begin(draft: Schemas["DraftBody"], specs: Schemas["FieldSpec"][], language: "ja" | "en") {
  const store = new FormStore(draft, specs);
  store.write(language);
  const saver = new Saver(
    {
      read: () => store.body(),
      send: async (body, version) => {
        const { data } = await api.PUT("/api/v1/listings/{id}/draft", {
          params: { path: { id: draft.id }, header: { "If-Match": ifMatch(version) } },
          body,
        });
        if (!data) throw new Error("empty answer");
        return data;
      },
      onSaved: (saved) => store.settle(saved),
    },
    draft.version,
  );
  store.onChange = () => saver.changed();
  return { store, saver };
}

/** Saves by itself while the form is there, and at once when it is left or the connection is back. */
export function useSaving(saver: Saver): void {
  useEffect(() => {
    saver.start();
    const hide = () => {
      if (document.visibilityState === "hidden") void saver.flush();
    };
    const online = () => void saver.flush();
    document.addEventListener("visibilitychange", hide);
    window.addEventListener("online", online);
    return () => {
      window.removeEventListener("online", online);
      document.removeEventListener("visibilitychange", hide);
      saver.stop();
    };
  }, [saver]);
}

/** The server's remarks come in the language of the screen. */
export function useReread(store: FormStore, saver: Saver): void {
  const locale = useLocale();
  const before = useRef(locale);
  useEffect(() => {
    if (before.current === locale) return;
    before.current = locale;
    void saver
      .flush()
      .then(() => api.GET("/api/v1/listings/{id}/draft", { params: { path: { id: store.id } } }))
      .then(
        ({ data }) => {
          if (data && data.version === saver.seenVersion) store.remark(data);
        },
        () => {},
      );
  }, [locale, store, saver]);
}
