-- The sandbox plays a payment provider: these tables stand for another house's, and nothing of ours points to them or from them.

-- A hosted page, and what the payer did there. What state it is in follows from its times and the clock.
create table sandbox_session (
    id              text primary key,
    request_key     text        not null unique,
    order_number    text        not null,
    amount_cents    bigint      not null check (amount_cents between 50 and 99999999),
    language        text        not null check (language in ('fr', 'en')),
    description     text        not null,
    paid_url        text        not null,
    cancelled_url   text        not null,
    opened_at       timestamptz not null,
    expires_at      timestamptz not null,
    -- Which of the sandbox's cards was entered, and all that is ever kept of it: never its number.
    card            text,
    brand           text,
    last_four       text check (last_four ~ '^[0-9]{4}$'),
    entered_at      timestamptz,
    payment         text unique,
    -- May lie in the future: some cards are slow.
    captured_at     timestamptz,
    check ((card is null) = (entered_at is null) and (card is null) = (brand is null) and (card is null) = (last_four is null) and (card is null) = (payment is null)),
    check (captured_at is null or card is not null)
);
create index sandbox_session_captured on sandbox_session (captured_at);

create table sandbox_refund (
    id              text primary key,
    request_key     text        not null unique,
    payment         text        not null references sandbox_session (payment),
    amount_cents    bigint      not null check (amount_cents > 0),
    refused         boolean     not null,
    asked_at        timestamptz not null,
    confirmed_at    timestamptz not null
);
create index sandbox_refund_payment on sandbox_refund (payment);

create table sandbox_dispute (
    id              text primary key,
    payment         text        not null unique references sandbox_session (payment),
    opened_at       timestamptz not null,
    closed_at       timestamptz,
    lost            boolean     not null
);

-- Notices to send: a row before anything leaves. A notice sent twice on purpose is two rows with one event.
create table sandbox_notice (
    id              bigint generated always as identity primary key,
    event           text        not null,
    about           text        not null,
    type            text        not null,
    body            text        not null,
    due_at          timestamptz not null,
    attempts        int         not null default 0,
    -- Also set when a notice is given up.
    done_at         timestamptz
);
create index sandbox_notice_due on sandbox_notice (due_at) where done_at is null;
