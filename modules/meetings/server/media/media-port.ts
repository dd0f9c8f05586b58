/** What one may send into a session. */
export const SOURCES = ['camera', 'microphone', 'screen'] as const;
export type Source = (typeof SOURCES)[number];

/** Somebody who is in a room, as the media server knows them. */
export interface MediaPerson {
  /** Id of the participant, or `watch:` and a chance id for a screen that only looks on. */
  identity: string;
  /** What they may send. */
  may: ReadonlySet<Source>;
  /** What they send now, unmuted. */
  sends: ReadonlySet<Source>;
}

export interface Entrance {
  room: string;
  identity: string;
  name: string;
  may: ReadonlySet<Source>;
  /** Not shown to the others. */
  hidden: boolean;
}

/** Something happened in a room. A hint only: it may come late, twice or never, so that whoever hears it looks. */
export interface MediaHint {
  room: string;
  identity: string | null;
  kind: 'joined' | 'left' | 'changed' | 'server_back';
}

/** All that the rest of the program knows of a media server. One room is one session; the room's name is the session's id. */
export interface MediaPort {
  /** A pass that opens one room for one identity; it must be used within {@link PASS_SECONDS}. */
  issuePass(entrance: Entrance): Promise<string>;
  /** Who is in the room; nobody where there is no room. */
  listPeople(room: string): Promise<MediaPerson[]>;
  /** Gives exactly these rights; what is sent without right ends at once. False: the person is not there. */
  setRights(room: string, identity: string, may: ReadonlySet<Source>): Promise<boolean>;
  /** Silences what the person sends; they may open it again while they have the right. */
  mute(room: string, identity: string, source: Source): Promise<boolean>;
  /** Puts the person out. A pass of before may still open the room while it lasts: whoever stays out is put out again. */
  remove(room: string, identity: string): Promise<boolean>;
  /** Ends the room and all lines in it. */
  closeRoom(room: string): Promise<void>;
  onHint(listener: (hint: MediaHint) => void): () => void;
}

export const PASS_SECONDS = 120;
