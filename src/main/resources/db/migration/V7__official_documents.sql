-- What the city issued under its name: the PDF as it was signed, and what anybody may learn by its code.
create table official_document (
    id              uuid primary key,
    case_number     text        not null references case_file,
    -- The step or line that issued it: a job done twice issues once.
    key             text        not null check (length(key) between 1 and 100),
    -- Without its hyphens.
    code            text        not null unique check (code ~ '^[2-9A-HJ-NP-Z]{12}$'),
    -- Key of the word that says what it is, and the property it is about: never a person.
    title           text        not null,
    property        text        not null,
    issued_at       timestamptz not null,
    -- Until when its link works; renewed on request.
    available_until timestamptz not null,
    content         bytea       not null,
    size_bytes      int         generated always as (length(content)) stored,
    sha256          text        not null unique check (sha256 ~ '^[0-9a-f]{64}$'),
    revoked_at      timestamptz,
    revoked_reason  text,
    unique (case_number, key),
    check ((revoked_at is null) = (revoked_reason is null))
);
-- A PDF is compressed already.
alter table official_document alter column content set storage external;

-- What was issued stays as it was: only its link and its validity change, and what was revoked stays so.
create function official_document_step() returns trigger language plpgsql as $$
begin
    if (old.id, old.case_number, old.key, old.code, old.title, old.property, old.issued_at, old.sha256, old.content)
        is distinct from (new.id, new.case_number, new.key, new.code, new.title, new.property, new.issued_at, new.sha256, new.content)
        or old.revoked_at is not null and (old.revoked_at, old.revoked_reason) is distinct from (new.revoked_at, new.revoked_reason) then
        raise exception 'document % of % cannot change', old.key, old.case_number;
    end if;
    return new;
end $$;
create trigger official_document_step before update on official_document for each row execute function official_document_step();
