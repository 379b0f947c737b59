-- What the city issues under its name, as signed PDF that anybody can verify.
create table official_document (
    id              uuid primary key,
    case_number     text        not null references case_file,
    -- The step or line that issued it: one document, however often the step is repeated.
    key             text        not null,
    -- Random, so that knowing one leads to no other.
    code            text        not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$'),
    -- A key of the service's words.
    title           text        not null,
    -- May be shown to whoever has the code; names nobody.
    property        text        not null,
    content         bytea       not null,
    size            int         not null check (size = length(content)),
    sha256          text        not null unique check (sha256 = encode(sha256(content), 'hex')),
    issued_at       timestamptz not null,
    -- Until when the resident's link opens it; they extend it themselves.
    available_until timestamptz not null,
    revoked_at      timestamptz,
    revoked_reason  text,
    unique (case_number, key),
    check ((revoked_at is null) = (revoked_reason is null))
);
-- A PDF is compressed already.
alter table official_document alter column content set storage external;
