-- An envelope of community funding: several funders, several organisations, every cent accounted for. Its number is a case's.
create table funding_envelope (
    number            text primary key references case_file,
    title             text not null,
    purpose           text not null,
    fiscal_year_start date not null,
    total_cents       bigint not null check (total_cents >= 0),
    state             text not null check (state in ('PROPOSED', 'RECOMMENDED', 'COMMITTED', 'ABANDONED', 'CLOSED')),
    opened_at         timestamptz not null,
    closed_at         timestamptz,
    check ((closed_at is not null) = (state in ('ABANDONED', 'CLOSED')))
);

-- Who gives. What the funder paid in to the city so far is counted in funding_receipt.
create table funding_funder (
    envelope        text not null references funding_envelope,
    code            text not null,
    -- As proposed, in the order of the form.
    position        int not null,
    name            text not null,
    email           text not null,
    -- What its cells add up to.
    committed_cents bigint not null check (committed_cents >= 0),
    -- What it said it gives; less than its cells until it is decided who bears the difference.
    answered_cents  bigint check (answered_cents >= 0),
    state           text not null check (state in ('ASKED', 'COMMITTED', 'REFUSED', 'WITHDRAWN')),
    answered_at     timestamptz,
    primary key (envelope, code),
    check ((state = 'ASKED') = (answered_at is null and answered_cents is null))
);
create table funding_receipt (
    -- Who writes the same receipt down twice has written it once.
    key             text primary key,
    envelope        text not null,
    funder          text not null,
    cents           bigint not null check (cents > 0),
    received_on     date not null,
    recorded_by     text not null,
    foreign key (envelope, funder) references funding_funder
);

-- An organisation's agreement; a case of its own, whose file is the organisation's.
create table funding_agreement (
    number          text primary key references case_file,
    envelope        text not null references funding_envelope,
    position        int not null,
    neq             text not null check (neq ~ '^(11|22|33|88)[0-9]{8}$'),
    name            text not null,
    purpose         text not null,
    granted_cents   bigint not null check (granted_cents >= 0),
    state           text not null check (state in ('PROPOSED', 'ADOPTED', 'SIGNED', 'DEFEATED', 'DEFAULTED', 'DISSOLVED', 'SETTLED', 'CLOSED')),
    resolution      text,
    adopted_on      date,
    -- Named by the organisation's board; only this person signs.
    signatory       text,
    signed_at       timestamptz,
    -- The city's own signature.
    city_signed_by  text,
    city_signed_at  timestamptz,
    closed_at       timestamptz,
    unique (envelope, neq),
    check ((city_signed_by is null) = (city_signed_at is null)),
    check (state not in ('SIGNED', 'DEFAULTED', 'SETTLED') or (signed_at is not null and city_signed_at is not null)),
    check ((closed_at is not null) = (state in ('CLOSED', 'DEFEATED')))
);
create index funding_agreement_envelope on funding_agreement (envelope);

create table funding_budget_line (
    agreement       text not null references funding_agreement,
    line            int not null,
    name            text not null,
    cents           bigint not null check (cents >= 0),
    primary key (agreement, line)
);

-- What one funder gives to one organisation, and what became of it. Only the journal changes it: see funding_entry.
create table funding_cell (
    envelope         text not null,
    funder           text not null,
    agreement        text not null references funding_agreement,
    cents            bigint not null check (cents >= 0),
    paid_cents       bigint not null default 0,
    justified_cents  bigint not null default 0,
    released_cents   bigint not null default 0,
    return_due_cents bigint not null default 0,
    returned_cents   bigint not null default 0,
    primary key (agreement, funder),
    foreign key (envelope, funder) references funding_funder,
    check (paid_cents >= 0 and released_cents >= 0 and paid_cents + released_cents <= cents),
    check (justified_cents between 0 and cents),
    check (returned_cents >= 0 and returned_cents <= return_due_cents and return_due_cents <= paid_cents)
);
create index funding_cell_envelope on funding_cell (envelope, funder);

-- (agreement, n) is the idempotency key of its payout.
create table funding_instalment (
    agreement       text not null references funding_agreement,
    n               int not null check (n >= 1),
    planned_cents   bigint not null check (planned_cents >= 0),
    paid_cents      bigint not null default 0,
    state           text not null default 'PLANNED' check (state in ('PLANNED', 'HELD', 'REQUESTED', 'RETURNED', 'PAID', 'CANCELLED')),
    -- Why it is held: a code of the words `funding.held.*`.
    held_for        text,
    requested_at    timestamptz,
    paid_at         timestamptz,
    primary key (agreement, n),
    check (paid_cents = case when state = 'PAID' then planned_cents else 0 end),
    check ((state = 'PAID') = (paid_at is not null)),
    check (state <> 'CANCELLED' or planned_cents = 0),
    check ((state = 'HELD') = (held_for is not null))
);
-- The part of each funder in an instalment.
create table funding_part (
    agreement       text not null,
    n               int not null,
    funder          text not null,
    cents           bigint not null check (cents >= 0),
    primary key (agreement, n, funder),
    foreign key (agreement, n) references funding_instalment,
    foreign key (agreement, funder) references funding_cell
);

-- The journal: what happened to each cell, never changed. A row is written once, by its key.
create table funding_entry (
    id              bigint generated always as identity primary key,
    key             text not null unique,
    envelope        text not null,
    agreement       text not null,
    funder          text not null,
    kind            text not null check (kind in ('PROPOSED', 'COMMITTED', 'AMENDED', 'PAID', 'JUSTIFIED', 'RELEASED', 'RETURN_DUE', 'RETURNED')),
    cents           bigint not null check (cents > 0 or kind in ('PROPOSED', 'COMMITTED', 'AMENDED', 'JUSTIFIED')),
    at              timestamptz not null,
    foreign key (agreement, funder) references funding_cell
);
create index funding_entry_envelope on funding_entry (envelope, at);

-- What an organisation reports: figures here, documents in its file.
create table funding_report (
    agreement        text not null references funding_agreement,
    kind             text not null check (kind in ('MID_TERM', 'FINAL')),
    attempt          int not null check (attempt >= 1),
    state            text not null check (state in ('FILED', 'CLARIFICATION_ASKED', 'ACCEPTED', 'REFUSED')),
    -- The last of the period's days with an expense, and the first.
    expenses_from    date not null,
    expenses_to      date not null,
    admin_cents      bigint not null check (admin_cents >= 0),
    ineligible_cents bigint not null check (ineligible_cents >= 0),
    indicators       text not null,
    english_services int check (english_services >= 0),
    visibility       boolean not null,
    statements       boolean not null,
    proofs           int not null check (proofs >= 0),
    filed_at         timestamptz not null,
    decided_at       timestamptz,
    -- Expenses that count, from the first day on.
    accepted_cents   bigint check (accepted_cents >= 0),
    primary key (agreement, kind, attempt),
    check ((accepted_cents is not null) = (state = 'ACCEPTED')),
    check (expenses_from <= expenses_to),
    check ((state = 'FILED') = (decided_at is null))
);
create unique index funding_report_open on funding_report (agreement, kind) where state in ('FILED', 'ACCEPTED');
create table funding_report_line (
    agreement       text not null,
    kind            text not null,
    attempt         int not null,
    line            int not null,
    name            text not null,
    budget_cents    bigint not null check (budget_cents >= 0),
    spent_cents     bigint not null check (spent_cents >= 0),
    primary key (agreement, kind, attempt, line),
    foreign key (agreement, kind, attempt) references funding_report
);

-- A change of the account into which an organisation is paid: nobody is paid there before a second person called back.
create table funding_account (
    id              uuid primary key,
    agreement       text not null references funding_agreement,
    -- Sealed; erased when the change was decided.
    details         jsonb,
    asked_at        timestamptz not null,
    state           text not null check (state in ('ASKED', 'CONFIRMED', 'REFUSED')),
    decided_by      text,
    decided_at      timestamptz,
    check ((state = 'ASKED') = (decided_by is null)),
    check ((state = 'ASKED') = (details is not null))
);
create unique index funding_account_asked on funding_account (agreement) where state = 'ASKED';

-- No other way leads from one state to the next, whoever asks; nothing is paid to who is in default, dissolved or has not signed.
create function funding_instalment_step() returns trigger language plpgsql as $$
begin
    if old.state <> new.state and (old.state, new.state) not in
        (('PLANNED', 'HELD'), ('HELD', 'PLANNED'), ('PLANNED', 'REQUESTED'), ('PLANNED', 'CANCELLED'), ('HELD', 'CANCELLED'), ('REQUESTED', 'PAID'), ('REQUESTED', 'RETURNED'),
         ('RETURNED', 'REQUESTED'), ('RETURNED', 'CANCELLED'), ('REQUESTED', 'CANCELLED')) then
        raise exception 'instalment %.% cannot go from % to %', old.agreement, old.n, old.state, new.state;
    end if;
    if old.planned_cents <> new.planned_cents and old.state = 'PAID' then
        raise exception 'instalment %.% was paid and cannot change', old.agreement, old.n;
    end if;
    if new.state = 'REQUESTED' and old.state <> 'REQUESTED' and not exists (select from funding_agreement where number = new.agreement and state in ('SIGNED', 'SETTLED')) then
        raise exception 'instalment %.% is not paid: the agreement is not in force', new.agreement, new.n;
    end if;
    return new;
end $$;
create trigger funding_instalment_step before update on funding_instalment for each row execute function funding_instalment_step();

create function funding_agreement_step() returns trigger language plpgsql as $$
begin
    if old.state <> new.state and (old.state, new.state) not in
        (('PROPOSED', 'ADOPTED'), ('PROPOSED', 'DEFEATED'), ('ADOPTED', 'DEFEATED'), ('ADOPTED', 'SIGNED'), ('SIGNED', 'DEFAULTED'), ('SIGNED', 'SETTLED'), ('SIGNED', 'DISSOLVED'),
         ('PROPOSED', 'DISSOLVED'), ('ADOPTED', 'DISSOLVED'), ('SETTLED', 'DEFAULTED'), ('SETTLED', 'DISSOLVED'), ('DEFAULTED', 'DISSOLVED'), ('DEFAULTED', 'CLOSED'), ('DISSOLVED', 'CLOSED'), ('SETTLED', 'CLOSED')) then
        raise exception 'agreement % cannot go from % to %', old.number, old.state, new.state;
    end if;
    return new;
end $$;
create trigger funding_agreement_step before update on funding_agreement for each row execute function funding_agreement_step();

-- The journal is only added to, and carries the cells with it.
create function funding_entry_kept() returns trigger language plpgsql as $$
begin
    raise exception 'the funding journal is only added to';
end $$;
create trigger funding_entry_kept before update or delete on funding_entry for each row execute function funding_entry_kept();
create trigger funding_entry_not_emptied before truncate on funding_entry for each statement execute function funding_entry_kept();

create function funding_entry_carried() returns trigger language plpgsql as $$
begin
    update funding_cell set
        cents = cents + case when new.kind = 'AMENDED' then new.cents else 0 end,
        paid_cents = paid_cents + case when new.kind = 'PAID' then new.cents else 0 end,
        justified_cents = justified_cents + case when new.kind = 'JUSTIFIED' then new.cents else 0 end,
        released_cents = released_cents + case when new.kind = 'RELEASED' then new.cents else 0 end,
        return_due_cents = return_due_cents + case when new.kind = 'RETURN_DUE' then new.cents else 0 end,
        returned_cents = returned_cents + case when new.kind = 'RETURNED' then new.cents else 0 end
    where agreement = new.agreement and funder = new.funder and envelope = new.envelope;
    if not found then raise exception 'no cell % %', new.agreement, new.funder; end if;
    return null;
end $$;
create trigger funding_entry_carried after insert on funding_entry for each row execute function funding_entry_carried();
create function funding_cell_kept() returns trigger language plpgsql as $$
begin
    if pg_trigger_depth() < 2 then raise exception 'cells are changed by the funding journal alone'; end if;
    return new;
end $$;
create trigger funding_cell_kept before update on funding_cell for each row execute function funding_cell_kept();

-- At commit every sum of a touched envelope agrees, by row and by column, in the cells, the instalments and the journal; otherwise nothing of it happened.
create function funding_check(of_envelope text) returns void language plpgsql as $$
declare
    wrong text;
begin
    -- Checked since the last change of this transaction?
    if current_setting('funding.checked', true) = of_envelope then return; end if;
    select format('funder %s: %s committed, %s in its cells', f.code, f.committed_cents, coalesce(c.sum, 0)) into wrong
    from funding_funder f left join (select funder, sum(cents) from funding_cell where envelope = of_envelope group by funder) c on c.funder = f.code
    where f.envelope = of_envelope and f.committed_cents <> coalesce(c.sum, 0) limit 1;
    if wrong is null then
        select format('agreement %s: %s granted, %s in its cells', a.number, a.granted_cents, coalesce(c.sum, 0)) into wrong
        from funding_agreement a left join (select agreement, sum(cents) from funding_cell where envelope = of_envelope group by agreement) c on c.agreement = a.number
        where a.envelope = of_envelope and a.granted_cents <> coalesce(c.sum, 0) limit 1;
    end if;
    if wrong is null then
        select format('total %s, given %s, got %s', e.total_cents, given, got) into wrong
        from funding_envelope e, lateral (select coalesce(sum(committed_cents), 0) as given from funding_funder where envelope = e.number) g,
             lateral (select coalesce(sum(granted_cents), 0) as got from funding_agreement where envelope = e.number) t
        where e.number = of_envelope and (e.total_cents <> given or e.total_cents <> got);
    end if;
    if wrong is null then
        select format('agreement %s, funder %s: %s in the cell, %s in instalments, %s released', c.agreement, c.funder, c.cents, coalesce(p.sum, 0), c.released_cents) into wrong
        from funding_cell c left join (select p.agreement, p.funder, sum(p.cents) from funding_part p join funding_agreement a on a.number = p.agreement and a.envelope = of_envelope group by p.agreement, p.funder) p on p.agreement = c.agreement and p.funder = c.funder
        where c.envelope = of_envelope and c.cents - c.released_cents <> coalesce(p.sum, 0) limit 1;
    end if;
    if wrong is null then
        select format('instalment %s.%s: %s planned, %s in its parts', i.agreement, i.n, i.planned_cents, coalesce(p.sum, 0)) into wrong
        from funding_instalment i join funding_agreement a on a.number = i.agreement
        left join (select p.agreement, p.n, sum(p.cents) from funding_part p join funding_agreement a on a.number = p.agreement and a.envelope = of_envelope group by p.agreement, p.n) p on p.agreement = i.agreement and p.n = i.n
        where a.envelope = of_envelope and i.planned_cents <> coalesce(p.sum, 0) limit 1;
    end if;
    if wrong is null then
        select format('agreement %s, funder %s: %s paid, %s in paid instalments', c.agreement, c.funder, c.paid_cents, coalesce(p.sum, 0)) into wrong
        from funding_cell c left join (select p.agreement, p.funder, sum(p.cents) from funding_part p join funding_instalment i on i.agreement = p.agreement and i.n = p.n and i.state = 'PAID'
                                       join funding_agreement a on a.number = p.agreement and a.envelope = of_envelope group by p.agreement, p.funder) p on p.agreement = c.agreement and p.funder = c.funder
        where c.envelope = of_envelope and c.paid_cents <> coalesce(p.sum, 0) limit 1;
    end if;
    if wrong is null then
        select format('agreement %s, funder %s: the cell is not what the journal says', c.agreement, c.funder) into wrong
        from funding_cell c left join (select agreement, funder, sum(cents) filter (where kind in ('PROPOSED', 'AMENDED')) as sum from funding_entry where envelope = of_envelope group by agreement, funder) j
             on j.agreement = c.agreement and j.funder = c.funder
        where c.envelope = of_envelope and c.cents <> coalesce(j.sum, 0) limit 1;
    end if;
    if wrong is not null then
        raise exception 'envelope % does not add up: %', of_envelope, wrong using errcode = 'check_violation';
    end if;
    perform set_config('funding.checked', of_envelope, true);
end $$;
create function funding_sums() returns trigger language plpgsql as $$
begin
    perform funding_check(case tg_table_name when 'funding_envelope' then to_jsonb(new) ->> 'number'
        when 'funding_instalment' then (select envelope from funding_agreement where number = to_jsonb(new) ->> 'agreement')
        when 'funding_part' then (select envelope from funding_agreement where number = to_jsonb(new) ->> 'agreement') else to_jsonb(new) ->> 'envelope' end);
    return null;
end $$;
-- Whatever changes is to be checked again.
create function funding_touched() returns trigger language plpgsql as $$
begin
    perform set_config('funding.checked', '', true);
    return null;
end $$;
create function funding_stays() returns trigger language plpgsql as $$
begin
    raise exception 'nothing of % is deleted', tg_table_name;
end $$;
do $$
declare
    name text;
    -- The columns that a sum is made of: a signature or an answer costs no check.
    money text;
begin
    foreach name in array array['funding_envelope', 'funding_funder', 'funding_agreement', 'funding_cell', 'funding_instalment', 'funding_part'] loop
        money := case name when 'funding_envelope' then 'total_cents' when 'funding_funder' then 'committed_cents' when 'funding_agreement' then 'granted_cents'
            when 'funding_cell' then 'cents, paid_cents, released_cents' when 'funding_instalment' then 'planned_cents, paid_cents, state' else 'cents' end;
        execute format('create constraint trigger %I after insert or update of %s on %I deferrable initially deferred for each row execute function funding_sums()', name || '_sums', money, name);
        execute format('create trigger %I after insert or update or delete on %I for each statement execute function funding_touched()', name || '_touched', name);
        execute format('create trigger %I before delete on %I for each row execute function funding_stays()', name || '_stays', name);
    end loop;
end $$;

-- The batches pay agreements as they pay subsidies: what an amount pays is named, and paid once.
alter table subsidy_payout add column purpose text;
create unique index subsidy_payout_purpose on subsidy_payout (case_number, purpose) where purpose is not null and state in ('DUE', 'IN_BATCH', 'SENT', 'SETTLED');
-- A batch that pays agreements is approved by two people; the first of them.
alter table subsidy_payout_batch add column first_approved_by text, add check (first_approved_by is distinct from approved_by or approved_by is null);
