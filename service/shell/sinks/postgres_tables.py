"""The tables of the PostgreSQL sink, as a list of steps: a database has taken the first so many of them, and takes the rest
when a sink starts. A step that was released is never changed; what is to be different is a new one.
"""

from __future__ import annotations

ARTICLES = """
CREATE TABLE articles (
    guid text NOT NULL,
    version integer NOT NULL,
    source_id text NOT NULL,
    news_id text NOT NULL,
    url text,
    canonical_url text,
    headline text,
    abstract text,
    body_text text NOT NULL,
    byline text,
    authors text[] NOT NULL,
    tags text[] NOT NULL,
    section text,
    language text,
    pubstatus text NOT NULL,
    embargoed_until timestamptz,
    signals text[] NOT NULL,
    editorial_note text,
    urgency smallint,
    published_at timestamptz,
    published_precision text NOT NULL,
    modified_at timestamptz,
    fetched_at timestamptz,
    ingested_at timestamptz,
    first_seen_at timestamptz,
    changed_fields text[] NOT NULL,
    content_hash text NOT NULL,
    word_count bigint,
    countries text[] NOT NULL,
    keywords text[] NOT NULL,
    article jsonb NOT NULL,
    kafka_partition integer NOT NULL,
    kafka_offset bigint NOT NULL,
    kafka_time timestamptz,
    stored_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (guid, version)
);
CREATE INDEX articles_published ON articles (published_at DESC);
CREATE INDEX articles_of_source ON articles (source_id, published_at DESC);
CREATE INDEX articles_tags ON articles USING gin (tags);

CREATE TABLE articles_place (name text NOT NULL);
INSERT INTO articles_place VALUES (md5(random()::text || clock_timestamp()::text));

CREATE TABLE articles_forgotten (
    guid text PRIMARY KEY,
    forgotten_at timestamptz
);

CREATE TABLE articles_refused (
    kafka_partition integer NOT NULL,
    kafka_offset bigint NOT NULL,
    guid text NOT NULL,
    why text NOT NULL,
    value bytea NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (kafka_partition, kafka_offset)
);

CREATE TABLE articles_offsets (
    cluster text NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    next_offset bigint NOT NULL,
    written_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (cluster, topic, partition)
);
"""

LATEST = """
CREATE VIEW latest_articles AS
SELECT guid, version, source_id, news_id, url, canonical_url, headline, abstract, body_text, byline, authors, tags, section,
       language, published_at, published_precision, modified_at, fetched_at, ingested_at, first_seen_at, changed_fields,
       signals, urgency, content_hash, word_count, countries, keywords, article - 'editorial_note' AS article
FROM articles AS one
WHERE NOT EXISTS (SELECT FROM articles AS newer WHERE newer.guid = one.guid AND newer.version > one.version)
  AND (pubstatus = 'usable' OR (pubstatus = 'withheld' AND embargoed_until <= now()))
  AND NOT 'advisory' = ANY (signals);
COMMENT ON VIEW latest_articles IS 'The newest version of each story, where readers may see it now';
"""

SEARCHED_CHARACTERS = 150_000
"""Of a text: PostgreSQL holds at most a megabyte of words in a tsvector, and refuses a row with more."""

_SEARCHED = (
    f"left(coalesce(headline, '') || E'\\n' || coalesce(abstract, '') || E'\\n' || body_text, {SEARCHED_CHARACTERS})"
)

SEARCH = f"""
CREATE FUNCTION article_words(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE lower(split_part(language, '-', 1))
        WHEN 'ar' THEN 'pg_catalog.arabic'::regconfig WHEN 'ca' THEN 'pg_catalog.catalan'::regconfig
        WHEN 'da' THEN 'pg_catalog.danish'::regconfig WHEN 'de' THEN 'pg_catalog.german'::regconfig
        WHEN 'el' THEN 'pg_catalog.greek'::regconfig WHEN 'en' THEN 'pg_catalog.english'::regconfig
        WHEN 'es' THEN 'pg_catalog.spanish'::regconfig WHEN 'eu' THEN 'pg_catalog.basque'::regconfig
        WHEN 'fi' THEN 'pg_catalog.finnish'::regconfig WHEN 'fr' THEN 'pg_catalog.french'::regconfig
        WHEN 'ga' THEN 'pg_catalog.irish'::regconfig WHEN 'hi' THEN 'pg_catalog.hindi'::regconfig
        WHEN 'hu' THEN 'pg_catalog.hungarian'::regconfig WHEN 'hy' THEN 'pg_catalog.armenian'::regconfig
        WHEN 'id' THEN 'pg_catalog.indonesian'::regconfig WHEN 'it' THEN 'pg_catalog.italian'::regconfig
        WHEN 'lt' THEN 'pg_catalog.lithuanian'::regconfig WHEN 'nb' THEN 'pg_catalog.norwegian'::regconfig
        WHEN 'ne' THEN 'pg_catalog.nepali'::regconfig WHEN 'nl' THEN 'pg_catalog.dutch'::regconfig
        WHEN 'no' THEN 'pg_catalog.norwegian'::regconfig WHEN 'pt' THEN 'pg_catalog.portuguese'::regconfig
        WHEN 'ro' THEN 'pg_catalog.romanian'::regconfig WHEN 'ru' THEN 'pg_catalog.russian'::regconfig
        WHEN 'sr' THEN 'pg_catalog.serbian'::regconfig WHEN 'sv' THEN 'pg_catalog.swedish'::regconfig
        WHEN 'ta' THEN 'pg_catalog.tamil'::regconfig WHEN 'tr' THEN 'pg_catalog.turkish'::regconfig
        WHEN 'yi' THEN 'pg_catalog.yiddish'::regconfig
        ELSE 'pg_catalog.simple'::regconfig
    END
$$;
COMMENT ON FUNCTION article_words IS 'How the words of a language are folded: by its stemmer where PostgreSQL has one, else simple';
ALTER TABLE articles
    ADD COLUMN words tsvector GENERATED ALWAYS AS (
        to_tsvector('pg_catalog.simple', {_SEARCHED})) STORED,
    ADD COLUMN stems tsvector GENERATED ALWAYS AS (
        to_tsvector(article_words(language), {_SEARCHED})) STORED;
CREATE INDEX articles_words ON articles USING gin (words);
CREATE INDEX articles_stems ON articles USING gin (stems);
DROP VIEW latest_articles;
{LATEST.replace("keywords, article -", "keywords, words, stems, article -")}
"""

STEPS = (ARTICLES, LATEST, SEARCH)

TABLES = ("articles", "articles_place", "articles_forgotten", "articles_refused", "articles_offsets")
"""What the steps make; beside them is `articles_steps`, which counts them."""
