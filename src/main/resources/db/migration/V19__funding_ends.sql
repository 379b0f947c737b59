-- What is owed back and never comes: handed to legal affairs, it is neither returned nor still expected.
alter table funding_cell add column unrecovered_cents bigint not null default 0,
    add check (unrecovered_cents >= 0 and returned_cents + unrecovered_cents <= return_due_cents);
create table funding_debt (
    agreement   text primary key references funding_agreement,
    cents       bigint not null check (cents > 0),
    -- Why the city stops asking: a code of the words `funding.debt.*`.
    reason      text not null check (reason in ('NO_ANSWER', 'INSOLVENT', 'DISSOLVED', 'DISPUTED')),
    -- The number of legal affairs' own file.
    claim       text not null,
    decided_by  text not null,
    decided_at  timestamptz not null
);

-- A cheque that is given up was no payment: its amount goes to the next instalment, or back to the funders; what was owed of it is not owed.
alter table funding_instalment add column given_up boolean not null default false;
alter table funding_entry drop constraint funding_entry_kind_check, drop constraint funding_entry_check,
    add check (kind in ('PROPOSED', 'COMMITTED', 'AMENDED', 'PAID', 'JUSTIFIED', 'RELEASED', 'RETURN_DUE', 'RETURNED', 'UNRECOVERED')),
    add check (cents > 0 or kind in ('PROPOSED', 'COMMITTED', 'AMENDED', 'JUSTIFIED', 'PAID', 'RETURN_DUE'));
-- A stopped cheque pays nothing: what it was to pay may be asked for again, and the cheque that replaces it pays the same.
drop index subsidy_payout_purpose;
create unique index subsidy_payout_purpose on subsidy_payout (case_number, purpose)
    where purpose is not null and state in ('DUE', 'IN_BATCH', 'SENT', 'SETTLED') and stopped_at is null;
-- Those that were issued again before now pay it, too, however often.
with recursive known as (
    select case_number, attempt, purpose from subsidy_payout where process = 'funding-instalment' and purpose is not null
    union all
    select again.case_number, again.attempt, known.purpose from known join subsidy_payout again on again.case_number = known.case_number and again.replaces = known.attempt
    where again.process = 'funding-instalment' and again.purpose is null
)
update subsidy_payout again set purpose = known.purpose from known
where again.case_number = known.case_number and again.attempt = known.attempt and again.purpose is null;

-- Which text is to be signed: every change of the amounts before both signatures makes another.
alter table funding_agreement add column text_edition int not null default 1 check (text_edition >= 1);

create or replace function funding_instalment_step() returns trigger language plpgsql as $$
begin
    if old.state <> new.state and (old.state, new.state) not in
        (('PLANNED', 'HELD'), ('HELD', 'PLANNED'), ('PLANNED', 'REQUESTED'), ('PLANNED', 'CANCELLED'), ('HELD', 'CANCELLED'), ('REQUESTED', 'PAID'), ('REQUESTED', 'RETURNED'),
         ('RETURNED', 'REQUESTED'), ('RETURNED', 'CANCELLED'), ('REQUESTED', 'CANCELLED'), ('PAID', 'RETURNED')) then
        raise exception 'instalment %.% cannot go from % to %', old.agreement, old.n, old.state, new.state;
    end if;
    if old.state = 'PAID' and new.state = 'RETURNED' and not new.given_up then
        raise exception 'instalment %.% was paid', old.agreement, old.n;
    end if;
    if old.planned_cents <> new.planned_cents and old.state = 'PAID' then
        raise exception 'instalment %.% was paid and cannot change', old.agreement, old.n;
    end if;
    if new.state = 'REQUESTED' and old.state <> 'REQUESTED' and not exists (select from funding_agreement where number = new.agreement and state in ('SIGNED', 'SETTLED')) then
        raise exception 'instalment %.% is not paid: the agreement is not in force', new.agreement, new.n;
    end if;
    return new;
end $$;

create or replace function funding_entry_carried() returns trigger language plpgsql as $$
begin
    update funding_cell set
        cents = cents + case when new.kind = 'AMENDED' then new.cents else 0 end,
        paid_cents = paid_cents + case when new.kind = 'PAID' then new.cents else 0 end,
        justified_cents = justified_cents + case when new.kind = 'JUSTIFIED' then new.cents else 0 end,
        released_cents = released_cents + case when new.kind = 'RELEASED' then new.cents else 0 end,
        return_due_cents = return_due_cents + case when new.kind = 'RETURN_DUE' then new.cents else 0 end,
        returned_cents = returned_cents + case when new.kind = 'RETURNED' then new.cents else 0 end,
        unrecovered_cents = unrecovered_cents + case when new.kind = 'UNRECOVERED' then new.cents else 0 end
    where agreement = new.agreement and funder = new.funder and envelope = new.envelope;
    if not found then raise exception 'no cell % %', new.agreement, new.funder; end if;
    return null;
end $$;

-- What happened to one cell, and what one funder has paid in, is found without reading the whole journal.
create index funding_entry_cell on funding_entry (agreement, funder);
create index funding_receipt_funder on funding_receipt (envelope, funder);
