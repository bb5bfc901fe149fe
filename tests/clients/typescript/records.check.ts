// What `records.ts` says of records as kafkajs gives them: a line of JSON each.

import { articleRecord, duplicateRecord, linkRecord, rejectionRecord } from "./records.js";

const bytes = (text: string) => Buffer.from(text);
const json = (value: unknown) => bytes(JSON.stringify(value));
const [article, link, duplicate, rejection] = JSON.parse(process.argv[2] ?? "") as [object, object, object, object];

function told(question: () => unknown): unknown {
  try {
    return question();
  } catch (error) {
    return (error as Error).name;
  }
}

const headers = Object.fromEntries(Object.entries(rejection).map(([name, value]) => [name, bytes(String(value))]));
const said = [
  told(() => articleRecord(bytes("a:1"), json(article))),
  told(() => articleRecord(bytes("a:1"), null)),
  told(() => articleRecord(bytes("a:1"), json({ ...article, guid: undefined }))),
  told(() => articleRecord(bytes("a:1"), bytes("no json"))),
  told(() => linkRecord(bytes("a:1|b:2"), json(link))),
  told(() => linkRecord(bytes("a:1|b:2"), null)),
  told(() => duplicateRecord(json(duplicate))),
  told(() => duplicateRecord(null)),
  told(() => rejectionRecord({ ...headers, "kafka_dlt-original-offset": Buffer.alloc(8) })),
  told(() => rejectionRecord({})),
];
for (const each of said) console.log(JSON.stringify(each));
