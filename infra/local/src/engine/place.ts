/** Where an engine keeps what it keeps. */
export interface Place {
  /** Folder of its data. */
  readonly folder: string;
  /** Path that its log, its process id and its settings begin with. */
  readonly base: string;
}
