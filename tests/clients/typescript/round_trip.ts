// Reads a line `{"contract": ..., "message": ...}` after the other, and writes the message, or null for one that its guard does not know.

import { createInterface } from "node:readline";
import { isArticle, isCopyLink, isDuplicate, isRawDocument, isRejection } from "./copydesk.js";
import type { Article, CopyLink, Duplicate, RawDocument, Rejection } from "./copydesk.js";

const GUARDS: { [contract: string]: (value: unknown) => value is Article | CopyLink | Duplicate | RawDocument | Rejection } = {
  article: isArticle,
  "copy-link": isCopyLink,
  duplicate: isDuplicate,
  "raw-document": isRawDocument,
  rejection: isRejection,
};

for await (const line of createInterface({ input: process.stdin })) {
  const { contract, message } = JSON.parse(line) as { contract: string; message: unknown };
  console.log(JSON.stringify(GUARDS[contract]?.(message) ? message : null));
}
