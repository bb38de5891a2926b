/** `/announcements`: what every member is told for a while. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { $api, api, ifMatch, refresh, type Schemas } from "@/api/client";
import { textOf } from "@/app/address";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { ConfirmDialog, Dialog } from "@/ui/dialog";
import { Page } from "@/ui/page";
import { Await, Empty } from "@/ui/states";
import { toast } from "@/ui/toast";
import { AnnouncementForm } from "./announcement-form";
import { phaseOf } from "./announcement-phase";
import { AnnouncementRow } from "./announcement-row";
import { announcementPhases } from "./announcement-words";
import { FilterBar, FilterSelect, keysOf, optionsOf, useFilter } from "./filters";
import { byPages, More } from "./more";
import { useSubmission } from "./submit";
import { common } from "./texts";
import { Trouble } from "./trouble";

const texts = messages(
  {
    title: "お知らせ管理",
    lead: "会員全員の画面の上に出すお知らせです。期間を決めて、日本語と英語で書きます。",
    make: "お知らせを書く",
    change: "お知らせを直す",
    removed: "お知らせを削除しました",
    sure: (title: string) => `「${title}」を削除しますか`,
    sureText:
      "会員の画面から、すぐに消えます。元に戻せません。期間を終えるだけなら、終了日時を変えてください。",
    remove: "削除する",
    empty: "お知らせはまだありません",
    emptyText: "メンテナンスや運用の変更などを、会員に知らせることができます。",
    emptyFilter: "当てはまるお知らせはありません",
  },
  {
    title: "Announcements",
    lead: "What every member sees at the top of the screen, for a time, in Japanese and English.",
    make: "Write an announcement",
    change: "Change the announcement",
    removed: "Announcement deleted",
    sure: (title: string) => `Delete “${title}”?`,
    sureText:
      "It disappears from members’ screens at once and cannot be brought back. To end it only, change its end.",
    remove: "Delete",
    empty: "There are no announcements",
    emptyText: "Tell members of maintenance, say, or of changes in how the platform is run.",
    emptyFilter: "No announcement fits",
  },
);

type Announcement = Schemas["AnnouncementView"];

export function Announcements() {
  const t = useMessages(texts);
  const words = useMessages(common);
  const phases = useMessages(announcementPhases);
  const phase = useFilter("phase", keysOf(phases));
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const query = $api.useInfiniteQuery(
    "get",
    "/api/v1/announcements/all",
    { params: { query: { limit: 100 } } },
    byPages,
  );
  const all = query.data?.pages.flatMap((page) => page?.items ?? []) ?? [];
  const wanted = textOf(search["edit"]);
  const edited = all.find((one) => one.id === wanted);
  const [removing, setRemoving] = useState<Announcement | null>(null);
  const open = (edit?: string) =>
    void navigate({ to: ".", search: { phase, edit }, replace: true, resetScroll: false });
  const reload = () => query.refetch();
  const saved = async () => {
    open();
    toast(words.saved);
    await refresh("/announcements");
  };
  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={
        <Button look="primary" icon="plus" onClick={() => open("new")}>
          {t.make}
        </Button>
      }
    >
      <Await query={query}>
        {() => {
          const items = all.filter((one) => !phase || phaseOf(one) === phase);
          return (
            <>
              <FilterBar>
                <FilterSelect name="phase" label={words.state} value={phase} options={optionsOf(phases)} />
              </FilterBar>
              {items.length === 0 ? (
                <Empty title={phase ? t.emptyFilter : t.empty}>{phase ? null : t.emptyText}</Empty>
              ) : (
                <>
                  <ul className="flex flex-col gap-4">
                    {items.map((one) => (
                      <AnnouncementRow
                        key={one.id}
                        announcement={one}
                        onEdit={() => open(one.id)}
                        onRemove={() => setRemoving(one)}
                      />
                    ))}
                  </ul>
                  <More pages={query} shown={items.length} />
                </>
              )}
            </>
          );
        }}
      </Await>
      <Dialog
        open={wanted === "new" || edited !== undefined}
        title={edited ? t.change : t.make}
        shape="wide"
        onClose={() => open()}
      >
        <AnnouncementForm announcement={edited} reload={reload} onSaved={saved} />
      </Dialog>
      <Removal announcement={removing} onClose={() => setRemoving(null)} reload={reload} />
    </Page>
  );
}

interface RemovalProps {
  announcement: Announcement | null;
  onClose: () => void;
  reload: () => Promise<unknown>;
}

function Removal({ announcement, onClose, reload }: RemovalProps) {
  const t = useMessages(texts);
  const submission = useSubmission(reload);
  const remove = async () => {
    if (!announcement) return;
    const done = await submission.run(async () => {
      await api.DELETE("/api/v1/announcements/{id}", {
        params: { path: { id: announcement.id }, header: { "If-Match": ifMatch(announcement.version) } },
      });
    });
    if (!done) return;
    onClose();
    toast(t.removed);
    await refresh("/announcements");
    // The row with its buttons is gone.
    document.querySelector<HTMLElement>("h1")?.focus();
  };
  return (
    <ConfirmDialog
      open={announcement !== null}
      title={t.sure(announcement?.title.ja ?? announcement?.title.en ?? "")}
      confirm={t.remove}
      danger
      busy={submission.busy}
      onConfirm={() => void remove()}
      onClose={() => {
        submission.show([]);
        onClose();
      }}
    >
      <div className="flex flex-col gap-4">
        <p>{t.sureText}</p>
        <Trouble of={submission} />
      </div>
    </ConfirmDialog>
  );
}
