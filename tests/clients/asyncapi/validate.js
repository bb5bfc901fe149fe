// What the AsyncAPI initiative's own parser finds in a document, and the messages, payloads and operations that it reads.

import { Parser, fromFile } from "@asyncapi/parser";

const { document, diagnostics } = await fromFile(new Parser(), process.argv[2]).parse();
console.log(
  JSON.stringify({
    found: diagnostics.map(({ code, message }) => [code, message]),
    messages: document?.allMessages().all().map((message) => [message.id(), message.title(), message.payload()?.title() ?? null]),
    operations: document?.allOperations().all().map((operation) => [operation.id(), operation.title()]),
  }),
);
