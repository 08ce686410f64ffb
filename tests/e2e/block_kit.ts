// What we send to Slack, in Slack's own types: only blocks that it knows.
import type { HomeView, KnownBlock, ModalView } from "@slack/types";

export interface Message {
  text: string;
  blocks: KnownBlock[];
}

export type Modal = Omit<ModalView, "blocks"> & { blocks: KnownBlock[] };

export type Home = Omit<HomeView, "blocks"> & { blocks: KnownBlock[] };
