/** Every page on one screen. A page's code is loaded when it is first opened. */
import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from "@tanstack/react-router";
import { Failure } from "@/ui/states";
import { type Address, parseAddress, writeAddress } from "./address";
import { MembersFrame, PublicFrame } from "./frame";
import { NotFound } from "./not-found";
import { Root } from "./root";

const root = createRootRoute({
  component: Root,
  notFoundComponent: () => (
    <PublicFrame>
      <NotFound />
    </PublicFrame>
  ),
  errorComponent: ({ error }) => <Failure error={error} />,
});
/** Pages for everybody. */
const open = createRoute({ getParentRoute: () => root, id: "open", component: PublicFrame });
/** Pages for members: they ask for a sign-in, and for the undertaking where it is needed. */
const members = createRoute({ getParentRoute: () => root, id: "members", component: MembersFrame });

const address = (search: Record<string, unknown>): Address => search as Address;

type Module = Record<string, React.ComponentType>;
function page<P extends AnyRoute, const Path extends string, M extends Module>(
  parent: P,
  path: Path,
  load: () => Promise<M>,
  name: keyof M & string,
) {
  return createRoute({
    getParentRoute: () => parent,
    path,
    validateSearch: address,
    component: lazyRouteComponent(load as () => Promise<Module>, name),
  });
}

const tree = root.addChildren([
  open.addChildren([
    page(open, "/", () => import("@/features/home/home"), "Home"),
    page(open, "/about", () => import("@/features/public/about"), "About"),
    page(open, "/apply", () => import("@/features/public/apply"), "Apply"),
    page(open, "/public", () => import("@/features/public/public-listings"), "PublicListings"),
    page(open, "/public/$reference", () => import("@/features/public/public-listing"), "PublicListing"),
    page(open, "/sign-in", () => import("@/features/auth/sign-in"), "SignIn"),
    page(open, "/forgot-password", () => import("@/features/auth/forgot-password"), "ForgotPassword"),
    page(open, "/reset-password", () => import("@/features/auth/reset-password"), "ResetPassword"),
    page(open, "/invitation", () => import("@/features/auth/invitation"), "Invitation"),
  ]),
  members.addChildren([
    page(members, "/undertaking", () => import("@/features/undertaking/undertaking"), "Undertaking"),
    page(members, "/notices", () => import("@/features/notices/notices"), "Notices"),
    page(members, "/settings", () => import("@/features/settings/profile"), "Profile"),
    page(members, "/settings/mail", () => import("@/features/settings/mail"), "MailSettings"),
    page(members, "/settings/security", () => import("@/features/settings/security"), "Security"),
    page(members, "/settings/sessions", () => import("@/features/settings/security"), "Security"),
    page(members, "/help", () => import("@/features/help/help"), "Help"),
    // What one owns
    page(members, "/mine", () => import("@/features/mine/mine"), "Mine"),
    page(members, "/mine/new/$kind", () => import("@/features/mine/new"), "NewListing"),
    page(members, "/mine/$id", () => import("@/features/mine/overview"), "Overview"),
    page(members, "/mine/$id/edit", () => import("@/features/mine/edit"), "Edit"),
    page(members, "/mine/$id/preview", () => import("@/features/mine/preview"), "Preview"),
    page(members, "/mine/$id/versions", () => import("@/features/mine/versions"), "Versions"),
    page(members, "/mine/$id/readers", () => import("@/features/mine/readers"), "Readers"),
    // What one looks for
    page(members, "/seeds", () => import("@/features/search/seeds"), "Seeds"),
    page(members, "/needs", () => import("@/features/search/needs"), "Needs"),
    page(members, "/about-text", () => import("@/features/search/about-text"), "AboutText"),
    page(members, "/seeds/$id", () => import("@/features/listing/listing"), "Listing"),
    page(members, "/needs/$id", () => import("@/features/listing/listing"), "Listing"),
    page(members, "/compare", () => import("@/features/listing/compare"), "Compare"),
    page(members, "/notes", () => import("@/features/notes/notes"), "Notes"),
    page(members, "/map", () => import("@/features/map/map"), "DiseaseStageMap"),
    page(
      members,
      "/saved-searches",
      () => import("@/features/saved-searches/saved-searches"),
      "SavedSearches",
    ),
    page(
      members,
      "/saved-searches/$id",
      () => import("@/features/saved-searches/saved-search"),
      "SavedSearch",
    ),
    page(members, "/candidates", () => import("@/features/candidates/candidates"), "Candidates"),
    page(members, "/candidates/$id", () => import("@/features/candidates/candidate"), "Candidate"),
    page(members, "/introductions", () => import("@/features/introductions/introductions"), "Introductions"),
    page(
      members,
      "/introductions/$id",
      () => import("@/features/introductions/introduction"),
      "Introduction",
    ),
    // What a liaison works at
    page(members, "/reviews", () => import("@/features/reviews/queue"), "ReviewQueue"),
    page(members, "/reviews/$id", () => import("@/features/reviews/desk"), "ReviewDesk"),
    page(members, "/institutions", () => import("@/features/reviews/institutions"), "Institutions"),
    // What the secretariat keeps
    page(members, "/dashboard", () => import("@/features/secretariat/dashboard"), "Dashboard"),
    page(members, "/applications", () => import("@/features/secretariat/applications"), "Applications"),
    page(members, "/applications/$id", () => import("@/features/secretariat/application"), "Application"),
    page(members, "/members", () => import("@/features/secretariat/members"), "Members"),
    page(members, "/members/$id", () => import("@/features/secretariat/member"), "Member"),
    page(members, "/organisations", () => import("@/features/secretariat/organisations"), "Organisations"),
    page(members, "/organisations/$id", () => import("@/features/secretariat/organisation"), "Organisation"),
    page(members, "/undertakings", () => import("@/features/secretariat/undertakings"), "Undertakings"),
    page(
      members,
      "/undertakings/$id",
      () => import("@/features/secretariat/undertaking"),
      "UndertakingVersion",
    ),
    page(members, "/announcements", () => import("@/features/secretariat/announcements"), "Announcements"),
    page(members, "/vocabularies", () => import("@/features/secretariat/vocabularies"), "Vocabularies"),
    page(members, "/liaisons", () => import("@/features/secretariat/liaisons"), "Liaisons"),
    page(members, "/operations", () => import("@/features/secretariat/operations"), "Operations"),
    page(members, "/ledger", () => import("@/features/secretariat/ledger"), "Ledger"),
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  parseSearch: parseAddress,
  stringifySearch: writeAddress,
  scrollRestoration: true,
  defaultPreload: "intent",
  defaultNotFoundComponent: NotFound,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
