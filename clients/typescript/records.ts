// What a record of a topic for readers says, from its key, value and headers as any Kafka client for Node gives them.

import { isArticle, isCopyLink, isDuplicate, isRejection } from "./copydesk.js";
import type { Article, CopyLink, Duplicate, Rejection } from "./copydesk.js";

type Bytes = Uint8Array | null;

/** Of `news.articles`: a version of a story, or the order to remove the story with all its versions. */
export type ArticleRecord = { kind: "article"; article: Article } | { kind: "forgotten"; guid: string };

/** Of `news.links`: two stories with the same words, or a pair, `smaller guid|larger guid`, that is a link no more. */
export type LinkRecord = { kind: "link"; link: CopyLink } | { kind: "unlinked"; pair: string };

/** A record of `news.articles`. TypeError for one that is neither, SyntaxError for one that is no JSON. */
export function articleRecord(key: Bytes, value: Bytes): ArticleRecord {
  if (value === null) return { kind: "forgotten", guid: text(key) };
  return { kind: "article", article: parsed(value, isArticle, "Article") };
}

/** A record of `news.duplicates`; errors as above. */
export function duplicateRecord(value: Bytes): Duplicate {
  return parsed(value, isDuplicate, "Duplicate");
}

/** A record of `news.links`; errors as above. */
export function linkRecord(key: Bytes, value: Bytes): LinkRecord {
  if (value === null) return { kind: "unlinked", pair: text(key) };
  return { kind: "link", link: parsed(value, isCopyLink, "CopyLink") };
}

/** Why a record of `news.rejected` was turned away, from its headers; the value is the original's, byte for byte. */
export function rejectionRecord(headers: { [name: string]: unknown }): Rejection {
  const texts = Object.entries(headers).map(([name, value]) => [name, value instanceof Uint8Array ? text(value) : value]);
  const rejection: unknown = Object.fromEntries(texts);
  if (!isRejection(rejection)) throw new TypeError("the headers are not those of a Rejection");
  const { record_id, reason, stage, message } = rejection;
  return { record_id, reason, stage, message };
}

function parsed<T>(value: Bytes, guard: (value: unknown) => value is T, name: string): T {
  const found: unknown = JSON.parse(text(value));
  if (!guard(found)) throw new TypeError(`the value is no ${name}`);
  return found;
}

function text(bytes: Bytes): string {
  return new TextDecoder().decode(bytes ?? new Uint8Array());
}
